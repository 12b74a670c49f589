import assert from 'node:assert';
import { PassThrough, pipeline, Readable, Transform, Writable } from 'node:stream';
import { pipeline as pipelinePromise } from 'node:stream/promises';
import { test } from '../harness.js';

test('a pipeline carries all chunks in order', async () => {
  const seen = [];
  await pipelinePromise(
    Readable.from(['a', 'b', 'c']),
    new Transform({
      transform(chunk, encoding, callback) {
        callback(null, `${chunk}`.toUpperCase());
      },
    }),
    new Writable({
      write(chunk, encoding, callback) {
        seen.push(`${chunk}`);
        callback();
      },
    }),
  );
  assert.deepStrictEqual(seen, ['A', 'B', 'C']);
});

test('its callback comes when all that failed has closed', async () => {
  const source = new Readable({ read() {} });
  const slow = new Writable({
    destroy(error, callback) {
      setImmediate(callback, error);
    },
  });
  const error = await new Promise((resolve) => {
    pipeline(source, slow, resolve);
    source.destroy(new Error('gone'));
  });
  assert.strictEqual(error.message, 'gone');
  assert.strictEqual(source.closed, true);
  assert.strictEqual(slow.closed, true);
});

test('a closed destination is refused', async () => {
  const closed = new PassThrough();
  closed.destroy();
  await new Promise((resolve) => closed.once('close', resolve));
  await assert.rejects(pipelinePromise(Readable.from(['a']), closed), { code: 'ERR_STREAM_UNABLE_TO_PIPE' });
});

test('what a destination of pipe() throws destroys it, and is no uncaught exception', async () => {
  const destination = new PassThrough();
  const failed = new Promise((resolve) => destination.once('error', resolve));
  Readable.from([{ no: 'bytes' }]).pipe(destination);
  assert.strictEqual((await failed).code, 'ERR_INVALID_ARG_TYPE');
});

test('pipe() can be undone after that', () => {
  const source = new Readable({ read() {} });
  const destination = new PassThrough();
  source.pipe(destination);
  assert.strictEqual(source.listenerCount('data'), 1);
  source.unpipe(destination);
  assert.strictEqual(source.listenerCount('data'), 0);
});
