import assert from 'node:assert';
import { once } from 'node:events';
import { Duplex, PassThrough, pipeline, Readable, Stream, Transform, Writable } from 'node:stream';
import { test } from '../harness.js';

const silent = () => new Readable({ read() {} });

test('chunks come out in order, whatever comes in between', () => {
  const stream = silent();
  for (const chunk of ['b', 'c', 'd', 'e']) stream.push(chunk);
  stream.unshift('a');
  assert.strictEqual(stream.readableLength, 5);
  assert.deepStrictEqual(stream._readableState.buffer.map(String), ['a', 'b', 'c', 'd', 'e']);
  assert.strictEqual(`${stream.read(1)}${stream.read(3)}`, 'abcd');
  stream.unshift('x');
  stream.push('f');
  assert.strictEqual(`${stream.read()}`, 'xef');
  assert.strictEqual(stream.read(), null);
});

test('thousands of chunks can wait', () => {
  const stream = new Readable({ objectMode: true, read() {} });
  for (let i = 0; i < 5000; i++) stream.push(i);
  for (let i = 0; i < 3000; i++) assert.strictEqual(stream.read(), i);
  stream.unshift(-1);
  for (let i = 5000; i < 6000; i++) stream.push(i);
  assert.strictEqual(stream.read(), -1);
  for (let i = 3000; i < 6000; i++) assert.strictEqual(stream.read(), i);
  assert.strictEqual(stream.readableLength, 0);
});

test('an encoding set late holds for what waits', () => {
  const stream = silent();
  const bytes = Buffer.from('h\u00e9llo');
  for (const byte of bytes) stream.push(Buffer.of(byte));
  stream.setEncoding('utf8');
  assert.strictEqual(stream.readableLength, 5);
  assert.strictEqual(stream.read(2), 'h\u00e9');
  assert.strictEqual(stream.read(), 'llo');
});

test('the source is asked for the next chunk before one goes out', async () => {
  const log = [];
  let made = 0;
  const stream = new Readable({
    read() {
      log.push(`read ${made}`);
      this.push(made < 3 ? `${made++}` : null);
    },
  });
  stream.on('data', (chunk) => log.push(`data ${chunk}`));
  await once(stream, 'end');
  assert.deepStrictEqual(log, ['read 0', 'read 1', 'data 0', 'read 2', 'data 1', 'read 3', 'data 2']);
});

test('a stream that read() pauses while it flows hands out what it has, once', async () => {
  const seen = [];
  let made = 0;
  const stream = new Readable({
    read() {
      if (made === 2) this.pause();
      this.push(made < 4 ? `${made++}` : null);
    },
  });
  stream.on('data', (chunk) => seen.push(`${chunk}`));
  stream.on('pause', () => setImmediate(() => stream.resume()));
  await once(stream, 'end');
  assert.strictEqual(seen.join(''), '0123');
});

test('what unshift() puts back while the stream flows comes first', async () => {
  const seen = [];
  let made = 0;
  const stream = new Readable({
    objectMode: true,
    read() {
      if (made === 2) this.unshift('first');
      this.push(made < 3 ? made++ : null);
    },
  });
  stream.on('data', (chunk) => seen.push(chunk));
  await once(stream, 'end');
  assert.deepStrictEqual(seen, [0, 'first', 1, 2]);
});

test("a program's own emit() and read() are called", async () => {
  const emitted = [];
  const stream = Readable.from(['a', 'b']);
  const { emit, read } = stream;
  let reads = 0;
  stream.emit = function (type, ...args) {
    emitted.push(type);
    return emit.call(this, type, ...args);
  };
  stream.read = function (...args) {
    reads += 1;
    return read.apply(this, args);
  };
  stream.on('data', () => {});
  await once(stream, 'close');
  assert.strictEqual(emitted.filter((type) => type === 'data').length, 2);
  assert.ok(reads > 2);
});

test('a rejected listener of data destroys the stream that captures rejections', async () => {
  const stream = new Readable({ captureRejections: true, read() {} });
  stream.on('data', async () => {
    throw new Error('refused');
  });
  stream.push('x');
  const [error] = await once(stream, 'error');
  assert.strictEqual(error.message, 'refused');
});

test('a write made within _writev() that calls back at once is carried out', async () => {
  const written = [];
  const stream = new Writable({
    writev(chunks, callback) {
      written.push(chunks.map(({ chunk }) => `${chunk}`).join());
      if (written.length === 1) stream.write('c');
      callback();
    },
  });
  stream.cork();
  stream.write('a');
  stream.write('b');
  stream.uncork();
  stream.end();
  await once(stream, 'finish');
  assert.deepStrictEqual(written, ['a,b', 'c']);
});

test('drain comes once what was written is gone, in a tick', async () => {
  let written;
  const stream = new Writable({
    highWaterMark: 2,
    write: (chunk, encoding, callback) => {
      written = callback;
    },
  });
  let drained = false;
  stream.on('drain', () => {
    drained = true;
  });
  assert.strictEqual(stream.write('abc'), false);
  assert.strictEqual(stream.writableNeedDrain, true);
  stream.cork();
  written();
  assert.strictEqual(drained, true);
  stream.write('abc');
  const corked = once(stream, 'drain');
  stream.uncork();
  written();
  await corked;
});

test('who writes at once asks nobody to wait', () => {
  const lengths = [];
  const stream = new Writable({
    highWaterMark: 2,
    write(chunk, encoding, callback) {
      lengths.push(stream.writableLength);
      callback();
    },
  });
  stream.on('drain', () => assert.fail('nobody waits'));
  assert.strictEqual(stream.write('abc'), true);
  assert.strictEqual(stream.writableNeedDrain, false);
  assert.strictEqual(stream.write(''), true);
  assert.deepStrictEqual(lengths, [3, 0]);
  const failing = new Writable({ write: (chunk, encoding, callback) => callback(new Error('full')) });
  failing.on('error', () => {});
  assert.strictEqual(failing.write('abc'), false);
});

test('a Transform tells a callback that is called twice', async () => {
  const stream = new Transform({
    transform(chunk, encoding, callback) {
      callback(null, chunk);
      callback(null, chunk);
    },
  });
  stream.write('x');
  const [error] = await once(stream, 'error');
  assert.strictEqual(error.code, 'ERR_MULTIPLE_CALLBACK');
});

test('a Transform waits for its reader', async () => {
  let transformed = 0;
  const stream = new Transform({
    highWaterMark: 1,
    transform(chunk, encoding, callback) {
      transformed += 1;
      callback(null, chunk);
    },
  });
  for (let i = 0; i < 5; i++) stream.write('x');
  await new Promise(setImmediate);
  assert.ok(transformed < 5);
  stream.end();
  stream.resume();
  await once(stream, 'close');
  assert.strictEqual(transformed, 5);
});

test('destroy() waits for _construct(), and tells of its error', async () => {
  const order = [];
  const stream = new Duplex({
    construct(callback) {
      setImmediate(() => {
        order.push('constructed');
        callback(new Error('ill'));
      });
    },
    destroy(error, callback) {
      order.push('destroyed');
      callback(error);
    },
  });
  stream.destroy();
  const [error] = await once(stream, 'error');
  assert.strictEqual(error.message, 'ill');
  assert.deepStrictEqual(order, ['constructed', 'destroyed']);
});

test('the state that programs look at is there', () => {
  const stream = new PassThrough({ highWaterMark: 4 });
  stream.write('abcde');
  const { _readableState: readable, _writableState: writable } = stream;
  assert.strictEqual(readable.length, 5);
  assert.strictEqual(readable.flowing, null);
  assert.strictEqual(readable.ended, false);
  stream.cork();
  stream.write('f');
  assert.strictEqual(writable.bufferedRequestCount, 1);
  assert.deepStrictEqual(
    writable.getBuffer().map(({ chunk }) => `${chunk}`),
    ['f'],
  );
  assert.strictEqual(writable.corked, 1);
  readable.flowing = false;
  assert.strictEqual(stream.readableFlowing, false);
  assert.ok(!(new Readable() instanceof Writable));
  assert.ok(stream instanceof Writable);
});

test('a destination of an old kind, which cannot be destroyed, hears why its pipeline failed', async () => {
  class Old extends Stream {
    write() {}
  }
  const old = new Old();
  const heard = once(old, 'error');
  const failed = new Promise((resolve) => {
    pipeline(
      new Readable({
        read() {
          this.destroy(new Error('stop'));
        },
      }),
      old,
      resolve,
    );
  });
  assert.strictEqual((await failed).message, 'stop');
  assert.strictEqual((await heard)[0].message, 'stop');
});

test('a Transform that has ended its output calls back later', async () => {
  const stream = new Transform({
    highWaterMark: 4,
    transform(chunk, encoding, callback) {
      this.push(null);
      callback();
    },
  });
  const seen = [];
  stream.on('drain', () => seen.push('drain'));
  stream.on('end', () => seen.push(`end ${stream.writableLength}`));
  stream.resume();
  assert.strictEqual(
    stream.write('abcdef', () => seen.push('written')),
    false,
  );
  assert.strictEqual(stream.writableLength, 6);
  await once(stream, 'drain');
  await new Promise(setImmediate);
  assert.deepStrictEqual(seen, ['end 6', 'drain', 'written']);
});
