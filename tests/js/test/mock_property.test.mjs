import assert from 'node:assert';
import { mock } from 'node:test';
import { test } from '../harness.js';

test('a mocked property counts what its mock assigns, and gives each prepared value to one access', () => {
  const object = { held: 1 };
  const { mock: context } = mock.property(object, 'held', 2);
  assert.equal(object.held, 2);
  context.mockImplementation(9);
  context.mockImplementationOnce(5);
  assert.deepEqual([object.held, object.held], [5, 9]);
  assert.deepEqual(
    context.accesses.map(({ type, value }) => [type, value]),
    [
      ['get', 2],
      ['set', 9],
      ['get', 5],
      ['get', 9],
    ],
  );
  context.restore();
  assert.equal(object.held, 1);
});

test('a property that cannot be written stays so while it is mocked', () => {
  const object = Object.defineProperty({}, 'fixed', { value: 1, configurable: true });
  mock.property(object, 'fixed', 2);
  assert.throws(
    () => {
      object.fixed = 3;
    },
    { code: 'ERR_INVALID_ARG_VALUE' },
  );
  assert.equal(object.fixed, 2);
  mock.restoreAll();
});

test('an inherited method that was mocked is a property of its own afterwards', () => {
  class Base {
    static work() {}
  }
  class Derived extends Base {}
  mock.method(Derived, 'work').mock.restore();
  assert.ok(Object.hasOwn(Derived, 'work'));
  assert.equal(Derived.work, Base.work);
});

test('timers that are methods of a prototype are mocked, and found again', async () => {
  const { scheduler } = await import('node:timers/promises');
  const own = scheduler.wait;
  mock.timers.enable({ apis: ['scheduler.wait'] });
  const waiting = scheduler.wait(1000);
  mock.timers.tick(1000);
  await waiting;
  mock.timers.reset();
  assert.equal(scheduler.wait, own);
});
