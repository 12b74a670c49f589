// --trace-sigint: Ctrl+C tells which functions run.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

async function interrupt(source, flags) {
  const child = spawn(process.execPath, [...flags, '-e', source]);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [, signal] = await once(child, 'close');
  return { signal, stderr };
}

const busy = 'function spin() { require("fs").writeSync(1, "ready"); for (;;); }\nspin();';
const title = 'KEYBOARD_INTERRUPT: Script execution was interrupted by `SIGINT`\n';

test('a program that is busy', async () => {
  const { signal, stderr } = await interrupt(busy, ['--trace-sigint']);
  assert.equal(signal, 'SIGINT');
  assert.ok(stderr.startsWith(`${title}    at spin ([eval]:1:`), stderr);
});

test('a program that waits', async () => {
  // another process says when: nothing of the program runs then
  const later =
    'require("child_process").spawn("sh", ["-c", "sleep 0.3; echo ready; exec sleep 1"], { stdio: "inherit" });';
  const { signal, stderr } = await interrupt(`${later} setInterval(() => {}, 1e6)`, ['--trace-sigint']);
  assert.equal(signal, 'SIGINT');
  assert.equal(stderr, title);
});

test('switched on and off by the program; off by default', async () => {
  const on = await interrupt(`require('util').setTraceSigInt(true);${busy}`, []);
  assert.ok(on.stderr.startsWith(title));
  const off = await interrupt(`require('util').setTraceSigInt(false);${busy}`, ['--trace-sigint']);
  assert.deepEqual(off, { signal: 'SIGINT', stderr: '' });
});

test('not in a Worker', async () => {
  const source =
    'try { require("util").setTraceSigInt(true) } catch (e) { require("worker_threads").parentPort.postMessage(e.code) }';
  const [code] = await once(new Worker(source, { eval: true }), 'message');
  assert.equal(code, 'ERR_WORKER_UNSUPPORTED_OPERATION');
});
