const test = require('tape');

test('differences', (t) => {
  t.pass('all is well');
  t.same({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'the same');
  t.end();
});
test('capture', (t) => {
  const calls = t.capture(Math, 'max', () => 7);
  t.equal(Math.max(1, 2), 7);
  t.deepEqual(calls()[0].args, [1, 2]);
  t.end();
});
