import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);

test('a handle reads and writes where it stands', async () => {
  const handle = await fs.promises.open(at('a'), 'w+');
  assert.deepStrictEqual({ ...(await handle.write('hello')) }, { bytesWritten: 5, buffer: 'hello' });
  await handle.write(Buffer.from(' world'), { offset: 0 });
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 6);
  assert.strictEqual(bytesRead, 5);
  assert.strictEqual(buffer.toString(), 'world');
  await handle.truncate(3);
  assert.strictEqual((await handle.stat()).size, 3);
  await handle.close();
  assert.strictEqual(fs.readFileSync(at('a'), 'utf8'), 'hel');
});

test('close() waits for what is under way, and later work fails', async () => {
  fs.writeFileSync(at('b'), Buffer.alloc(1 << 20));
  const handle = await fs.promises.open(at('b'));
  const order = [];
  const reading = handle.readFile().then(() => order.push('read'));
  const closing = handle.close().then(() => order.push('closed'));
  await Promise.all([reading, closing]);
  assert.deepStrictEqual(order, ['read', 'closed']);
  assert.strictEqual(handle.fd, -1);
  await assert.rejects(handle.stat(), { code: 'EBADF', syscall: 'fstat' });
});

test('what comes bit by bit is written in order', async () => {
  async function* parts() {
    yield 'a';
    yield Buffer.from('b');
    yield 'c';
  }
  await fs.promises.writeFile(at('c'), parts());
  await fs.promises.appendFile(at('c'), ['d', 'e'].values());
  assert.strictEqual(fs.readFileSync(at('c'), 'utf8'), 'abcde');
  await assert.rejects(fs.promises.writeFile(at('c'), [1].values()), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('an aborted write ends with AbortError', async () => {
  const controller = new AbortController();
  const writing = fs.promises.writeFile(at('d'), Buffer.alloc(4 << 20), { signal: controller.signal });
  controller.abort();
  await assert.rejects(writing, { name: 'AbortError' });
});
