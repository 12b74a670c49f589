import test from 'node:test';

test('fails', () => {
  throw new TypeError('on purpose');
});
