const { before, test } = require('node:test');

before(() => console.log('> before one'));
test('left out', () => {});
test('one', { only: true }, () => console.log('> one'));
