import assert from 'node:assert';
import stream, { Readable, Writable } from 'node:stream';
import consumers from 'node:stream/consumers';
import { test } from '../harness.js';

test('any view of bytes is a chunk', async () => {
  const written = [];
  const writable = new Writable({
    write(chunk, encoding, callback) {
      written.push(chunk);
      callback();
    },
  });
  const { buffer } = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  writable.write(new Uint16Array(buffer, 2, 1));
  writable.write(new DataView(buffer, 4, 2));
  writable.end();
  await new Promise((resolve) => writable.once('finish', resolve));
  assert.ok(written.every((chunk) => chunk instanceof Buffer));
  assert.deepStrictEqual([...Buffer.concat(written)], [3, 4, 5, 6]);
});

test('what is none is refused', () => {
  assert.throws(() => new Writable({ write() {} }).write(1), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => new Writable({ write() {} }).write(null), { code: 'ERR_STREAM_NULL_VALUES' });
});

test('64 KiB are buffered by default, 16 objects', () => {
  assert.strictEqual(new Readable().readableHighWaterMark, 64 * 1024);
  assert.strictEqual(new Readable({ objectMode: true }).readableHighWaterMark, 16);
  assert.throws(() => new Readable({ highWaterMark: -1 }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => stream.setDefaultHighWaterMark(false, 1.5), { code: 'ERR_OUT_OF_RANGE' });
});

test('an unknown default encoding is refused when the stream is made', () => {
  assert.throws(() => new Writable({ defaultEncoding: 'my own' }), { code: 'ERR_UNKNOWN_ENCODING' });
});

test('end() tells how it went: null, or the error', async () => {
  const well = new Writable({ write: (chunk, encoding, callback) => callback() });
  assert.strictEqual(await new Promise((resolve) => well.end('x', resolve)), null);
  const ill = new Writable({ write: (chunk, encoding, callback) => callback(new Error('full')) });
  ill.on('error', () => {});
  assert.strictEqual((await new Promise((resolve) => ill.end('x', resolve))).message, 'full');
});

test('consumers give all of a stream', async () => {
  const chunks = () =>
    Readable.from([
      Buffer.from('{"a":'),
      Buffer.from('"\u00fc"}').subarray(0, 2),
      Buffer.from('"\u00fc"}').subarray(2),
    ]);
  assert.strictEqual(await consumers.text(chunks()), '{"a":"\u00fc"}');
  assert.deepStrictEqual(await consumers.json(chunks()), { a: '\u00fc' });
  assert.strictEqual((await consumers.buffer(chunks())).length, 10);
  assert.ok((await consumers.arrayBuffer(chunks())) instanceof ArrayBuffer);
  assert.strictEqual((await consumers.bytes(chunks())).constructor, Uint8Array);
  assert.strictEqual((await consumers.blob(chunks())).size, 10);
  await assert.rejects(consumers.json(Readable.from(['{'])), SyntaxError);
});

test('a pair hands over what is written to the other', async () => {
  const [one, other] = stream.duplexPair();
  one.end('to the other');
  other.end('to the one');
  assert.strictEqual(await consumers.text(other), 'to the other');
  assert.strictEqual(await consumers.text(one), 'to the one');
});

test('a stream is disposed of with its block', async () => {
  let seen;
  {
    await using duplex = new stream.Duplex({ read() {}, write: (chunk, encoding, callback) => callback() });
    duplex.on('error', () => {});
    seen = duplex;
  }
  assert.strictEqual(seen.destroyed, true);
  assert.strictEqual(seen.errored.name, 'AbortError');
});
