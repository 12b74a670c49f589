// ns of processor time each: what a server packs and unpacks, at once, in the pool and as a stream.
import { promisify } from 'node:util';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { measure, print } from '../measure.mjs';

// As JSON is: names that recur, values that do not.
function json(size) {
  const rows = [];
  let x = 1;
  for (let length = 0; length < size; length += rows.at(-1).length) {
    x = (x * 16807) % 2147483647;
    rows.push(`{"id":${x},"name":"user ${x % 997}","active":${x % 3 === 0},"score":${x / 1e9}},`);
  }
  return Buffer.from(rows.join('').slice(0, size));
}
const small = json(1024);
const large = json(100 * 1024);
const packedSmall = zlib.gzipSync(small);
const packedLarge = zlib.gzipSync(large);
const brotli = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
const packedBrotli = zlib.brotliCompressSync(large, brotli);

function repeat(n, run) {
  let length = 0;
  for (let i = 0; i < n; i++) length += run().length;
  return length;
}
await measure('gzipSync, 1 KB', 500, (n) => repeat(n, () => zlib.gzipSync(small)));
await measure('gunzipSync, 1 KB', 2000, (n) => repeat(n, () => zlib.gunzipSync(packedSmall)));
await measure('gzipSync, 100 KB', 30, (n) => repeat(n, () => zlib.gzipSync(large)));
await measure('gunzipSync, 100 KB', 200, (n) => repeat(n, () => zlib.gunzipSync(packedLarge)));
await measure('brotliCompressSync, 100 KB, quality 4', 30, (n) =>
  repeat(n, () => zlib.brotliCompressSync(large, brotli)),
);
await measure('brotliDecompressSync, 100 KB', 100, (n) => repeat(n, () => zlib.brotliDecompressSync(packedBrotli)));

const gzip = promisify(zlib.gzip);
await measure('gzip, 1 KB, 64 at a time', 512, async (n) => {
  for (let i = 0; i < n; i += 64) await Promise.all(Array.from({ length: 64 }, () => gzip(small)));
});

// In bytes: the figures are ns for each KB.
const chunk = large.subarray(0, 64 * 1024);
const nowhere = () => new Writable({ write: (data, encoding, callback) => callback() });
await measure('a pipeline through createGzip, each KB', 2048, (n) => {
  const source = Readable.from(Array.from({ length: n / 64 }, () => chunk));
  return pipeline(source, zlib.createGzip(), nowhere());
});
const packedLong = zlib.gzipSync(Buffer.concat(Array.from({ length: 128 }, () => chunk)));
await measure('a pipeline through createGunzip, each KB', 8192, () =>
  pipeline(Readable.from([packedLong]), zlib.createGunzip(), nowhere()),
);
print();
