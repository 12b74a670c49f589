import assert from 'node:assert';
import { test } from '../harness.js';
import { runTests } from './program.js';

const told = (lines) => lines.filter((line) => line.startsWith('> '));

test('before() of what is underway runs at once, after() when nothing is left to run', () => {
  const { status, lines } = runTests(`
    import { createServer } from 'node:http';
    import { after, before, suite, test } from 'node:test';
    const tell = (text) => console.log('> ' + text);
    let server;
    before(async () => {
      tell('before');
      server = createServer();
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    after(() => { tell('after'); server.close(); });
    suite('suite', () => { tell('declared'); });
    test('test', async (t) => {
      t.before(() => tell('before subtests'));
      tell(String(server.listening));
      await t.test('subtest', () => tell('subtest'));
    });
  `);
  assert.equal(status, 0);
  assert.deepEqual(told(lines), ['> before', '> declared', '> before subtests', '> true', '> subtest', '> after']);
});

test("a test's signal fires when it is over", () => {
  const { lines } = runTests(`
    import { test } from 'node:test';
    let signal;
    await test('test', (t) => { signal = t.signal; console.log('> ' + signal.aborted); });
    console.log('> ' + signal.aborted);
  `);
  assert.deepEqual(told(lines), ['> false', '> true']);
});

test('what waits is checked before it waits', () => {
  const { status } = runTests(`
    import assert from 'node:assert';
    import { run, test } from 'node:test';
    const code = 'ERR_INVALID_ARG_TYPE';
    test('test', (t) => {
      assert.throws(() => t.waitFor(5), { code });
      assert.throws(() => t.waitFor(() => {}, { timeout: 'long' }), { code });
      assert.throws(() => t.plan(1, { wait: 'long' }), { code });
      assert.throws(() => run({ globalSetupPath: 5 }), { code });
    });
  `);
  assert.equal(status, 0);
});

test('what is declared in a suite is no promise to wait for, nor is the suite', () => {
  const { status, lines } = runTests(`
    import { describe, it, test } from 'node:test';
    describe('suite', () => it('test', () => console.log('> test')));
    describe('async suite', async () => { await test('awaited', () => console.log('> awaited')); });
    await describe('outer', () => describe('inner', () => {}));
    console.log('> declared');
  `);
  assert.equal(status, 0);
  assert.deepEqual(told(lines), ['> declared', '> test', '> awaited']);
});
