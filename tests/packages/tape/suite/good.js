const test = require('tape');

test('timing', (t) => {
  t.plan(2);
  t.equal(typeof Date.now, 'function', 'a clock');
  const began = Date.now();
  setTimeout(() => t.ok(Date.now() - began >= 19, 'it waits'), 20);
});
test('async', async (t) => {
  await null;
  t.deepEqual(await Promise.all([1, Promise.resolve(2)]), [1, 2]);
  t.throws(() => JSON.parse('{'), SyntaxError);
  t.match('hello', /l+/, 'matches');
  t.comment('a comment');
});
test('nested', (t) => {
  t.test('inner', (st) => {
    st.notOk(false, 'no');
    st.end();
  });
  t.teardown(() => console.log('# torn down'));
  t.end();
});
test.skip('skipped', (t) => t.fail());
