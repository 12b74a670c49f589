// What a source turns out to be, and what is said where that is not clear.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from '../harness.js';

/** Makes the files, runs the program in their folder. @returns {{ status: number, stdout: string, stderr: string }} */
function run(files, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-kinds-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a variable of CommonJS beside a top-level await: both readings are named', () => {
  for (const [variable, advice] of [
    ['require', 'replace require() with import.'],
    ['exports', 'use export instead of module.exports/exports.'],
    ['__dirname', 'use import.meta.dirname instead.'],
  ]) {
    const { status, stderr } = run({}, ['-e', `await 1; ${variable};`]);
    assert.equal(status, 1);
    assert.ok(stderr.includes(`because both '${variable}' and top-level await are present.`), stderr);
    assert.ok(stderr.includes(advice), stderr);
  }
});

test('what compiles as a script is one, whatever it calls its variables', () => {
  assert.equal(run({}, ['-e', 'let require = 1; console.log(this === globalThis)']).stdout, 'true\n');
});

test('import in front of types is TypeScript', () => {
  const source = "import { sep } from 'node:path'; const text: string = sep; console.log(text);";
  assert.equal(run({}, ['-e', source]).stdout, '/\n');
});

test('bytes without a name that says so are WebAssembly by their first four', () => {
  const files = { bytes: Buffer.from('0061736d01000000', 'hex'), text: 'export const a = 1;' };
  const source = 'for (const name of ["./bytes", "./text"]) console.log(Object.keys(await import(name)));';
  assert.equal(run(files, ['--input-type=module', '-e', source]).stdout, "[]\n[ 'a' ]\n");
});

test('an ES module cannot be required while it is what the require() is waited for by', () => {
  const files = { 'a.mjs': "import './b.cjs';", 'b.cjs': "require('./c.mjs');", 'c.mjs': "import './a.mjs';" };
  const { status, stderr } = run(files, ['a.mjs']);
  assert.equal(status, 1);
  assert.match(stderr, /Cannot import Module \.\/a\.mjs in a cycle\. \(from .*c\.mjs\)/);
});

test('require() of TypeScript that is an ES module is refused where ES modules are', () => {
  const files = { 'a.cjs': "require('./b.mts');", 'b.mts': 'export const a: number = 1;' };
  assert.match(run(files, ['--no-experimental-require-module', 'a.cjs']).stderr, /ERR_REQUIRE_ESM/);
  assert.equal(run(files, ['a.cjs']).status, 0);
});

test('the environment can ask for symbolic links to be left in paths', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-links-'));
  try {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'file.cjs'), 'console.log(require("node:path").basename(__dirname));');
    symlinkSync('real', join(folder, 'link'));
    const load = (env) =>
      spawnSync(process.execPath, ['-e', "require('./link/file.cjs')"], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      }).stdout;
    assert.equal(load({}), 'real\n');
    assert.equal(load({ NODE_PRESERVE_SYMLINKS: '1' }), 'link\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a hook's initialize() is called by itself, not on its module", () => {
  const hooks =
    'data:text/javascript,export function initialize() { if (this !== undefined) throw new Error("bound"); }';
  const source = `require('node:module').register(${JSON.stringify(hooks)}, ${JSON.stringify(pathToFileURL('/'))});`;
  const { status, stderr } = run({}, ['-e', source]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('stripTypeScriptTypes() says that it may change', async () => {
  const warned = once(process, 'warning');
  assert.equal(stripTypeScriptTypes('let a: number'), 'let a        ');
  const [{ name, message }] = await warned;
  assert.equal(
    `${name}: ${message}`,
    'ExperimentalWarning: stripTypeScriptTypes is an experimental feature and might change at any time',
  );
});
