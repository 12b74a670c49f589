// Flags: --expose-gc
import assert from 'node:assert';
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { test } from '../js/harness.js';
import { flat, long } from './flat.js';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-soak-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
const run = promisify(execFile);

const parts = [
  async function timers() {
    await Promise.all(Array.from({ length: 200 }, (_, i) => delay(i % 5)));
    const stopped = delay(60_000, null, { signal: AbortSignal.timeout(2) });
    await assert.rejects(stopped, { name: 'AbortError' });
  },
  async function files(round) {
    const file = path.join(scratch, `file-${round % 10}`);
    await fs.promises.writeFile(file, 'content '.repeat(100));
    assert.equal((await fs.promises.readFile(file, 'utf8')).length, 800);
    await fs.promises.rm(file);
  },
  async function streams() {
    let length = 0;
    const upper = new Transform({ transform: (chunk, _, done) => done(null, String(chunk).toUpperCase()) });
    await pipeline(Readable.from(Array.from({ length: 50 }, () => 'chunk')), upper, async (source) => {
      for await (const chunk of source) length += chunk.length;
    });
    assert.equal(length, 250);
  },
  async function contexts() {
    const context = vm.createContext({ list: [] });
    new vm.Script(
      'for (let i = 0; i < 100; i++) list.push({ i }); globalThis.made = function () { return list }',
    ).runInContext(context);
    assert.equal(context.made().length, 100);
    assert.throws(() => vm.runInNewContext('while (true);', {}, { timeout: 5 }), {
      code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
    });
  },
  async function messages() {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage({ map: new Map([[1, new Uint8Array(1000)]]) });
    const [{ map }] = await once(port2, 'message');
    assert.equal(map.get(1).length, 1000);
    port1.close();
    await once(port2, 'close');
  },
  async function events() {
    const emitter = new EventEmitter();
    setImmediate(() => emitter.emit('done', 1));
    assert.deepEqual(await once(emitter, 'done', { signal: new AbortController().signal }), [1]);
  },
  async function hashes() {
    const key = await promisify(crypto.pbkdf2)('word', 'salt', 10, 32, 'sha256');
    assert.equal(crypto.createHash('sha256').update(key).digest('hex').length, 64);
  },
  async function children(round) {
    if (round % 10 !== 0) return;
    assert.equal((await run('echo', ['x'])).stdout, 'x\n');
    await assert.rejects(run(path.join(scratch, 'none')), { code: 'ENOENT' });
  },
  async function workers(round) {
    if (round % 20 !== 0) return;
    const worker = new Worker("require('worker_threads').parentPort.postMessage('x'.repeat(1000))", { eval: true });
    assert.equal((await once(worker, 'message'))[0].length, 1000);
    await worker.terminate();
  },
];

test(`timers, files, streams, contexts, messages, children and workers for ${long ? '10 minutes' : '5 seconds'}`, () =>
  flat({ seconds: long ? 600 : 5, heap: 4 }, async (round) => {
    await Promise.all(parts.map((part) => part(round)));
  }));
