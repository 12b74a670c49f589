// Flags: --expose-gc
import assert from 'node:assert';
import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { test } from '../harness.js';

const { constants } = zlib;
const pairs = [
  [zlib.createGzip, zlib.createGunzip],
  [zlib.createDeflate, zlib.createInflate],
  [zlib.createDeflateRaw, zlib.createInflateRaw],
  [zlib.createGzip, zlib.createUnzip],
  [zlib.createBrotliCompress, zlib.createBrotliDecompress],
  [zlib.createZstdCompress, zlib.createZstdDecompress],
];
const text = Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}\n`).join('');

test('a pipeline there and back, in chunks of any size', async () => {
  for (const [pack, unpack] of pairs) {
    for (const chunkSize of [64, 16384, 1_000_000]) {
      const pieces = [];
      for (let i = 0; i < text.length; i += 10_007) pieces.push(text.slice(i, i + 10_007));
      const out = [];
      const last = unpack({ chunkSize });
      last.on('data', (chunk) => {
        assert.ok(chunk.length <= chunkSize);
        out.push(chunk);
      });
      await pipeline(pieces, pack({ chunkSize }), last);
      assert.equal(Buffer.concat(out).toString(), text);
    }
  }
});

test('a reader that does not read holds the codec back', async () => {
  const bomb = zlib.gzipSync(Buffer.alloc(50_000_000));
  const stream = zlib.createGunzip();
  stream.end(bomb);
  await once(stream, 'readable');
  const before = stream.bytesWritten;
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(stream.readableLength <= stream.readableHighWaterMark + 16384);
  assert.equal(stream.bytesWritten, before);
  assert.equal((await buffer(stream)).length, 50_000_000);
});

test('flush lets out what was written', async () => {
  for (const [pack, unpack] of pairs) {
    const from = pack();
    const to = unpack();
    from.pipe(to);
    for (const word of ['one', 'two', 'three']) {
      from.write(word);
      from.flush();
      assert.equal(String((await once(to, 'data'))[0]), word);
    }
    from.end();
    await once(to.resume(), 'end');
  }
  assert.throws(() => zlib.createGzip().flush('x'), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => zlib.createGzip().flush(99), { code: 'ERR_OUT_OF_RANGE' });
});

test('the option flush holds for each write', async () => {
  const stream = zlib.createDeflate({ flush: constants.Z_SYNC_FLUSH });
  stream.write('abc');
  const [chunk] = await once(stream, 'data');
  assert.ok(chunk.subarray(-4).equals(Buffer.from([0, 0, 255, 255])));
  stream.destroy();
});

test('params change what comes next', async () => {
  const stream = zlib.createDeflate({ level: 9 });
  const out = buffer(stream);
  stream.write(text);
  await new Promise((resolve) => stream.params(0, constants.Z_DEFAULT_STRATEGY, resolve));
  const packed = stream.bytesWritten;
  stream.end(text);
  const bytes = await out;
  assert.equal(packed, text.length);
  assert.ok(bytes.length > text.length && bytes.length < 1.5 * text.length);
  assert.equal(zlib.inflateSync(bytes).toString(), text + text);
  assert.throws(() => stream.params(10, 0), { code: 'ERR_OUT_OF_RANGE' });
  const closed = zlib.createDeflate();
  closed.destroy();
  const error = await new Promise((resolve) => closed.params(1, 1, resolve));
  assert.equal(error.code, 'ERR_STREAM_DESTROYED');
});

test('reset begins anew, but not during a write', async () => {
  const stream = zlib.createDeflate({ dictionary: Buffer.from('dictionary') });
  stream.write('lost');
  assert.throws(() => stream.reset(), /Cannot reset zlib stream while a write is in progress/);
  await new Promise((resolve) => stream.flush(resolve));
  stream.read();
  stream.reset();
  stream.end('kept');
  const options = { dictionary: Buffer.from('dictionary') };
  assert.equal(zlib.inflateSync(await buffer(stream), options).toString(), 'kept');
  assert.throws(() => stream.reset());
});

test('close during a write, and after it', async () => {
  for (const [pack] of pairs) {
    const stream = pack();
    stream.write(Buffer.alloc(1_000_000));
    await new Promise((resolve) => stream.close(resolve));
    assert.equal(stream._handle, null);
    stream.close();
    const error = await new Promise((resolve) => stream.write('x', resolve));
    assert.equal(error.code, 'ERR_STREAM_DESTROYED');
  }
});

test('a collection during writes leaves them alone', async () => {
  const results = [];
  for (let i = 0; i < 20; i++) {
    const stream = zlib.createGzip();
    results.push(buffer(stream));
    stream.end(Buffer.alloc(200_000, i));
    zlib.createBrotliCompress().write(Buffer.alloc(100_000));
  }
  for (let i = 0; i < 10; i++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const [i, packed] of (await Promise.all(results)).entries()) {
    assert.ok(zlib.gunzipSync(packed).equals(Buffer.alloc(200_000, i)));
  }
});

test('errors come as events, once, and to the write', async () => {
  const stream = zlib.createGunzip();
  const told = new Promise((resolve) => stream.write('no such data', resolve));
  const [error] = await once(stream, 'error');
  assert.equal(error.code, 'Z_DATA_ERROR');
  assert.equal(error.errno, -3);
  assert.equal(await told, error);
  const cut = zlib.createGunzip();
  cut.end(zlib.gzipSync(text).subarray(0, 100));
  await assert.rejects(buffer(cut), { code: 'Z_BUF_ERROR' });
});

test('what follows the end', async () => {
  const packed = zlib.deflateSync('abc');
  const lenient = zlib.createInflate();
  lenient.write(packed);
  lenient.write('junk');
  assert.equal((await buffer(lenient)).toString(), 'abc');
  assert.equal(lenient.bytesWritten, packed.length);
  const strict = zlib.createInflate({ rejectGarbageAfterEnd: true });
  strict.write(packed);
  strict.end('junk');
  await assert.rejects(buffer(strict), { code: 'ERR_TRAILING_JUNK_AFTER_STREAM_END' });
});

test('members of gzip across chunks', async () => {
  const two = Buffer.concat([zlib.gzipSync('ab'), zlib.gzipSync('cd')]);
  const bytewise = Readable.from([...two].map((byte) => Buffer.from([byte])));
  assert.equal((await buffer(bytewise.pipe(zlib.createGunzip()))).toString(), 'abcd');
});

test('all output in the end goes to whoever is slow', async () => {
  const out = [];
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk, encoding, callback) {
      out.push(chunk);
      setImmediate(callback);
    },
  });
  await pipeline(Readable.from([zlib.gzipSync(text)]), zlib.createGunzip({ chunkSize: 1000 }), slow);
  assert.equal(Buffer.concat(out).toString(), text);
});

test('_processChunk works at once, and closes', () => {
  const stream = new zlib.Gzip();
  const packed = stream._processChunk(Buffer.from('abc'), constants.Z_FINISH);
  assert.equal(zlib.gunzipSync(packed).toString(), 'abc');
  assert.equal(stream._closed, true);
  const handle = new zlib.Inflate()._handle;
  const out = Buffer.alloc(10);
  const left = handle.writeSync(constants.Z_SYNC_FLUSH, zlib.deflateSync('abc'), 0, 11, out, 2, 8);
  assert.deepEqual([...left], [5, 0]);
  assert.equal(out.toString('latin1', 2, 5), 'abc');
  assert.throws(() => handle.writeSync(0, Buffer.alloc(4), 2, 3, out, 0, 10), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => handle.writeSync(0, Buffer.alloc(4), 0, 4, out, 5, 6), { code: 'ERR_INVALID_ARG_TYPE' });
});
