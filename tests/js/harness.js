// The harness of tests/js: one line per test, exit code 1 when a test fails or never ends.
//
//   import { test } from '../harness.js'
//   test('what holds', async () => { ... })
//   test('what holds there', { skip: !available && 'why it cannot hold here' }, () => { ... })
//
// Tests of a file run one after another, in the order of the calls.

const queue = [];
let running = null;

/**
 * Queues a test.
 * @param {string} name  what holds
 * @param {{skip?: string|false}} [options]  skip: the reason not to run it here
 * @param {() => unknown} fn  passes unless it throws or its promise rejects
 */
export function test(name, options, fn) {
  if (typeof options === 'function') [options, fn] = [{}, options];
  if (queue.length === 0 && running === null) queueMicrotask(drain);
  queue.push({ name, skip: options.skip, fn });
}

async function drain() {
  while ((running = queue.shift() ?? null) !== null) {
    const { name, skip, fn } = running;
    if (skip) {
      console.log(`skip ${name} # ${skip}`);
      continue;
    }
    try {
      await fn();
      console.log(`ok ${name}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`FAIL ${name}`);
      console.log(error);
    }
  }
}

process.on('exit', () => {
  if (running === null) return;
  console.log(`FAIL ${running.name}\nthe event loop ran empty (or the process exited) before the test ended`);
  for (const { name } of queue) console.log(`FAIL ${name}\nnever started`);
  process.exitCode = 1;
});

export default test;
