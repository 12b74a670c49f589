import assert from 'node:assert';
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { test } from '../harness.js';

const require = createRequire(import.meta.url);

/** Calls fn where no domain was ever entered. */
const outside = AsyncLocalStorage.snapshot();

test('the module is refused while a capture callback is set, and can be had afterwards', () => {
  process.setUncaughtExceptionCaptureCallback(() => {});
  assert.throws(() => require('domain'), { code: 'ERR_DOMAIN_CALLBACK_NOT_AVAILABLE' });
  process.setUncaughtExceptionCaptureCallback(null);
  assert.equal(typeof require('domain').create, 'function');
  assert.throws(() => process.setUncaughtExceptionCaptureCallback(() => {}), {
    code: 'ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE',
  });
});

for (const [name, begin] of [
  ['a timer', (fn) => setTimeout(fn, 1)],
  ['a tick', (fn) => process.nextTick(fn)],
  ['a promise', (fn) => Promise.resolve().then(fn)],
  ['a file', (fn) => require('fs').stat('/', fn)],
]) {
  test(`what ${name} throws goes to the domain in which it was begun`, async () => {
    const domain = require('domain').create();
    const caught = new Promise((resolve) => domain.on('error', resolve));
    domain.run(() => begin(() => assert.fail(name)));
    const error = await caught;
    assert.equal(error.message, name);
    assert.equal(error.domain, domain);
    assert.equal(error.domainThrown, true);
  });
}

test('an emitter without a listener of error gives it to its domain, outside of which that runs', () => {
  const domain = require('domain').create();
  const emitter = new EventEmitter();
  domain.add(emitter);
  let seen;
  domain.on('error', (error) => {
    seen = [error.domainEmitter, process.domain];
  });
  domain.run(() => emitter.emit('error', new Error('x')));
  assert.deepStrictEqual(seen, [emitter, null]);
  assert.strictEqual(process.domain, undefined);
});

test('domains are entered and left like a stack', () => {
  const domain = require('domain');
  const [a, b, c] = [domain.create(), domain.create(), domain.create()];
  a.enter();
  b.enter();
  c.enter();
  assert.deepEqual(domain._stack, [a, b, c]);
  b.exit();
  assert.deepEqual(domain._stack, [a]);
  a.exit();
  assert.strictEqual(domain.active, undefined);
});

test('where no domain was ever entered the active one is null, where all were left undefined', async () => {
  const domain = require('domain').create();
  const later = new Promise((resolve) => {
    outside(setImmediate, () => {
      const before = process.domain;
      domain.run(() => {});
      resolve([before, process.domain]);
    });
  });
  assert.deepStrictEqual(await later, [null, undefined]);
});

test('the handler of an exception runs outside of all domains', async () => {
  const domain = require('domain').create();
  const active = new Promise((resolve) => domain.on('error', () => resolve([process.domain])));
  setImmediate(() => {
    domain.run(() => {
      throw new Error('x');
    });
  });
  assert.deepStrictEqual(await active, [undefined]);
});

test('what is no domain is none', () => {
  const { Domain } = require('domain');
  process.domain = { emit() {} };
  assert.strictEqual(process.domain, null);
  assert.throws(() => Domain.prototype.enter.call({}), { code: 'ERR_INVALID_THIS' });
  const emitter = new EventEmitter();
  emitter.domain = { name: 'of the program' };
  assert.throws(() => emitter.emit('error', new Error('of the emitter')), /of the emitter/);
});
