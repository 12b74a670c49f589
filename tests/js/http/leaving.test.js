// Clients that leave at a bad moment, and programs that go on all the same.
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import { test } from '../harness.js';
import { connect, listening, send } from './raw.js';

test('while an answer is written: close comes, writes after it do no harm', async () => {
  let closed;
  const gone = new Promise((resolve) => {
    closed = resolve;
  });
  const server = await listening(
    http.createServer((_req, res) => {
      const part = Buffer.alloc(256 * 1024);
      const more = () => {
        while (!res.destroyed && res.write(part));
      };
      res.on('drain', more);
      res.on('close', () => {
        res.write('late');
        res.end('later');
        closed(res);
      });
      more();
    }),
  );
  const socket = connect(server);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await socket.until('HTTP/1.1 200');
  socket.resetAndDestroy();
  const res = await gone;
  assert.ok(res.destroyed);
  assert.match(await send(server, 'bad\r\n\r\n'), /400/);
  server.close();
});

test('in the middle of its body: aborted, and an error for who reads it', async () => {
  let failed;
  const error = new Promise((resolve) => {
    failed = resolve;
  });
  const server = await listening(
    http.createServer(async (req) => {
      try {
        for await (const part of req) assert.ok(part);
      } catch (e) {
        failed([e, req]);
      }
    }),
  );
  const socket = connect(server);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc');
  await once(server, 'request');
  socket.destroy();
  const [e, req] = await error;
  assert.equal(e.code, 'ECONNRESET');
  assert.equal(e.message, 'aborted');
  assert.equal(req.complete, false);
  server.close();
});

test('between answers of a pipeline: each response that has not gone out hears close', async () => {
  const responses = [];
  const closed = [];
  const server = await listening(
    http.createServer((req, res) => {
      responses.push(res);
      res.on('close', () => closed.push(req.url));
      if (req.url === '/a') res.end('first');
    }),
  );
  const socket = connect(server);
  socket.write(['/a', '/b', '/c'].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
  await socket.until('first');
  socket.destroy();
  await once(server, 'connection', { signal: AbortSignal.timeout(50) }).catch(() => {});
  while (closed.length < 3) await new Promise(setImmediate);
  assert.deepEqual(closed, ['/a', '/b', '/c']);
  // answers to nobody
  responses[2].end('third');
  responses[1].end('second');
  server.close();
});

test('a write after the end is told by its callback and by error', async () => {
  let told;
  const result = new Promise((resolve) => {
    told = resolve;
  });
  const server = await listening(
    http.createServer((_req, res) => {
      res.setHeader('Connection', 'close');
      res.end('all');
      const errors = [];
      res.on('error', (e) => errors.push(e.code));
      res.write('more', (e) => {
        errors.push(e.code);
        setImmediate(told, errors);
      });
    }),
  );
  assert.match(await send(server, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'), /\r\n\r\nall$/);
  assert.deepEqual(await result, ['ERR_STREAM_WRITE_AFTER_END', 'ERR_STREAM_WRITE_AFTER_END']);
  server.close();
});

test('a port that is in use', async () => {
  const server = await listening(http.createServer());
  const { port } = server.address();
  const [error] = await once(http.createServer().listen(port, '127.0.0.1'), 'error');
  assert.equal(error.message, `listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
  assert.deepEqual([error.code, error.syscall, error.address, error.port], ['EADDRINUSE', 'listen', '127.0.0.1', port]);
  server.close();
});

test('a peer that sends without end is read only as fast as its body is taken', async () => {
  let request;
  const server = await listening(
    http.createServer((req) => {
      request = req;
      req.on('error', () => {});
      req.once('readable', () => {});
    }),
  );
  const socket = connect(server);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n');
  const part = Buffer.alloc(1024 * 1024);
  for (let i = 0; i < 50; i++) socket.write(part);
  await once(server, 'request');
  // until the kernel's buffers on both sides are full
  for (let before = -1; before !== request.socket.bytesRead; ) {
    before = request.socket.bytesRead;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.ok(request.readableLength < 2e6, `${request.readableLength} bytes are held`);
  assert.ok(request.socket.bytesRead < 20e6, `${request.socket.bytesRead} bytes were read`);
  socket.destroy();
  server.close();
});
