import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

test('threads for which no descriptor is left fail, one by one', () => {
  const source = `
    const { Worker } = require('worker_threads');
    const counts = { ran: 0, failed: 0 };
    for (let i = 0; i < 60; i++) {
      const worker = new Worker('0', { eval: true });
      worker.on('error', ({ code }) => counts[code === 'ERR_WORKER_INIT_FAILED' ? 'failed' : code]++);
      worker.on('exit', (code) => code === 0 && counts.ran++);
    }
    process.on('exit', () => console.log(JSON.stringify(counts)));
  `;
  const run = ['-c', 'ulimit -n 50; exec "$0" "$@"', process.execPath, '-e', source];
  const { stdout, stderr } = spawnSync('/bin/sh', run, { encoding: 'utf8' });
  assert.equal(stderr, '');
  const { ran, failed } = JSON.parse(stdout);
  assert.ok(ran > 0 && failed > 0, stdout);
  assert.equal(ran + failed, 60);
});

test('a thread whose program has taken away what handles errors ends with 6', async () => {
  const worker = new Worker("process._fatalException = undefined; throw new Error('x')", { eval: true, stderr: true });
  worker.on('error', assert.fail);
  assert.deepEqual(await once(worker, 'exit'), [6]);
});
