// A zip and a tar.gz of files, folders, buffers and streams, read back by tar and by hand.
import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { gunzipSync, inflateRawSync, crc32 } from 'node:zlib';
import { TarArchive, ZipArchive } from 'archiver';

mkdirSync('folder/inner', { recursive: true });
writeFileSync('folder/one.txt', 'one\n'.repeat(1000));
writeFileSync('folder/inner/two.bin', Buffer.alloc(100_000, 7));
async function pack(archive, file) {
  const done = finished(archive.pipe(createWriteStream(file)));
  const date = new Date(1e12);
  archive.append('text', { name: 'text.txt', date });
  archive.append(Buffer.from('buffer'), { name: 'buffer.bin', date, mode: 0o600 });
  archive.append(Readable.from(['a ', 'stream']), { name: 'stream.txt', date });
  archive.file('folder/one.txt', { name: 'renamed.txt' });
  archive.directory('folder', 'copy');
  await archive.finalize();
  await done;
  console.log(file, archive.pointer() > 0);
}
await pack(new ZipArchive({ zlib: { level: 9 } }), 'a.zip');
await pack(new TarArchive({ gzip: true, gzipOptions: { level: 1 } }), 'a.tar.gz');
console.log(execFileSync('tar', ['tzf', 'a.tar.gz'], { encoding: 'utf8' }).split('\n').sort());
// The zip's own list of its files, and what each holds.
const zip = readFileSync('a.zip');
let at = zip.readUInt32LE(zip.length - 6);
const found = [];
for (let n = zip.readUInt16LE(zip.length - 12); n > 0; n--) {
  const [method, crc, packed, size] = [
    zip.readUInt16LE(at + 10),
    zip.readUInt32LE(at + 16),
    zip.readUInt32LE(at + 20),
    zip.readUInt32LE(at + 24),
  ];
  const [nameLength, extra, comment, local] = [
    zip.readUInt16LE(at + 28),
    zip.readUInt16LE(at + 30),
    zip.readUInt16LE(at + 32),
    zip.readUInt32LE(at + 42),
  ];
  const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
  const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(begin, begin + packed);
  const bytes = method === 8 ? inflateRawSync(data) : data;
  found.push([name, size, bytes.length === size, crc32(bytes) === crc]);
  at += 46 + nameLength + extra + comment;
}
console.log(found.sort());
console.log(gunzipSync(readFileSync('a.tar.gz')).length % 512);
