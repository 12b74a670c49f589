import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => {
  for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
  fs.rmdirSync(folder);
});
const at = (name) => path.join(folder, name);

test('what is written is read, in each form', async () => {
  fs.writeFileSync(at('a'), 'gr\u00fc\u00dfe');
  assert.strictEqual(fs.readFileSync(at('a'), 'utf8'), 'gr\u00fc\u00dfe');
  assert.deepStrictEqual(fs.readFileSync(at('a')), Buffer.from('gr\u00fc\u00dfe'));
  assert.strictEqual(await fs.promises.readFile(at('a'), { encoding: 'hex' }), '6772c3bcc39f65');
  const called = await new Promise((resolve) => fs.readFile(at('a'), (...args) => resolve(args)));
  assert.deepStrictEqual(called, [null, Buffer.from('gr\u00fc\u00dfe')]);
});

test('files larger than one piece come whole', async () => {
  const data = Buffer.alloc(3 * 1024 * 1024 + 7, 'abc');
  fs.writeFileSync(at('large'), data);
  assert.ok(fs.readFileSync(at('large')).equals(data));
  assert.ok((await fs.promises.readFile(at('large'))).equals(data));
});

test('an aborted read ends with AbortError and the reason as cause', async () => {
  fs.writeFileSync(at('b'), 'x');
  const controller = new AbortController();
  const reading = fs.promises.readFile(at('b'), { signal: controller.signal });
  controller.abort('enough');
  await assert.rejects(reading, { name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
  await assert.rejects(fs.promises.readFile(at('b'), { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('errors of promises carry the functions that wait for them', async () => {
  async function reader() {
    await fs.promises.readFile(at('none'));
  }
  await assert.rejects(reader(), (error) => {
    assert.strictEqual(error.message, `ENOENT: no such file or directory, open '${at('none')}'`);
    assert.deepStrictEqual([error.code, error.errno, error.syscall, error.path], ['ENOENT', -2, 'open', at('none')]);
    assert.match(error.stack, /at async reader/);
    return true;
  });
});

test('a callback keeps the async context in which it was given', async () => {
  const { AsyncLocalStorage } = await import('node:async_hooks');
  const storage = new AsyncLocalStorage();
  const seen = await storage.run(
    'here',
    () => new Promise((resolve) => fs.stat(folder, () => resolve(storage.getStore()))),
  );
  assert.strictEqual(seen, 'here');
});

test('a descriptor is read from where it stands, and stays open', () => {
  fs.writeFileSync(at('c'), '0123456789');
  const fd = fs.openSync(at('c'));
  fs.readSync(fd, Buffer.alloc(4));
  assert.strictEqual(fs.readFileSync(fd, 'latin1'), '456789');
  assert.strictEqual(fs.fstatSync(fd).size, 10);
  fs.closeSync(fd);
  assert.throws(() => fs.fstatSync(fd), { code: 'EBADF', syscall: 'fstat' });
});

test('a file that may not grow further is an error, not the end of the process', () => {
  const file = at('grown');
  const source = `fs.writeFile(${JSON.stringify(file)}, 'x'.repeat(65536), ({ code, syscall }) => console.log(code, syscall))`;
  const run = ['-c', 'ulimit -f 1; exec "$0" "$@"', process.execPath, '-e', source];
  assert.equal(spawnSync('/bin/sh', run, { encoding: 'utf8' }).stdout, 'EFBIG write\n');
});
