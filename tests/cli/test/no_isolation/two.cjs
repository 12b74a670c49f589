const { suite, test } = require('node:test');

suite('suite', () => {
  console.log('> declared');
  test('two', { only: true }, (t) => console.log(`> ${t.filePath === __filename}`));
});
