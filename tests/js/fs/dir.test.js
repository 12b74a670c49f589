import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => folder.remove());
const at = (name) => path.join(folder.path, name);
for (const name of ['a', 'b', 'c']) fs.writeFileSync(at(name), '');
fs.mkdirSync(at('d/e'), { recursive: true });
fs.writeFileSync(at('d/e/f'), '');

test('a Dir gives each entry once, then null', async () => {
  const dir = await fs.promises.opendir(folder.path, { bufferSize: 1 });
  const names = [];
  for (let entry; (entry = await dir.read()) !== null; ) names.push(entry.name);
  assert.deepStrictEqual(names.sort(), ['a', 'b', 'c', 'd']);
  await dir.close();
  await assert.rejects(dir.read(), { code: 'ERR_DIR_CLOSED' });
});

test('iterating closes it, also when the loop is left', async () => {
  const dir = fs.opendirSync(folder.path, { recursive: true });
  const paths = [];
  for await (const entry of dir) paths.push(path.join(entry.parentPath, entry.name));
  assert.deepStrictEqual(paths.sort(), ['a', 'b', 'c', 'd', 'd/e', 'd/e/f'].map(at));
  assert.throws(() => dir.closeSync(), { code: 'ERR_DIR_CLOSED' });
  const other = fs.opendirSync(folder.path);
  for await (const _ of other) break;
  assert.throws(() => other.readSync(), { code: 'ERR_DIR_CLOSED' });
});

test('synchronous calls do not come between asynchronous ones', async () => {
  const dir = fs.opendirSync(folder.path);
  const reading = dir.read();
  assert.throws(() => dir.readSync(), { code: 'ERR_DIR_CONCURRENT_OPERATION' });
  await reading;
  dir.closeSync();
});

test('a temporary directory removes itself with what is in it', async () => {
  const made = await fs.promises.mkdtempDisposable(at('temporary-'));
  fs.writeFileSync(path.join(made.path, 'x'), '');
  await made[Symbol.asyncDispose]();
  assert.strictEqual(fs.existsSync(made.path), false);
});
