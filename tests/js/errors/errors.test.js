import assert from 'node:assert';
import fs from 'node:fs';
import { test } from '../harness.js';

const thrown = (fn) => {
  try {
    fn();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

test('an error with a code keeps its name, and shows the code in text and stack', () => {
  const error = thrown(() => Buffer.alloc('1'));
  assert.strictEqual(error.name, 'TypeError');
  assert.strictEqual(error.constructor, TypeError);
  assert.deepStrictEqual(Object.keys(error), ['code']);
  assert.strictEqual(String(error), `TypeError [ERR_INVALID_ARG_TYPE]: ${error.message}`);
  assert.match(
    error.stack,
    /^TypeError \[ERR_INVALID_ARG_TYPE\]: The "size" argument must be of type number\. Received type string \('1'\)\n {4}at /,
  );
});

test('what was received is described', () => {
  const received = (value) => /Received (.*)$/s.exec(thrown(() => Buffer.alloc(value)).message)[1];
  assert.strictEqual(received(undefined), 'undefined');
  assert.strictEqual(received(null), 'null');
  assert.strictEqual(
    received(function named() {}),
    'function named',
  );
  assert.strictEqual(received(new Map()), 'an instance of Map');
  assert.strictEqual(received(Object.create(null)), '[Object: null prototype] {}');
  assert.strictEqual(received('x'.repeat(40)), `type string ('${'x'.repeat(25)}...')`);
  assert.strictEqual(received("it's"), 'type string ("it\'s")');
  assert.strictEqual(received(5n), 'type bigint (5n)');
});

test('a system error tells call and path', () => {
  const error = thrown(() => fs.statSync('/no/such/file'));
  assert.strictEqual(error.message, "ENOENT: no such file or directory, stat '/no/such/file'");
  assert.deepStrictEqual({ ...error }, { errno: -2, code: 'ENOENT', syscall: 'stat', path: '/no/such/file' });
});

test('DOMException', () => {
  const error = new DOMException('no', 'AbortError');
  assert.ok(error instanceof Error);
  assert.deepStrictEqual([error.name, error.message, error.code, DOMException.ABORT_ERR], ['AbortError', 'no', 20, 20]);
  assert.strictEqual(new DOMException('no', { name: 'X', cause: 1 }).cause, 1);
  assert.match(error.stack, /^AbortError: no\n/);
});
