// require(): what is found, what is run, what is cached, and what it says where nothing is found.
'use strict';
const assert = require('node:assert');
const Module = require('node:module');
const path = require('node:path');
const { test } = require('../harness.js');

const fixture = (...parts) => path.join(__dirname, 'fixtures', ...parts);
const fromFixtures = Module.createRequire(fixture('noop.js'));

test('a module sees itself, its require and its place', () => {
  const seen = require('./fixtures/cjs/self.cjs');
  assert.strictEqual(seen.filename, fixture('cjs/self.cjs'));
  assert.strictEqual(seen.dirname, fixture('cjs'));
  assert.strictEqual(seen.that, seen.exports);
  assert.strictEqual(seen.module.id, seen.filename);
  assert.strictEqual(seen.module.loaded, true);
  assert.strictEqual(seen.module.parent, module);
  assert.ok(module.children.includes(seen.module));
  assert.strictEqual(seen.module.paths[0], fixture('cjs/node_modules'));
  assert.strictEqual(seen.require.main, require.main);
  assert.strictEqual(seen.require.cache, Module._cache);
  assert.strictEqual(seen.module.constructor, Module);
});

test('extensions, folders, JSON', () => {
  assert.strictEqual(require('./fixtures/cjs/folder'), 'file beside a folder');
  assert.strictEqual(require('./fixtures/cjs/folder/'), 'index of a folder');
  assert.deepStrictEqual(require('./fixtures/cjs/data'), { answer: 42 });
  assert.deepStrictEqual(require('./fixtures/cjs/bom.json'), { bom: true });
  assert.strictEqual(fromFixtures('plain'), 'plain');
  assert.strictEqual(fromFixtures('plain/other'), 'other');
  assert.deepStrictEqual(fromFixtures('indexed'), { indexed: true });
  assert.strictEqual(fromFixtures('@scope/pkg'), 'scoped');
});

test('sources: byte order mark, shebang, Latin-1, beyond, invalid UTF-8', () => {
  assert.strictEqual(require('./fixtures/cjs/bom.cjs'), 'bom and shebang');
  assert.strictEqual(require('./fixtures/cjs/latin.cjs'), 'gr\u00fc\u00dfe');
  assert.strictEqual(require('./fixtures/cjs/wide.cjs'), 'gr\u00fc\u00dfe \u4f60\u597d \u{1f600}');
  assert.strictEqual(require('./fixtures/cjs/bad-utf8.cjs'), 'a\ufffd\ufffdb');
});

test('a file is loaded once, under its real path', () => {
  const file = fixture('links/real/file.cjs');
  assert.strictEqual(require('./fixtures/links/file.cjs'), file);
  assert.strictEqual(require('./fixtures/links/folder/file.cjs'), file);
  assert.strictEqual(require(file), file);
  assert.ok(require.cache[file].loaded);
  assert.strictEqual(require.cache[fixture('links/file.cjs')], undefined);
});

test('what throws is not kept, and throws again', () => {
  assert.throws(() => require('./fixtures/cjs/throws.cjs'), { message: 'while loading' });
  assert.throws(() => require('./fixtures/cjs/throws.cjs'), { message: 'while loading' });
  assert.strictEqual(globalThis.timesRequired, 2);
  assert.strictEqual(require.cache[fixture('cjs/throws.cjs')], undefined);
});

test('a cycle gives what is there so far, and warns of what is not', async () => {
  const warned = new Promise((resolve) => process.once('warning', resolve));
  const { fromB, late } = require('./fixtures/cycle/a.cjs');
  assert.strictEqual(fromB, 1);
  assert.strictEqual(late, 2);
  assert.strictEqual(require('./fixtures/cycle/b.cjs').sawLate, undefined);
  assert.strictEqual(
    (await warned).message,
    "Accessing non-existent property 'late' of module exports inside circular dependency",
  );
  assert.strictEqual(Object.getPrototypeOf(require('./fixtures/cycle/a.cjs')), Object.prototype);
});

test('not found: the words, the code, the stack of requires', () => {
  assert.throws(
    () => require('./nowhere'),
    (error) => {
      assert.strictEqual(error.code, 'MODULE_NOT_FOUND');
      assert.deepStrictEqual(error.requireStack, [__filename]);
      assert.strictEqual(error.message, `Cannot find module './nowhere'\nRequire stack:\n- ${__filename}`);
      return true;
    },
  );
  assert.throws(() => fromFixtures('lost'), {
    code: 'MODULE_NOT_FOUND',
    path: fixture('node_modules/lost/package.json'),
    requestPath: 'lost',
  });
  assert.throws(() => require('./fixtures/cjs/data.json\0'), { code: 'MODULE_NOT_FOUND' });
});

test('what require() is given', () => {
  for (const id of [1, null, undefined, {}, Symbol('x')])
    assert.throws(() => require(id), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => require(''), {
    code: 'ERR_INVALID_ARG_VALUE',
    message: "The argument 'id' must be a non-empty string. Received ''",
  });
  assert.throws(() => require.resolve(1), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('errors of JSON and of package.json name the file', () => {
  assert.throws(() => require('./fixtures/cjs/bad.json'), { name: 'SyntaxError', message: /^\/.*bad\.json: / });
  assert.throws(() => fromFixtures('broken'), {
    code: 'ERR_INVALID_PACKAGE_CONFIG',
    message: `Invalid package config ${fixture('node_modules/broken/package.json')}. Unexpected end of JSON input`,
  });
});

test('builtins, with and without node:', () => {
  const bare = 'path';
  assert.strictEqual(require('node:path'), require(bare));
  assert.strictEqual(require.resolve('path'), 'path');
  assert.strictEqual(require.resolve('node:path'), 'node:path');
  assert.strictEqual(require.resolve.paths('path'), null);
  assert.throws(() => require('node:nothing'), {
    code: 'ERR_UNKNOWN_BUILTIN_MODULE',
    message: 'No such built-in module: node:nothing',
  });
  require.cache.path = { exports: 'mine', loaded: true, children: [] };
  assert.strictEqual(require(bare), 'mine');
  assert.strictEqual(require('node:path'), path);
  delete require.cache.path;
});

test('require.resolve with paths', () => {
  assert.strictEqual(require.resolve('plain', { paths: [fixture()] }), fixture('node_modules/plain/lib/start.js'));
  assert.strictEqual(require.resolve('./data', { paths: [fixture('cjs')] }), fixture('cjs/data.json'));
  assert.throws(() => require.resolve('plain', { paths: [] }), { code: 'MODULE_NOT_FOUND' });
  assert.throws(() => require.resolve('plain', { paths: 'x' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.deepStrictEqual(require.resolve.paths('./x'), [__dirname]);
  assert.strictEqual(require.resolve.paths('x')[0], path.join(__dirname, 'node_modules'));
});

test('createRequire', () => {
  assert.strictEqual(Module.createRequire(fixture('/'))('./cjs/value.cjs'), 42);
  assert.strictEqual(Module.createRequire(`file://${fixture('noop.js')}`)('./cjs/value.cjs'), 42);
  assert.strictEqual(Module.createRequire(new URL(`file://${fixture('noop.js')}`))('./cjs/value.cjs'), 42);
  for (const bad of ['relative/x.js', 'http://a/b', '', 5, null])
    assert.throws(() => Module.createRequire(bad), { code: 'ERR_INVALID_ARG_VALUE' });
});
