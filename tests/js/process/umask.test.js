// process.umask: read and set by the main thread, read by Workers.
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-umask-'));
const before = process.umask(0o22);
process.on('exit', () => {
  process.umask(before);
  fs.rmSync(scratch, { recursive: true, force: true });
});

test('each call gives the mask as it was', () => {
  assert.equal(process.umask(), 0o22);
  assert.equal(process.umask(0o77), 0o22);
  assert.equal(process.umask(), 0o77);
  assert.equal(process.umask('27'), 0o77);
  assert.equal(process.umask('0022'), 0o27);
  assert.equal(process.umask(undefined), 0o22);
  assert.equal(process.umask(), 0o22);
});

test('what is made has the bits of the mask taken away', async () => {
  const mode = (file) => fs.statSync(file).mode & 0o777;
  for (const mask of [0o22, 0o77, 0]) {
    process.umask(mask);
    const file = path.join(scratch, `file-${mask}`);
    fs.writeFileSync(file, '');
    assert.equal(mode(file), 0o666 & ~mask);
    await fs.promises.mkdir(`${file}.d`);
    assert.equal(mode(`${file}.d`), 0o777 & ~mask);
  }
  process.umask(0o22);
});

test('bits beyond the permissions are no part of it', () => {
  process.umask(0o1777);
  assert.equal(process.umask(2 ** 32 - 1), 0o777);
  assert.equal(process.umask(0o22), 0o777);
});

test('masks that are none leave it as it is', () => {
  const words = 'must be a 32-bit unsigned integer or an octal string';
  for (const text of ['', 'x', '8', '0o77', '-1', '1.5', ' 22'])
    assert.throws(() => process.umask(text), {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: `The argument 'mask' ${words}. Received '${text}'`,
    });
  for (const number of [-1, 2 ** 32, 1.5, NaN, Infinity])
    assert.throws(() => process.umask(number), { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' }, `${number}`);
  for (const other of [null, {}, true, 10n, Symbol('s'), () => {}])
    assert.throws(() => process.umask(other), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
  assert.equal(process.umask(), 0o22);
});

test('reading it never changes it, not for a moment', async () => {
  // another thread that makes files meanwhile would make them with no mask at all
  const worker = new Worker('for (let i = 0; i < 3000; i++) process.umask();', { eval: true });
  const exited = once(worker, 'exit');
  let running = true;
  exited.then(() => (running = false));
  await once(worker, 'online');
  for (let i = 0; running; i++) {
    const file = path.join(scratch, `read-${i}`);
    await fs.promises.writeFile(file, '');
    assert.equal(fs.statSync(file).mode & 0o777, 0o644);
    fs.unlinkSync(file);
  }
  await exited;
});

test('a Worker reads it, and may not set it', async () => {
  const source = `
    const { parentPort } = require('node:worker_threads');
    let error;
    try { process.umask(0o77) } catch (thrown) { error = thrown }
    parentPort.postMessage({ mask: process.umask(), name: error.name, code: error.code, message: error.message });`;
  const worker = new Worker(source, { eval: true });
  const [message] = await once(worker, 'message');
  assert.deepEqual(message, {
    mask: 0o22,
    name: 'TypeError',
    code: 'ERR_WORKER_UNSUPPORTED_OPERATION',
    message: 'Setting process.umask() is not supported in workers',
  });
  await worker.terminate();
});
