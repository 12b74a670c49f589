import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'rondo-mock-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'node_modules/dual'), { recursive: true });
const files = {
  'esm.mjs': 'export const name = "real"; export default "real default";',
  'cjs.cjs': 'exports.name = "real";',
  'data.json': '{ "name": "real" }',
  'user.mjs': 'import { name } from "./esm.mjs"; export const seen = name;',
  'node_modules/dual/package.json': '{ "exports": { "import": "./a.mjs", "require": "./a.cjs" } }',
  'node_modules/dual/a.mjs': 'export const name = "real";',
  'node_modules/dual/a.cjs': 'exports.name = "real";',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);

function run(body, flags = ['--experimental-test-module-mocks']) {
  const file = join(folder, 'program.mjs');
  writeFileSync(
    file,
    `import assert from 'node:assert'; import { createRequire } from 'node:module'; import { mock } from 'node:test';
     const require = createRequire(import.meta.url);\n${body}`,
  );
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', ...flags, file], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0, stderr);
}

test('import and require of what is mocked give the mock, until it is restored', () =>
  run(`
    const esm = mock.module('./esm.mjs', { defaultExport: 'fake', namedExports: { name: 'mocked' } });
    assert.deepEqual({ ...await import('./esm.mjs') }, { default: 'fake', name: 'mocked' });
    assert.equal((await import('./user.mjs')).seen, 'mocked');
    esm.restore();
    assert.equal((await import('./esm.mjs')).name, 'real');
    const cjs = mock.module('./cjs.cjs', { namedExports: { name: 'mocked' } });
    assert.equal(require('./cjs.cjs').name, 'mocked');
    assert.equal((await import('./cjs.cjs')).default.name, 'mocked');
    assert.equal((await import('./cjs.cjs')).name, 'mocked');
    mock.reset();
    assert.equal(require('./cjs.cjs').name, 'real');
    assert.equal((await import('./cjs.cjs')).name, 'real');
  `));

test('builtins by either name, packages by either door, JSON', () =>
  run(`
    mock.module('node:readline', { namedExports: { name: 'mocked' } });
    for (const name of ['readline', 'node:readline']) {
      assert.equal(require(name).name, 'mocked');
      assert.equal((await import(name)).name, 'mocked');
    }
    mock.module('dual', { namedExports: { name: 'mocked' } });
    assert.equal(require('dual').name, 'mocked');
    assert.equal((await import('dual')).name, 'mocked');
    mock.module('./data.json', { defaultExport: { name: 'mocked' } });
    assert.equal((await import('./data.json', { with: { type: 'json' } })).default.name, 'mocked');
    assert.equal(require('./data.json').name, 'mocked');
    await assert.rejects(import('./data.json'), { code: 'ERR_IMPORT_ATTRIBUTE_MISSING' });
  `));

test('a mock is a new module each time, unless it is cached', () =>
  run(`
    mock.module('./esm.mjs', { namedExports: {} });
    assert.notEqual(await import('./esm.mjs'), await import('./esm.mjs'));
    assert.notEqual(require('./esm.mjs'), require('./esm.mjs'));
    mock.reset();
    mock.module('./esm.mjs', { cache: true, namedExports: {} });
    assert.equal(await import('./esm.mjs'), await import('./esm.mjs'));
    assert.equal(require('./esm.mjs'), require('./esm.mjs'));
  `));

test('bad input', () =>
  run(`
    for (const args of [[5], ['./esm.mjs', null], ['./esm.mjs', { cache: 5 }], ['./esm.mjs', { namedExports: null }]]) {
      assert.throws(() => mock.module(...args), { code: 'ERR_INVALID_ARG_TYPE' });
    }
    assert.throws(() => mock.module('./missing.mjs'), { code: 'ERR_MODULE_NOT_FOUND' });
    mock.module('./cjs.cjs', { defaultExport: null, namedExports: { name: 1 } });
    assert.throws(() => mock.module('./cjs.cjs'), { code: 'ERR_INVALID_STATE', message: /The module is already mocked/ });
    assert.throws(() => require('./cjs.cjs'), /Cannot create mock/);
    await assert.rejects(import('./cjs.cjs'), /Cannot create mock/);
  `));

test('not without the option', () => run(`assert.equal(mock.module, undefined);`, []));
