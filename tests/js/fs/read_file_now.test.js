// Small files come from the kernel's memory, without the pool: nobody must be able to tell.
import assert from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-now-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);

test('a thousand small files at once are read each as it is', async () => {
  for (let i = 0; i < 100; i++) fs.writeFileSync(at(`f${i}`), `${i} `.repeat(i));
  for (let round = 0; round < 2; round++) {
    const texts = await Promise.all(Array.from({ length: 1000 }, (_, i) => readFile(at(`f${i % 100}`), 'utf8')));
    for (const [i, text] of texts.entries()) assert.strictEqual(text, `${i % 100} `.repeat(i % 100));
  }
});

test('what was read is memory of its own', async () => {
  fs.writeFileSync(at('a'), 'aaaa');
  fs.writeFileSync(at('b'), 'bbbb');
  await readFile(at('a'));
  const [a, b] = await Promise.all([readFile(at('a')), readFile(at('b'))]);
  a.fill(0);
  assert.strictEqual(b.toString(), 'bbbb');
});

test('a change is seen', async () => {
  for (let i = 0; i < 50; i++) {
    fs.writeFileSync(at('changing'), 'x'.repeat(i));
    assert.strictEqual((await readFile(at('changing'))).length, i);
  }
});

test('the callback comes after what is running, ticks and promises have ended', async () => {
  fs.writeFileSync(at('a'), 'a');
  await readFile(at('a'));
  const order = [];
  const read = new Promise((resolve) => fs.readFile(at('a'), () => resolve(order.push('read'))));
  Promise.resolve().then(() => order.push('reaction'));
  process.nextTick(() => order.push('tick'));
  order.push('end');
  await read;
  assert.deepStrictEqual(order, ['end', 'reaction', 'tick', 'read']);
});

test('what is missing, a folder and a file without permission give the errors that they always gave', async () => {
  await readFile(at('a'));
  await assert.rejects(readFile(at('none')), {
    code: 'ENOENT',
    syscall: 'open',
    path: at('none'),
    message: `ENOENT: no such file or directory, open '${at('none')}'`,
  });
  await assert.rejects(readFile(folder), { code: 'EISDIR', syscall: 'read' });
});

test('files larger than what is read at once, links, and files that do not know their size', async () => {
  const large = Buffer.alloc(200_000, 'large');
  fs.writeFileSync(at('large'), large);
  fs.symlinkSync('/proc/self/status', at('link'));
  await readFile(at('a'));
  assert.deepStrictEqual(await readFile(at('large')), large);
  assert.match(await readFile(at('link'), 'utf8'), /^Name:/);
  assert.strictEqual(await readFile(at('a'), 'utf8'), 'a');
});

test('a named pipe is read to its end, whenever its writer comes', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  await readFile(at('a'));
  const reading = readFile(at('pipe'), 'utf8');
  await readFile(at('a'));
  const end = fs.openSync(at('pipe'), 'w');
  const writer = spawn('sh', ['-c', 'printf one; sleep 0.05; printf two'], { stdio: ['ignore', end, 'inherit'] });
  fs.closeSync(end);
  const [code] = await once(writer, 'close');
  assert.strictEqual(code, 0);
  assert.strictEqual(await reading, 'onetwo');
});

test('it is listed while it is under way', () => {
  const reading = readFile(at('a'));
  assert.ok(process.getActiveResourcesInfo().includes('FSReqPromise'));
  return reading;
});
