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

test('a place of utf8Slice that cannot become a number says why', () => {
  const cannot = {
    valueOf() {
      throw new RangeError('mine');
    },
  };
  assert.throws(() => Buffer.from('abc').utf8Slice(cannot), { name: 'RangeError', message: 'mine' });
  assert.throws(() => Buffer.from('abc').utf8Slice(0, cannot), { name: 'RangeError', message: 'mine' });
  assert.equal(Buffer.from('abc').utf8Slice('1', { valueOf: () => 3 }), 'bc');
});

test('texts of a few characters are encoded as others are', () => {
  for (let length = 0; length < 40; length++) {
    const ascii = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH'.slice(0, length);
    assert.equal(Buffer.from(ascii).toString(), ascii);
    for (let at = 0; at < length; at++) {
      const text = `${ascii.slice(0, at)}é${ascii.slice(at + 1)}`;
      const buffer = Buffer.from(text);
      assert.equal(buffer.length, length + 1);
      assert.equal(buffer.toString(), text);
    }
    const tight = Buffer.alloc(length + 2, '#');
    assert.equal(tight.write(ascii, 1), length);
    assert.equal(tight.latin1Slice(), `#${ascii}#`);
  }
});
