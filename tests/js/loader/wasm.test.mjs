// WebAssembly as ES modules, and their sources.
import assert from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from '../harness.js';

const text = (value) => [value.length, ...Buffer.from(value)];
const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const RETURNS_I32 = section(1, 1, 0x60, 0, 1, 0x7f);

/** (module (func (export NAME) (result i32) i32.const 42)) */
const answer = (name) =>
  Buffer.from([
    ...HEADER,
    ...RETURNS_I32,
    ...section(3, 1, 0),
    ...section(7, 1, ...text(name), 0, 0),
    ...section(10, 1, 4, 0, 0x41, 42, 0x0b),
  ]);

/** (module (import MODULE NAME (func (result i32))) (export "again" (func 0))) */
const passOn = (module, name) =>
  Buffer.from([
    ...HEADER,
    ...RETURNS_I32,
    ...section(2, 1, ...text(module), ...text(name), 0, 0),
    ...section(7, 1, ...text('again'), 0, 0),
  ]);

const dataUrl = (bytes) => `data:application/wasm;base64,${bytes.toString('base64')}`;

test('exports are exports, whatever they are called', async () => {
  const module = await import(dataUrl(answer('the answer!')));
  assert.equal(module['the answer!'](), 42);
  assert.deepEqual(Object.keys(module), ['the answer!']);
});

test('imports are modules', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-'));
  try {
    writeFileSync(join(folder, 'dep.mjs'), 'export const f = () => 7;');
    writeFileSync(join(folder, 'main.wasm'), passOn('./dep.mjs', 'f'));
    const { again } = await import(pathToFileURL(join(folder, 'main.wasm')));
    assert.equal(again(), 7);
    writeFileSync(join(folder, 'lost.wasm'), passOn('./missing.mjs', 'f'));
    await assert.rejects(import(pathToFileURL(join(folder, 'lost.wasm'))), { code: 'ERR_MODULE_NOT_FOUND' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the source alone: compiled, its imports not even looked for', async () => {
  const url = dataUrl(passOn('./missing.mjs', 'f'));
  // Written so that other parsers can read this file.
  const importSource = new Function('url', 'return import.source(url)');
  assert.ok((await importSource(url)) instanceof WebAssembly.Module);
  const program = `import source module from ${JSON.stringify(url)}; export default module;`;
  const { default: module } = await import(`data:text/javascript,${encodeURIComponent(program)}`);
  assert.ok(module instanceof WebAssembly.Module);
  await assert.rejects(importSource('data:text/javascript,'), { name: 'SyntaxError', message: /Source phase import/ });
});

test('what is no WebAssembly, and names that are kept back', async () => {
  await assert.rejects(import(dataUrl(Buffer.from('nothing'))), WebAssembly.CompileError);
  await assert.rejects(import(dataUrl(answer('wasm:x'))), { name: 'LinkError', message: /Invalid Wasm export name/ });
  await assert.rejects(import(dataUrl(passOn('wasm-js:x', 'f'))), {
    name: 'LinkError',
    message: /Invalid Wasm import/,
  });
});
