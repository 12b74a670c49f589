// Flags: --expose-gc
import assert from 'node:assert';
import { once } from 'node:events';
import { createHistogram } from 'node:perf_hooks';
import util from 'node:util';
import { BroadcastChannel, MessageChannel, Worker, postMessageToThread } from 'node:worker_threads';
import { test } from '../harness.js';

test('a message waits for a thread that only begins', async () => {
  const worker = new Worker(
    `const keep = setInterval(() => {}, 1000);
     process.once('workerMessage', (value) => {
       require('worker_threads').parentPort.postMessage(value);
       clearInterval(keep);
     });`,
    { eval: true },
  );
  const [message] = await Promise.all([once(worker, 'message'), postMessageToThread(worker.threadId, 'early')]);
  assert.deepEqual(message, ['early']);
});

test('a thread is stopped in whatever it does', async () => {
  for (const begin of ['setTimeout', 'setImmediate', 'queueMicrotask']) {
    const worker = new Worker(`${begin}(() => { require('worker_threads').parentPort.postMessage(0); for (;;); })`, {
      eval: true,
    });
    await once(worker, 'message');
    assert.equal(await worker.terminate(), 1);
  }
});

test('profiles of a thread', async () => {
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  await once(worker, 'online');
  const handle = await worker.startCpuProfile();
  assert.ok(Array.isArray(JSON.parse(await handle.stop()).nodes));
  const first = await worker.startHeapProfile();
  await assert.rejects(worker.startHeapProfile(), { code: 'ERR_HEAP_PROFILE_HAVE_BEEN_STARTED' });
  JSON.parse(await first.stop());
  await worker.terminate();
});

test('a histogram that was posted records into the one it came from', () => {
  const histogram = createHistogram();
  histogram.record(1);
  const copy = structuredClone(histogram);
  copy.record(5);
  assert.equal(histogram.max, 5);
});

test('an AbortSignal that was posted follows its own', async () => {
  const controller = util.transferableAbortController();
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(controller.signal, [controller.signal]);
  const [signal] = await once(port2, 'message');
  const keep = setInterval(() => {}, 1000); // a signal keeps no process
  controller.abort('why');
  await once(signal, 'abort');
  clearInterval(keep);
  assert.equal(signal.reason, 'why');
  port1.close();
});

test('a BroadcastChannel that closes hears nothing more', async () => {
  const [from, to] = [new BroadcastChannel('x'), new BroadcastChannel('x')];
  const heard = [];
  const last = new BroadcastChannel('x');
  const done = new Promise((resolve) => {
    last.onmessage = ({ data }) => data === 'second' && setImmediate(resolve);
  });
  to.onmessage = ({ data }) => {
    heard.push(data);
    to.close();
  };
  from.postMessage('first');
  from.postMessage('second');
  await done;
  assert.deepEqual(heard, ['first']);
  from.close();
  last.close();
});

test('the other end of a channel closes after the one that was closed', async () => {
  const { port1, port2 } = new MessageChannel();
  const closed = [];
  for (const port of [port1, port2]) port.on('message', () => {});
  port2.on('close', () => closed.push([port1.hasRef(), port2.hasRef()]));
  port1.on('close', () => closed.push([port1.hasRef(), port2.hasRef()]));
  port2.close();
  await once(port1, 'close');
  assert.deepEqual(closed, [
    [true, false],
    [false, false],
  ]);
});

test('the program of a thread is work of its loop from the first line on', async () => {
  const source = `
    const { performance } = require('perf_hooks');
    while (performance.eventLoopUtilization().active < 1);
    require('worker_threads').parentPort.postMessage(performance.eventLoopUtilization());
  `;
  const worker = new Worker(source, { eval: true });
  const [{ idle, utilization }] = await once(worker, 'message');
  assert.deepEqual([idle, utilization], [0, 1]);
});

test('memory that a thread made outlives it', async () => {
  for (let i = 0; i < 10; i++) {
    const worker = new Worker(
      `const memory = new ArrayBuffer(1000);
       require('worker_threads').parentPort.postMessage([memory, new SharedArrayBuffer(1000)], [memory]);`,
      { eval: true },
    );
    const [[message]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
    assert.deepEqual(
      message.map((memory) => memory.byteLength),
      [1000, 1000],
    );
  }
  globalThis.gc(); // gives all of it back, to where the threads had it from
});
