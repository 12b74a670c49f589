import assert from 'node:assert';
import { test } from '../harness.js';

test('a timer that a microtask sets is not held up by a later one', async () => {
  const later = setTimeout(() => {}, 10_000);
  const begin = performance.now();
  await new Promise((resolve) => {
    setTimeout(() => Promise.resolve().then(() => setTimeout(resolve, 1)), 5);
  });
  assert.ok(performance.now() - begin < 5000);
  clearTimeout(later);
});

test('a timer that a microtask clears does not keep the process', async () => {
  const { execFileSync } = await import('node:child_process');
  const program = `
    const keep = setInterval(() => {}, 100_000);
    setTimeout(() => Promise.resolve().then(() => clearInterval(keep)), 5).unref();
  `;
  execFileSync(process.execPath, ['-e', program], { timeout: 30_000 });
});
