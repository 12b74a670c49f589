const { suite, test } = require('node:test');
test('passes', () => {});
suite('around', () => {
  test('inside', () => {});
  test('is left out', { skip: 'why' }, () => {});
});
console.log('from a');
