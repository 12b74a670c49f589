import assert from 'node:assert';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

test('breakOnSigint in many threads at once: none is interrupted where no signal comes', async () => {
  const source = `
    const vm = require('vm');
    const context = vm.createContext({});
    for (let i = 0; i < 100; i++) vm.runInContext('1 + 1', context, { breakOnSigint: true });
  `;
  const workers = Array.from({ length: 8 }, () => new Worker(source, { eval: true }));
  const codes = await Promise.all(workers.map((worker) => once(worker, 'exit')));
  assert.deepEqual(codes.flat(), Array(8).fill(0));
});
