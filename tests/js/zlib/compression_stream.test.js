import assert from 'node:assert';
import zlib from 'node:zlib';
import web from 'node:stream/web';
import { test } from '../harness.js';

const formats = {
  gzip: 'gunzipSync',
  deflate: 'inflateSync',
  'deflate-raw': 'inflateRawSync',
  brotli: 'brotliDecompressSync',
};

async function through(stream, ...chunks) {
  const writer = stream.writable.getWriter();
  const written = Promise.all([...chunks.map((chunk) => writer.write(chunk)), writer.close()]);
  written.catch(() => {});
  const out = [];
  for await (const chunk of stream.readable) {
    assert.equal(Object.getPrototypeOf(chunk), Uint8Array.prototype);
    out.push(chunk);
  }
  await written;
  return Buffer.concat(out);
}

test('there and back', async () => {
  assert.equal(CompressionStream, web.CompressionStream);
  const text = 'abc'.repeat(100_000);
  for (const [format, sync] of Object.entries(formats)) {
    const packed = await through(new CompressionStream(format), Buffer.from(text), new Uint8Array([33]).buffer);
    assert.equal(zlib[sync](packed).toString(), `${text}!`);
    assert.equal((await through(new DecompressionStream(format), packed)).toString(), `${text}!`);
  }
});

test('wrong data is a TypeError', async () => {
  for (const format of Object.keys(formats)) {
    const packed = await through(new CompressionStream(format), Buffer.from('abcdefghijklmnop'));
    for (const chunks of [
      [packed.subarray(0, 6)],
      [packed, Buffer.from([1])],
      [Buffer.concat([packed, packed])],
      [Buffer.from([255, 1, 2, 3, 4, 5, 6, 7])],
      ['x', 5],
    ]) {
      await assert.rejects(through(new DecompressionStream(format), ...chunks), TypeError);
    }
  }
  for (const format of [undefined, 'zip', 1, 'toString']) {
    assert.throws(() => new CompressionStream(format), { code: 'ERR_INVALID_ARG_VALUE' });
  }
});

test('who cancels or aborts ends it', async () => {
  const one = new CompressionStream('gzip');
  await one.readable.cancel('enough');
  const other = new DecompressionStream('gzip');
  const reader = other.readable.getReader();
  await other.writable.abort(new Error('enough'));
  await assert.rejects(reader.read(), { message: 'enough' });
});
