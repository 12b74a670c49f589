import assert from 'node:assert';
import { test } from '../harness.js';

test('nothing is found where a search begins, before the first byte too', () => {
  const bytes = Buffer.from('abcab');
  assert.deepEqual(
    [-9, -3, 0, 5, 9].map((from) => [bytes.indexOf('', from), bytes.lastIndexOf('', from)]),
    [
      [0, 0],
      [2, 2],
      [0, 0],
      [5, 5],
      [5, 5],
    ],
  );
});

test('UTF-16 is found from the next whole unit on', () => {
  const bytes = Buffer.from('abcbcb', 'utf16le');
  assert.deepEqual(
    [2, 3, 6, 7, 10, 11].map((from) => bytes.indexOf('b', from, 'utf16le')),
    [2, 6, 6, 10, 10, -1],
  );
  assert.deepEqual(
    [2, 3, 5, 7, 11].map((from) => bytes.lastIndexOf('b', from, 'utf16le')),
    [2, 2, 2, 6, 10],
  );
});

test('atob says what is wrong', () => {
  assert.throws(() => atob('a_'), { name: 'InvalidCharacterError', message: 'Invalid character' });
  assert.throws(() => atob('\u20ac'), { name: 'InvalidCharacterError', message: 'Invalid character' });
  assert.throws(() => atob('a'), { message: 'The string to be decoded is not correctly encoded.' });
});
