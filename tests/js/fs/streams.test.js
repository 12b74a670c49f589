import assert from 'node:assert';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);

test('a write stream opens, writes in order, syncs and closes', async () => {
  const stream = fs.createWriteStream(at('a'), { flush: true });
  assert.strictEqual(stream.pending, true);
  for (let i = 0; i < 100; i++) stream.write(`${i} `);
  stream.end('end');
  await once(stream, 'close');
  assert.strictEqual(stream.fd, null);
  assert.strictEqual(stream.bytesWritten, fs.statSync(at('a')).size);
  assert.match(fs.readFileSync(at('a'), 'utf8'), /^0 1 2 .*99 end$/);
});

test('a read stream reads from start to end, both included', async () => {
  fs.writeFileSync(at('b'), '0123456789');
  let text = '';
  for await (const chunk of fs.createReadStream(at('b'), { start: 2, end: 5, encoding: 'latin1', highWaterMark: 3 }))
    text += chunk;
  assert.strictEqual(text, '2345');
  assert.throws(() => fs.createReadStream(at('b'), { start: 5, end: 1 }), { code: 'ERR_OUT_OF_RANGE' });
});

test('a stream of a handle closes it', async () => {
  const handle = await fs.promises.open(at('b'));
  let size = 0;
  for await (const chunk of handle.createReadStream()) size += chunk.length;
  assert.strictEqual(size, 10);
  assert.strictEqual(handle.fd, -1);
});

test('streams call the functions of options.fs, and their constructors need no new', async () => {
  fs.writeFileSync(at('c'), 'x');
  const calls = [];
  const seen =
    (name) =>
    (...args) => {
      calls.push(name);
      return fs[name](...args);
    };
  const stream = fs.ReadStream(at('c'), { fs: { open: seen('open'), read: seen('read'), close: seen('close') } });
  stream.resume();
  await once(stream, 'close');
  assert.deepStrictEqual(calls, ['open', 'read', 'read', 'close']);
});

test('what cannot be opened is an error of the stream', async () => {
  const [error] = await once(fs.createReadStream(at('none')), 'error');
  assert.strictEqual(error.code, 'ENOENT');
});
