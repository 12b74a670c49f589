// A server that is closed: what is on its way arrives, what is idle ends, and the process can.
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { test } from '../harness.js';
import { listening, send } from './raw.js';

const ask = (path = '/') => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

test('an answer that was written in parts arrives, though the server is closed at once', async () => {
  const server = await listening(
    http.createServer((_req, res) => {
      res.setHeader('Content-Length', 9);
      res.write('6865780a', 'hex');
      res.write('utf8\n');
      res.end();
      server.close();
    }),
  );
  assert.match(await send(server, ask()), /hex\nutf8\n$/);
});

test('an answer of megabytes arrives whole', async () => {
  const server = await listening(
    http.createServer((_req, res) => {
      res.end('x'.repeat(8_000_000));
      server.close();
    }),
  );
  const text = await send(server, ask());
  assert.strictEqual(text.length - text.indexOf('\r\n\r\n') - 4, 8_000_000);
});

test('a connection that becomes idle afterwards is closed after the time for idle ones', async () => {
  const server = http.createServer({ keepAliveTimeout: 50, keepAliveTimeoutBuffer: 0 }, (_req, res) => {
    setTimeout(() => res.end('late'), 30);
    server.close();
  });
  await listening(server);
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.write(ask());
  await once(server, 'close');
  socket.destroy();
});

test('what a handler that compares lengths refuses leaves the answer as it was', async () => {
  const server = await listening(
    http.createServer((_req, res) => {
      res.strictContentLength = true;
      res.setHeader('Content-Length', 5);
      res.write('a');
      assert.throws(() => res.end('aaa'), { code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH' });
      res.end('bcde');
    }),
  );
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.write(ask());
  let text = '';
  for await (const part of socket.setEncoding('latin1')) {
    text += part;
    if (text.endsWith('abcde')) break;
  }
  assert.match(text, /abcde$/);
  server.close();
});

test('a body that nobody began to read is read away once the answer is given', async () => {
  const server = await listening(
    http.createServer((req, res) => {
      if (req.method === 'GET') return res.end('second');
      req.socket.on('pause', () => res.end('first'));
      return res.flushHeaders();
    }),
  );
  const body = 'X'.repeat(200_000);
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body);
  socket.write(ask());
  let text = '';
  for await (const part of socket.setEncoding('latin1')) {
    text += part;
    if (text.endsWith('second')) break;
  }
  assert.match(text, /first[\s\S]*second$/);
  server.close();
});

test('an unknown transfer encoding is 400, and its message has no end', async () => {
  let ended = false;
  const server = await listening(http.createServer((req) => req.on('data', () => {}).on('end', () => (ended = true))));
  const text = await send(
    server,
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunkedchunked\r\n\r\n1\r\nA\r\n0\r\n\r\n',
  );
  assert.match(text, /^HTTP\/1\.1 400 /);
  assert.strictEqual(ended, false);
  server.close();
});
