// module.enableCompileCache(): what it says, and what lies on the disk afterwards.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { constants, enableCompileCache, flushCompileCache, getCompileCacheDir } = require('node:module');
const { test } = require('../harness.js');

const { compileCacheStatus: status } = constants;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-compile-cache-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

test('arguments', () => {
  for (const bad of [0, null, true, Symbol('x')])
    assert.throws(() => enableCompileCache(bad), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.strictEqual(getCompileCacheDir(), undefined);
  fs.writeFileSync(path.join(folder, 'file'), '');
  const { status: said, message } = enableCompileCache(path.join(folder, 'file'));
  assert.strictEqual(said, status.FAILED);
  assert.match(message, /Cannot create cache directory/);
});

test('entries are written at a flush, and only for what was loaded since', () => {
  const { status: said, directory } = enableCompileCache(path.join(folder, 'cache'));
  assert.strictEqual(said, status.ENABLED);
  assert.strictEqual(getCompileCacheDir(), directory);
  assert.ok(directory.startsWith(path.join(folder, 'cache')));
  assert.strictEqual(enableCompileCache().status, status.ALREADY_ENABLED);
  const program = path.join(folder, 'program.cjs');
  fs.writeFileSync(program, 'module.exports = 1;\n');
  assert.strictEqual(require(program), 1);
  assert.deepStrictEqual(fs.readdirSync(directory), []);
  flushCompileCache();
  assert.strictEqual(fs.readdirSync(directory).length, 1);
});

test('a changed file is compiled anew, a damaged entry is left aside', () => {
  const program = path.join(folder, 'program.cjs');
  fs.writeFileSync(program, 'module.exports = 2;\n');
  delete require.cache[program];
  assert.strictEqual(require(program), 2);
  const entry = path.join(getCompileCacheDir(), fs.readdirSync(getCompileCacheDir())[0]);
  fs.writeFileSync(entry, 'damaged');
  delete require.cache[program];
  assert.strictEqual(require(program), 2);
});
