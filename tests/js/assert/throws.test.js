import assert from 'node:assert';
import { test } from '../harness.js';

const fail = (fn) => {
  try {
    fn();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

test('what is thrown is compared by class, pattern, properties or a function', () => {
  const thrower = () => {
    throw Object.assign(new TypeError('bad'), { code: 'E' });
  };
  assert.throws(thrower, TypeError);
  assert.throws(thrower, /bad/);
  assert.throws(thrower, { code: 'E', message: /^b/ });
  assert.throws(thrower, (error) => error.code === 'E');
  assert.match(
    fail(() => assert.throws(thrower, RangeError)).message,
    /instance of "RangeError"\. Received "TypeError"/,
  );
  assert.match(
    fail(() => assert.throws(thrower, { code: 'F' })).message,
    /Comparison {\n\+ {3}code: 'E'\n- {3}code: 'F'\n/,
  );
  assert.strictEqual(fail(() => assert.throws(() => {})).message, 'Missing expected exception.');
  assert.strictEqual(fail(() => assert.throws(thrower, 'bad')).code, 'ERR_AMBIGUOUS_ARGUMENT');
});

test('what should not be thrown', () => {
  assert.doesNotThrow(() => {});
  assert.match(
    fail(() =>
      assert.doesNotThrow(() => {
        throw new Error('x');
      }),
    ).message,
    /^Got unwanted exception\.\nActual message: "x"/,
  );
});

test('rejections', async () => {
  await assert.rejects(Promise.reject(new Error('x')), /x/);
  await assert.rejects(
    async () => {
      throw new Error('x');
    },
    { message: 'x' },
  );
  await assert.rejects(assert.rejects(Promise.resolve()), { message: 'Missing expected rejection.' });
  await assert.rejects(
    assert.rejects(() => 1),
    { code: 'ERR_INVALID_RETURN_VALUE' },
  );
  await assert.doesNotReject(Promise.resolve());
});

test('ifError, match, fail', () => {
  assert.ifError(null);
  assert.strictEqual(fail(() => assert.ifError(new Error('x'))).message, 'ifError got unwanted exception: x');
  assert.match('abc', /b/);
  assert.strictEqual(fail(() => assert.match('abc', /x/)).operator, 'match');
  assert.strictEqual(fail(() => assert.fail()).message, 'Failed');
  assert.strictEqual(fail(() => assert.strictEqual(1)).code, 'ERR_MISSING_ARGS');
});

test('strict replaces the loose methods', () => {
  assert.strictEqual(assert.strict.equal, assert.strictEqual);
  assert.strictEqual(fail(() => assert.strict.deepEqual([1], ['1'])).operator, 'deepStrictEqual');
});
