// ms from new Worker() to its first message.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const file = fileURLToPath(new URL('./hello.cjs', import.meta.url));
const times = [];
for (let i = 0; i < 12; i++) {
  const before = performance.now();
  const worker = new Worker(file);
  await new Promise((resolve) => worker.once('message', resolve));
  times.push(performance.now() - before);
  await worker.terminate();
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ 'Worker start, ms': times[times.length >> 1] }));
