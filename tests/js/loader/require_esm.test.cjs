// require() of ES modules.
'use strict';
const assert = require('node:assert');
const { test } = require('../harness.js');

test('the namespace; with a mark where there is a default export', async () => {
  const plain = require('./fixtures/es/no-default.mjs');
  assert.strictEqual(plain, await import('./fixtures/es/no-default.mjs'));
  const marked = require('./fixtures/es/named.mjs');
  assert.deepStrictEqual(Object.keys(marked), ['__esModule', 'a', 'default']);
  assert.strictEqual(marked.__esModule, true);
  assert.strictEqual(marked.default, 'named');
  assert.strictEqual(require('./fixtures/es/named.mjs'), marked);
  assert.strictEqual(require('./fixtures/es/own-mark.mjs').__esModule, 'mine');
});

test("an export named 'module.exports' is what require() gives", () => {
  assert.strictEqual(require('./fixtures/es/module-exports.mjs'), 'what require gives');
});

test('found by its syntax', () => {
  assert.strictEqual(require('./fixtures/es/typeless.js').typeless, true);
  assert.throws(() => require('./fixtures/es/typeless-await.js'), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
});

test('top-level await: only import() can', async () => {
  assert.throws(() => require('./fixtures/es/awaits.mjs'), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
  assert.throws(() => require('./fixtures/es/below-awaits.mjs'), {
    code: 'ERR_REQUIRE_ASYNC_MODULE',
    message: /Requiring .*below-awaits\.mjs/,
  });
  assert.strictEqual((await import('./fixtures/es/below-awaits.mjs')).done, true);
  assert.throws(() => require('./fixtures/es/awaits.mjs'), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
});

test('a cycle through require() is refused', () => {
  assert.strictEqual(require('./fixtures/cycle/require-self.mjs').code, 'ERR_REQUIRE_CYCLE_MODULE');
});

test('what throws, throws the same error by either way', async () => {
  let unhandled = 0;
  process.on('unhandledRejection', () => unhandled++);
  let first;
  assert.throws(
    () => require('./fixtures/es/throws.mjs'),
    (error) => {
      first = error;
      return error.message === 'while evaluating';
    },
  );
  assert.throws(
    () => require('./fixtures/es/throws.mjs'),
    (error) => error === first,
  );
  await assert.rejects(import('./fixtures/es/throws.mjs'), (error) => error === first);
  assert.strictEqual(globalThis.timesThrown, 1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.strictEqual(unhandled, 0);
  assert.throws(() => require('./fixtures/es/syntax.mjs'), { name: 'SyntaxError' });
  assert.throws(() => require('./fixtures/es/missing-name.mjs'), { name: 'SyntaxError' });
});

test('--trace-require-module shows the require() first', () => {
  const { spawnSync } = require('node:child_process');
  const flags = [
    '--trace-warnings',
    '--trace-require-module',
    '-e',
    `require(${JSON.stringify(`${__dirname}/started.mjs`)})`,
  ];
  const { stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  assert.match(stderr, /is loading ES Module .*\n.*any time\n {4}at require \(.*\)\n {4}at \[eval\]:1:1\n/);
});
