// An archive is packed, read by the machine's tar, and unpacked again, through pipelines.
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import tar from 'tar-stream';

const mtime = new Date(1e12);
const pack = tar.pack();
const written = pipeline(pack, createWriteStream('a.tar'));
pack.entry({ name: 'folder', type: 'directory', mtime });
pack.entry({ name: 'folder/small.txt', mtime, mode: 0o640 }, 'hello');
pack.entry({ name: `long/${'x'.repeat(150)}.txt`, mtime }, 'ü'.repeat(300));
await new Promise((resolve, reject) => {
  const entry = pack.entry({ name: 'big.bin', mtime, size: 300_000 }, (error) => (error ? reject(error) : resolve()));
  for (let i = 0; i < 3; i++) entry.write(Buffer.alloc(100_000, i));
  entry.end();
});
pack.entry({ name: 'link', type: 'symlink', linkname: 'folder/small.txt', mtime });
pack.finalize();
await written;
console.log(execFileSync('tar', ['tf', 'a.tar'], { encoding: 'utf8' }));

const extract = tar.extract();
extract.on('entry', async (header, stream, next) => {
  console.log(header.name.length, header.type, header.size, header.mode, (await text(stream)).length);
  next();
});
await pipeline(createReadStream('a.tar', { highWaterMark: 1000 }), extract);
const each = tar.extract();
createReadStream('a.tar').pipe(each);
for await (const entry of each) {
  if (entry.header.name === 'folder/small.txt') console.log(await text(entry));
  else entry.resume();
}
await pipeline(createReadStream('program.mjs'), tar.extract(), new Writable({ write: (_a, _b, done) => done() })).catch(
  (error) => console.log(error.message),
);
