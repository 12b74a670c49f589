import assert from 'node:assert';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

test("a Worker's arguments are its own", async () => {
  const worker = new Worker('require("worker_threads").parentPort.postMessage(process.argv)', {
    eval: true,
    argv: ['x', 1],
  });
  const [argv] = await once(worker, 'message');
  assert.deepEqual(argv, [process.execPath, '[worker eval]', 'x', '1']);
});
