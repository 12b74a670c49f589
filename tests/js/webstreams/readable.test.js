import assert from 'node:assert';
import { test } from '../harness.js';

async function all(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

test('chunks come in order, and the source is asked only for what fits', async () => {
  let asked = 0;
  const stream = new ReadableStream(
    {
      pull(controller) {
        asked += 1;
        if (asked > 5) controller.close();
        else controller.enqueue(asked);
      },
    },
    { highWaterMark: 2 },
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.strictEqual(asked, 2);
  assert.deepStrictEqual(await all(stream), [1, 2, 3, 4, 5]);
});

test('leaving the loop cancels, unless that is prevented', async () => {
  for (const preventCancel of [false, true]) {
    let cancelled = false;
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue('x'),
      cancel() {
        cancelled = true;
      },
    });
    for await (const chunk of stream.values({ preventCancel })) {
      assert.strictEqual(chunk, 'x');
      break;
    }
    assert.strictEqual(cancelled, !preventCancel);
    assert.strictEqual(stream.locked, false);
  }
});

test('an error reaches all that read', async () => {
  const error = new Error('failed');
  const stream = new ReadableStream({ start: (controller) => setTimeout(() => controller.error(error), 1) });
  const reader = stream.getReader();
  await assert.rejects(reader.read(), error);
  await assert.rejects(reader.closed, error);
});

test('a reader that is released fails with ERR_INVALID_STATE', async () => {
  const reader = new ReadableStream().getReader();
  const waiting = reader.read();
  reader.releaseLock();
  await assert.rejects(waiting, { name: 'TypeError', code: 'ERR_INVALID_STATE' });
  await assert.rejects(reader.read(), { name: 'TypeError', code: 'ERR_INVALID_STATE' });
  await assert.rejects(reader.closed, { name: 'TypeError', code: 'ERR_INVALID_STATE' });
});

test('both branches of a tee get all chunks', async () => {
  const [one, other] = new ReadableStream({
    start(controller) {
      for (const chunk of 'abc') controller.enqueue(chunk);
      controller.close();
    },
  }).tee();
  assert.deepStrictEqual(await Promise.all([all(one), all(other)]), [
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
});

test('from() takes what can be iterated', async () => {
  assert.deepStrictEqual(await all(ReadableStream.from([1, Promise.resolve(2)])), [1, 2]);
  assert.throws(() => ReadableStream.from({}), { code: 'ERR_ARG_NOT_ITERABLE' });
});

test('a byte stream fills the memory of the reader', async () => {
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { view } = controller.byobRequest;
      view.set([1, 2, 3]);
      controller.byobRequest.respond(3);
    },
  });
  const reader = stream.getReader({ mode: 'byob' });
  const view = new Uint8Array(8);
  const { value } = await reader.read(view);
  assert.strictEqual(view.byteLength, 0); // transferred
  assert.deepStrictEqual([...value], [1, 2, 3]);
  assert.strictEqual(value.buffer.byteLength, 8);
});

test('a minimum is waited for, in elements', async () => {
  let next = 0;
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      controller.enqueue(new Uint8Array([next++]));
    },
  });
  const { value } = await stream.getReader({ mode: 'byob' }).read(new Uint16Array(4), { min: 2 });
  assert.deepStrictEqual(value, new Uint16Array(new Uint8Array([0, 1, 2, 3]).buffer));
});

test('methods refuse other receivers, and arguments that are wrong', () => {
  assert.throws(() => Reflect.get(ReadableStream.prototype, 'locked', {}), { code: 'ERR_INVALID_THIS' });
  assert.throws(() => new ReadableStream(null), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => new ReadableStream({ type: 'text' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => new ReadableStream({}, { highWaterMark: -1 }), {
    name: 'RangeError',
    code: 'ERR_INVALID_ARG_VALUE',
  });
  assert.throws(() => new ReadableStreamDefaultController(), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
  assert.throws(() => new ReadableStream().getReader({ mode: 'text' }), { code: 'ERR_INVALID_ARG_VALUE' });
});
