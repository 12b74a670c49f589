import assert from 'node:assert';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

test('a readable stream goes to another thread', async () => {
  const worker = new Worker(
    `require('worker_threads').parentPort.once('message', async (stream) => {
       const all = [];
       for await (const chunk of stream) all.push(chunk);
       require('worker_threads').parentPort.postMessage(all);
     })`,
    { eval: true },
  );
  const stream = ReadableStream.from(['a', { b: 1 }, 'c']);
  worker.postMessage(stream, [stream]);
  assert.equal(stream.locked, true);
  assert.deepEqual(await new Promise((resolve) => worker.once('message', resolve)), ['a', { b: 1 }, 'c']);
});

test('a writable stream, and the error of its sink', async () => {
  const written = [];
  const sink = new WritableStream({
    write(chunk) {
      if (chunk === 'bad') throw new Error('refused');
      written.push(chunk);
    },
  });
  const keep = setInterval(() => {}, 1000);
  const writer = structuredClone(sink, { transfer: [sink] }).getWriter();
  await writer.write('good');
  writer.write('bad').catch(() => {});
  await assert.rejects(writer.closed, /refused/);
  clearInterval(keep);
  assert.deepEqual(written, ['good']);
});

test('both sides of a transform stream', async () => {
  const upper = new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()) });
  const moved = structuredClone(upper, { transfer: [upper] });
  const text = await Array.fromAsync(ReadableStream.from(['x', 'y']).pipeThrough(moved));
  assert.deepEqual(text, ['X', 'Y']);
});

test('a locked stream stays', () => {
  const stream = new ReadableStream();
  stream.getReader();
  assert.throws(() => structuredClone(stream, { transfer: [stream] }), { name: 'DataCloneError' });
  const chunk = new ReadableStream();
  assert.throws(() => structuredClone(chunk), { name: 'DataCloneError' });
});
