// What a chunk costs on its way through pipeline(): three streams, of bytes and of objects.
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const COUNT = 100_000;
const chunk = Buffer.alloc(1024, 'x');

function source(objectMode) {
  let left = COUNT;
  return new Readable({
    objectMode,
    read() {
      this.push(left-- > 0 ? (objectMode ? { left } : chunk) : null);
    },
  });
}
const sink = (objectMode) => new Writable({ objectMode, write: (_chunk, _encoding, done) => done() });
const through = (objectMode) => new Transform({ objectMode, transform: (value, _encoding, done) => done(null, value) });

const works = {
  'pipeline of bytes, per chunk': () => pipeline(source(false), through(false), sink(false)),
  'pipeline of objects, per object': () => pipeline(source(true), through(true), sink(true)),
  'PassThrough, per chunk': () => pipeline(source(false), new PassThrough(), sink(false)),
};
const figures = {};
for (const [name, work] of Object.entries(works)) {
  await work();
  let best = Infinity;
  for (let i = 0; i < 5; i++) {
    const began = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(began);
    best = Math.min(best, ((user + system) * 1000) / COUNT);
  }
  figures[name] = best;
}
console.log(JSON.stringify(figures));
