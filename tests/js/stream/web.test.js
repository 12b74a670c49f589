import assert from 'node:assert';
import { Duplex, finished, PassThrough, Readable, Writable } from 'node:stream';
import { test } from '../harness.js';

const bytes = (text) => new TextEncoder().encode(text);

test('a Readable becomes a ReadableStream, and waits while nobody reads', async () => {
  let pushed = 0;
  const readable = new Readable({
    highWaterMark: 4,
    read() {
      pushed += 1;
      this.push(pushed > 100 ? null : Buffer.from('abcd'));
    },
  });
  const web = Readable.toWeb(readable);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(pushed < 10, `${pushed} chunks were read ahead`);
  let length = 0;
  for await (const chunk of web) length += chunk.byteLength;
  assert.strictEqual(length, 400);
});

test('what it reads can be transferred', async () => {
  const web = Readable.toWeb(Readable.from([Buffer.from('pooled')]), { type: 'bytes' });
  const { value } = await web.getReader({ mode: 'byob' }).read(new Uint8Array(10));
  assert.strictEqual(Buffer.from(value).toString(), 'pooled');
});

test('an early end is an abort', async () => {
  const readable = new Readable({ read() {} });
  const { closed } = Readable.toWeb(readable).getReader();
  readable.destroy();
  await assert.rejects(closed, { name: 'AbortError' });
});

test('a ReadableStream becomes a Readable; destroying it cancels the source', async () => {
  let reason;
  const readable = Readable.fromWeb(
    new ReadableStream({
      pull: (controller) => controller.enqueue(bytes('x')),
      cancel(given) {
        reason = given;
      },
    }),
  );
  await new Promise((resolve) => readable.once('data', resolve));
  const error = new Error('enough');
  readable.on('error', () => {});
  readable.destroy(error);
  await new Promise((resolve) => readable.once('close', resolve));
  assert.strictEqual(reason, error);
});

test('a Writable becomes a WritableStream with its backpressure', async () => {
  const taken = [];
  const writable = new Writable({
    highWaterMark: 1,
    write(chunk, encoding, callback) {
      taken.push(`${chunk}`);
      setImmediate(callback);
    },
  });
  const writer = Writable.toWeb(writable).getWriter();
  assert.strictEqual(writer.desiredSize, 1);
  await Promise.all([writer.write('a'), writer.write('b'), writer.close()]);
  assert.deepStrictEqual(taken, ['a', 'b']);
  assert.strictEqual(writable.writableFinished, true);
});

test('a WritableStream becomes a Writable', async () => {
  const taken = [];
  const writable = Writable.fromWeb(
    new WritableStream({
      write(chunk) {
        taken.push(`${chunk}`);
      },
    }),
  );
  writable.write('a');
  await new Promise((resolve, reject) => writable.end('b', (error) => (error ? reject(error) : resolve())));
  assert.deepStrictEqual(taken, ['a', 'b']);
});

test('a Duplex becomes a pair and back', async () => {
  const { readable, writable } = Duplex.toWeb(new PassThrough());
  const duplex = Duplex.fromWeb({ readable, writable }, { encoding: 'utf8' });
  duplex.end('through');
  let text = '';
  for await (const chunk of duplex) text += chunk;
  assert.strictEqual(text, 'through');
});

test('finished() waits for a web stream', async () => {
  const stream = new ReadableStream({ start: (controller) => controller.error(new Error('failed')) });
  await assert.rejects(
    new Promise((resolve, reject) => finished(stream, (error) => (error ? reject(error) : resolve()))),
    /failed/,
  );
});

test('what is no stream is refused', () => {
  assert.throws(() => Readable.fromWeb({}), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => Writable.fromWeb(new ReadableStream()), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => Readable.toWeb({}), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => Readable.toWeb(new Readable(), { type: 'chunks' }), { code: 'ERR_INVALID_ARG_VALUE' });
});
