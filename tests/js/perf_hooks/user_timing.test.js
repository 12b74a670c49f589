import assert from 'node:assert';
import { test } from '../harness.js';

test('what has to be given is asked for', () => {
  for (const call of [() => performance.mark(), () => performance.measure()])
    assert.throws(call, { code: 'ERR_MISSING_ARGS', message: 'The "name" argument must be specified' });
  assert.throws(() => performance.setResourceTimingBufferSize(), {
    message: 'The "maxSize" argument must be specified',
  });
  assert.strictEqual(performance.mark(undefined).name, 'undefined');
});

test('a start time of null is now, details are cloned', () => {
  assert.ok(performance.mark('now', { startTime: null }).startTime > 0);
  for (const detail of [Symbol('s'), () => {}]) {
    assert.throws(() => performance.mark('m', { detail }), { name: 'DataCloneError' });
    assert.throws(() => performance.measure('m', { start: 0, end: 1, detail }), { name: 'DataCloneError' });
  }
});
