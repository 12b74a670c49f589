import assert from 'node:assert';
import { test } from '../harness.js';

test('a pipe ends its destination, and waits where that is full', async () => {
  const taken = [];
  let ahead = 0;
  const source = new ReadableStream({
    pull(controller) {
      ahead += 1;
      if (ahead > 20) controller.close();
      else controller.enqueue(ahead);
    },
  });
  const destination = new WritableStream({
    async write(chunk) {
      assert.ok(ahead - taken.length < 5, 'no backpressure');
      await new Promise((resolve) => setImmediate(resolve));
      taken.push(chunk);
    },
    close() {
      taken.push('end');
    },
  });
  await source.pipeTo(destination);
  assert.strictEqual(taken.length, 21);
  assert.strictEqual(taken.at(-1), 'end');
});

test('an error of the source aborts the destination, one of the destination cancels the source', async () => {
  const error = new Error('failed');
  let aborted;
  await assert.rejects(
    new ReadableStream({ start: (controller) => controller.error(error) }).pipeTo(
      new WritableStream({
        abort(reason) {
          aborted = reason;
        },
      }),
    ),
    error,
  );
  assert.strictEqual(aborted, error);

  let cancelled;
  await assert.rejects(
    new ReadableStream({
      pull: (controller) => controller.enqueue('x'),
      cancel(reason) {
        cancelled = reason;
      },
    }).pipeTo(
      new WritableStream({
        write() {
          throw error;
        },
      }),
    ),
    error,
  );
  assert.strictEqual(cancelled, error);
});

test('an abort ends a pipe, and what was read has been written', async () => {
  const controller = new AbortController();
  const taken = [];
  const piping = new ReadableStream({ pull: (own) => own.enqueue('x') }).pipeTo(
    new WritableStream({
      write(chunk) {
        taken.push(chunk);
        if (taken.length === 3) controller.abort();
      },
    }),
    { signal: controller.signal },
  );
  await assert.rejects(piping, { name: 'AbortError' });
  assert.ok(taken.length >= 3);
});

test('a transform stream transforms, flushes and passes errors on', async () => {
  const upper = new TransformStream({
    transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()),
    flush: (controller) => controller.enqueue('!'),
  });
  let text = '';
  for await (const chunk of ReadableStream.from(['a', 'b']).pipeThrough(upper)) text += chunk;
  assert.strictEqual(text, 'AB!');

  const failing = new TransformStream({
    transform() {
      throw new Error('no');
    },
  });
  await assert.rejects(ReadableStream.from(['a']).pipeThrough(failing).getReader().read(), /no/);
});

test('terminate() ends one side and fails the other', async () => {
  const stream = new TransformStream({ start: (controller) => controller.terminate() });
  assert.deepStrictEqual(await stream.readable.getReader().read(), { value: undefined, done: true });
  await assert.rejects(stream.writable.getWriter().closed, { code: 'ERR_INVALID_STATE' });
});

test('text goes through bytes and back, characters split between chunks', async () => {
  const text = '\u{1f600} \u00fc \u4e2d';
  const units = [...text].flatMap((character) => character.split(''));
  let back = '';
  const bytes = ReadableStream.from(units).pipeThrough(new TextEncoderStream());
  const single = new TransformStream({
    transform(chunk, controller) {
      for (const byte of chunk) controller.enqueue(new Uint8Array([byte]));
    },
  });
  for await (const chunk of bytes.pipeThrough(single).pipeThrough(new TextDecoderStream())) back += chunk;
  assert.strictEqual(back, text);
});

test('a writer waits until the stream would take more', async () => {
  let release;
  const writer = new WritableStream(
    {
      write: () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    },
    { highWaterMark: 1 },
  ).getWriter();
  await writer.ready;
  const writing = writer.write('a');
  assert.strictEqual(writer.desiredSize, 0);
  let ready = false;
  writer.ready.then(() => {
    ready = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.strictEqual(ready, false);
  release();
  await writing;
  await writer.ready;
  assert.strictEqual(writer.desiredSize, 1);
});
