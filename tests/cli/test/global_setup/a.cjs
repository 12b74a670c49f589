const { test } = require('node:test');
console.log('file');
test('a', () => {});
