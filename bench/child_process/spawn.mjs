// 200 times `true`, 8 at a time: what starting a process and hearing of its end costs the program that does it.
import { spawn } from 'node:child_process';

const total = 200;
const atOnce = 8;

function run() {
  return new Promise((resolve, reject) => {
    spawn('true').on('error', reject).on('close', resolve);
  });
}

async function series(count) {
  let left = count;
  const line = async () => {
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}

await series(20);
const before = process.cpuUsage();
const start = performance.now();
await series(total);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ 'wall, ms': wall, 'CPU, ms': (user + system) / 1000 }));
