import assert from 'node:assert';
import { promisify } from 'node:util';
import zlib, { constants } from 'node:zlib';
import { test } from '../harness.js';

const pairs = [
  ['deflate', 'inflate'],
  ['gzip', 'gunzip'],
  ['deflateRaw', 'inflateRaw'],
  ['deflate', 'unzip'],
  ['gzip', 'unzip'],
  ['brotliCompress', 'brotliDecompress'],
  ['zstdCompress', 'zstdDecompress'],
];
const text = 'the quick brown fox '.repeat(5000);

test('there and back, at once and in the pool', async () => {
  for (const [pack, unpack] of pairs) {
    const packed = zlib[`${pack}Sync`](text);
    assert.ok(packed.length < text.length / 20, pack);
    assert.equal(zlib[`${unpack}Sync`](packed).toString(), text);
    assert.equal((await promisify(zlib[unpack])(await promisify(zlib[pack])(text))).toString(), text);
  }
});

test('inputs of all kinds', () => {
  const bytes = Buffer.from('abcdefgh');
  const { buffer } = new Uint8Array(bytes);
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  shared.set(bytes);
  for (const input of ['abcdefgh', bytes, buffer, new DataView(buffer), new Uint16Array(buffer), shared]) {
    assert.deepEqual(zlib.gunzipSync(zlib.gzipSync(input)), bytes);
  }
  for (const input of [undefined, null, 1, true, {}, [1]]) {
    assert.throws(() => zlib.gzipSync(input), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  assert.throws(() => zlib.gzip(1, () => {}), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => zlib.gzip('x'), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('every option of zlib has its effect', () => {
  const size = (options) => zlib.deflateSync(text, options).length;
  assert.ok(size({ level: 0 }) > text.length);
  assert.ok(size({ level: 1 }) >= size({ level: 9 }));
  assert.ok(size({ strategy: constants.Z_HUFFMAN_ONLY }) > 10 * size({}));
  assert.ok(size({ memLevel: 1 }) > size({ memLevel: 9 }));
  const far = Buffer.concat([
    Buffer.from(text.slice(0, 300)),
    Buffer.from(noise(2000)),
    Buffer.from(text.slice(0, 300)),
  ]);
  assert.ok(zlib.deflateSync(far, { windowBits: 9 }).length > zlib.deflateSync(far, { windowBits: 15 }).length);
  assert.throws(() => zlib.inflateSync(zlib.deflateSync(text), { windowBits: 9 }), {
    code: 'Z_DATA_ERROR',
    message: 'invalid window size',
  });
  assert.ok(
    zlib
      .deflateSync('x', { finishFlush: constants.Z_SYNC_FLUSH })
      .subarray(-4)
      .equals(Buffer.from([0, 0, 255, 255])),
  );
  for (const [name, value] of [
    ['level', 10],
    ['memLevel', 0],
    ['windowBits', 16],
    ['strategy', 5],
    ['chunkSize', 63],
    ['flush', 6],
    ['maxOutputLength', 0],
  ]) {
    assert.throws(() => zlib.deflateSync('x', { [name]: value }), { code: 'ERR_OUT_OF_RANGE' }, name);
    assert.throws(() => zlib.deflateSync('x', { [name]: 'y' }), { code: 'ERR_INVALID_ARG_TYPE' }, name);
  }
});

function noise(length) {
  let x = 7;
  return Array.from({ length }, () => (x = (x * 16807) % 2147483647) & 255);
}

test('parameters of brotli and zstd', () => {
  const quality = (value) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: value } });
  assert.ok(zlib.brotliCompressSync(text, quality(0)).length > zlib.brotliCompressSync(text, quality(11)).length);
  const plain = zlib.zstdCompressSync(text);
  const checked = zlib.zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: true } });
  assert.equal(checked.length, plain.length + 4);
  assert.throws(() => zlib.brotliCompressSync('', { params: { 99: 1 } }), { code: 'ERR_BROTLI_INVALID_PARAM' });
  assert.throws(() => zlib.zstdCompressSync('', { params: { 99: 1 } }), { code: 'ERR_ZSTD_INVALID_PARAM' });
  assert.throws(() => zlib.zstdDecompressSync('', { params: { [constants.ZSTD_d_windowLogMax]: 1 } }), {
    code: 'ERR_ZLIB_INITIALIZATION_FAILED',
  });
  assert.throws(() => zlib.zstdCompressSync('abc', { pledgedSrcSize: 7 }), {
    code: 'ZSTD_error_srcSize_wrong',
    errno: 72,
  });
  assert.throws(() => zlib.zstdCompressSync('abc', { pledgedSrcSize: -7 }), { code: 'ERR_OUT_OF_RANGE' });
});

test('a dictionary', () => {
  const dictionary = Buffer.from(text.slice(0, 60));
  for (const [pack, unpack] of pairs) {
    if (pack === 'gzip') continue;
    const packed = zlib[`${pack}Sync`](dictionary, { dictionary });
    assert.deepEqual(zlib[`${unpack}Sync`](packed, { dictionary }), dictionary);
  }
  const packed = zlib.deflateSync('x', { dictionary });
  assert.throws(() => zlib.inflateSync(packed), { message: 'Missing dictionary', code: 'Z_NEED_DICT', errno: 2 });
  assert.throws(() => zlib.inflateSync(packed, { dictionary: Buffer.from('y') }), { message: 'Bad dictionary' });
});

test('a bomb ends at maxOutputLength', async () => {
  for (const [pack, unpack] of pairs) {
    const bomb = zlib[`${pack}Sync`](Buffer.alloc(5_000_000));
    const options = { maxOutputLength: 4_999_999 };
    const error = {
      name: 'RangeError',
      code: 'ERR_BUFFER_TOO_LARGE',
      message: 'Cannot create a Buffer larger than 4999999 bytes',
    };
    assert.throws(() => zlib[`${unpack}Sync`](bomb, options), error);
    await assert.rejects(promisify(zlib[unpack])(bomb, options), error);
    assert.equal(zlib[`${unpack}Sync`](bomb, { maxOutputLength: 5_000_000 }).length, 5_000_000);
  }
});

test('data that is cut off, broken or followed by something', async () => {
  for (const [pack, unpack] of pairs) {
    const packed = zlib[`${pack}Sync`](text);
    const half = packed.subarray(0, packed.length >> 1);
    const ends = { message: 'unexpected end of file', code: 'Z_BUF_ERROR', errno: -5 };
    assert.throws(() => zlib[`${unpack}Sync`](half), ends);
    await assert.rejects(promisify(zlib[unpack])(half), ends);
    const part = zlib[`${unpack}Sync`](half, { finishFlush: 0 }).toString();
    assert.equal(part, text.slice(0, part.length));
    const more = Buffer.concat([packed, Buffer.alloc(3)]);
    assert.equal(zlib[`${unpack}Sync`](more).toString(), text);
    assert.throws(() => zlib[`${unpack}Sync`](more, { rejectGarbageAfterEnd: true }), {
      name: 'TypeError',
      code: 'ERR_TRAILING_JUNK_AFTER_STREAM_END',
    });
  }
  assert.throws(() => zlib.inflateSync(Buffer.from('abc')), {
    code: 'Z_DATA_ERROR',
    errno: -3,
    message: 'incorrect header check',
  });
  assert.throws(() => zlib.brotliDecompressSync(Buffer.from('abcdefgg')), {
    code: 'ERR__ERROR_FORMAT_PADDING_1',
    errno: -14,
    message: 'Decompression failed',
  });
  assert.throws(() => zlib.zstdDecompressSync(Buffer.from('abcdefgg')), {
    code: 'ZSTD_error_prefix_unknown',
    errno: 10,
  });
});

test('hostile bytes give an error or a result, nothing else', () => {
  let x = 1;
  const next = () => (x = (x * 16807) % 2147483647);
  for (const [pack, unpack] of pairs) {
    const packed = zlib[`${pack}Sync`](text.slice(0, 2000));
    for (let i = 0; i < 200; i++) {
      const broken = Buffer.from(packed);
      for (let k = 0; k <= next() % 4; k++) broken[next() % broken.length] = next() & 255;
      try {
        zlib[`${unpack}Sync`](broken, { maxOutputLength: 1e6 });
      } catch (error) {
        assert.ok(typeof error.code === 'string', error.stack);
      }
    }
  }
});

test('options.info tells of the engine', async () => {
  const packed = zlib.gzipSync('abc');
  const { buffer, engine } = zlib.gunzipSync(Buffer.concat([packed, Buffer.alloc(5)]), { info: true });
  assert.equal(buffer.toString(), 'abc');
  assert.ok(engine instanceof zlib.Gunzip);
  assert.equal(engine.bytesWritten, packed.length);
  const later = await promisify(zlib.gunzip)(packed, { info: true });
  assert.equal(later.buffer.toString(), 'abc');
  assert.equal(later.engine.bytesWritten, packed.length);
});

test('what is under way is listed', async () => {
  const done = promisify(zlib.gzip)(Buffer.alloc(1e6));
  assert.ok(process.getActiveResourcesInfo().includes('ZLIB'));
  await done;
  assert.ok(!process.getActiveResourcesInfo().includes('ZLIB'));
});

test('crc32 and constants', () => {
  assert.equal(zlib.crc32('hello'), 0x3610a686);
  assert.equal(zlib.crc32('lo', zlib.crc32(Buffer.from('hel'))), 0x3610a686);
  assert.equal(zlib.crc32(''), 0);
  assert.throws(() => zlib.crc32(5), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => zlib.crc32('', -1), { code: 'ERR_OUT_OF_RANGE' });
  assert.equal(zlib.codes.Z_BUF_ERROR, -5);
  assert.equal(zlib.codes[-5], 'Z_BUF_ERROR');
  assert.equal(zlib.Z_BEST_COMPRESSION, 9);
  assert.ok(!Object.keys(zlib).includes('Z_BEST_COMPRESSION'));
});
