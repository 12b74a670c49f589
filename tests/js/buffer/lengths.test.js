import assert from 'node:assert';
import { test } from '../harness.js';

test('concat takes the bytes that are there, whatever a property says of their number', () => {
  const part = new Uint8Array([1, 2, 3, 4]);
  Object.defineProperty(part, 'length', { get: () => 100 });
  assert.deepEqual([...Buffer.concat([part, new Uint8Array([5])])], [1, 2, 3, 4, 5]);
  assert.equal(Buffer.concat([part], 6).toString('hex'), '010203040000');
  assert.throws(() => Buffer.concat([part, 1]), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('write takes a place before the encoding alone', () => {
  const buffer = Buffer.alloc(4);
  assert.equal(buffer.write('ab', 'latin1'), 2);
  assert.throws(() => buffer.write('ab', 'latin1', 0), { code: 'ERR_INVALID_ARG_TYPE' });
});
