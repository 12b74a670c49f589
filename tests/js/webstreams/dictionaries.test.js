// Web IDL's dictionaries: any object is one, functions and arrays too, and for options null is an empty one.
import assert from 'node:assert';
import { test } from '../harness.js';

const empty = () => {};

test('a source, sink or transformer may be a function or an array', () => {
  for (const given of [empty, []]) {
    assert.strictEqual(new ReadableStream(given).locked, false);
    assert.strictEqual(new WritableStream(given).locked, false);
    assert.strictEqual(new TransformStream(given, given, given).readable.locked, false);
  }
  for (const given of [null, 5, 'x'])
    assert.throws(() => new ReadableStream(given), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
});

test('options may be null', async () => {
  for (const given of [null, empty, [], undefined]) {
    const stream = new ReadableStream({ start: (controller) => controller.close() });
    stream.getReader(given).releaseLock();
    await stream.pipeTo(new WritableStream(), given);
    assert.deepStrictEqual(await Array.fromAsync(ReadableStream.from(['a']).values(given)), ['a']);
    const bytes = new ReadableStream({ type: 'bytes', pull: (controller) => controller.enqueue(new Uint8Array(3)) });
    const { value } = await bytes.getReader({ mode: 'byob' }).read(new Uint8Array(2), given);
    assert.strictEqual(value.length, 2);
  }
  assert.throws(() => new ReadableStream().getReader(5), { code: 'ERR_INVALID_ARG_TYPE' });
});
