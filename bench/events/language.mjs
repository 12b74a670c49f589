// ns of processor time each: an await, an emit, a chunk through a stream pipeline.
import { EventEmitter } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { measure, print } from '../measure.mjs';

await measure('await chain', 300_000, async (n) => {
  const step = async (x) => x + 1;
  let x = 0;
  for (let i = 0; i < n; i++) x = await step(x);
});
await measure('EventEmitter.emit', 2_000_000, (n) => {
  const emitter = new EventEmitter();
  let sum = 0;
  emitter.on('a', (x) => {
    sum += x;
  });
  emitter.on('b', (x) => {
    sum -= x;
  });
  for (let i = 0; i < n; i++) emitter.emit(i & 1 ? 'a' : 'b', i);
  return sum;
});
const chunk = Buffer.alloc(1024);
await measure('stream pipeline', 50_000, async (n) => {
  let left = n;
  await pipeline(
    new Readable({
      read() {
        this.push(left-- > 0 ? chunk : null);
      },
    }),
    new PassThrough(),
    new Writable({
      write(_chunk, _encoding, callback) {
        callback();
      },
    }),
  );
});
print();
