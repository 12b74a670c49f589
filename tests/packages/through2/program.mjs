// Transforms in a pipeline with files.
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import through from 'through2';

const make = through.default ?? through;
writeFileSync('in.txt', Array.from({ length: 5000 }, (_, i) => `line ${i}\n`).join(''));
let bytes = 0;
await pipeline(
  createReadStream('in.txt', { highWaterMark: 777 }),
  make(
    function (chunk, _encoding, done) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) this.count = (this.count ?? 0) + 1;
      done(null, chunk.toString().toUpperCase());
    },
    function (done) {
      this.push(`count ${this.count}\n`);
      done();
    },
  ),
  createWriteStream('out.txt'),
);
console.log(bytes, readFileSync('out.txt', 'utf8').slice(-20));
const objects = make({ objectMode: true }, (n, _encoding, done) =>
  n === 3 ? done(new Error('three')) : done(null, { n }),
);
objects
  .on('data', (value) => console.log(value))
  .on('error', (error) => console.log(error.message, objects.destroyed))
  .on('close', () => console.log('close'));
for (const n of [1, 2, 3]) objects.write(n);
