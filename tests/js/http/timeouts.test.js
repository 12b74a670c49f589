// Who is too slow is answered with 408, who is idle is closed: no connection stays for nothing.
import assert from 'node:assert';
import http from 'node:http';
import { test } from '../harness.js';
import { connect, listening, statuses } from './raw.js';

const slow = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };

test('a head that does not end: 408', async () => {
  const server = await listening(http.createServer(slow, () => assert.fail('no request')));
  const socket = connect(server);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
  // one more field every now and then is no progress
  const drip = setInterval(() => socket.write('X: y\r\n'), 40);
  assert.deepEqual(statuses(await socket.closed_), [408]);
  clearInterval(drip);
  server.close();
});

test('a second head that begins in the same read as the first request, and does not end: 408', async () => {
  const server = await listening(http.createServer(slow, (_req, res) => res.end('first')));
  const socket = connect(server);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost');
  assert.deepEqual(statuses(await socket.closed_), [200, 408]);
  server.close();
});

test('a connection that says nothing at all: 408', async () => {
  const server = await listening(http.createServer(slow, () => assert.fail('no request')));
  assert.deepEqual(statuses(await connect(server).closed_), [408]);
  server.close();
});

test('a body that does not end: 408', async () => {
  let aborted = false;
  const server = await listening(
    http.createServer(slow, (req) => {
      req.on('error', () => {});
      req.on('close', () => {
        aborted = !req.complete;
      });
      req.resume();
    }),
  );
  const socket = connect(server);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc');
  assert.deepEqual(statuses(await socket.closed_), [408]);
  assert.ok(aborted);
  server.close();
});

test('an idle connection is closed after keepAliveTimeout, a busy one is not', async () => {
  const server = await listening(
    http.createServer({ keepAliveTimeout: 100, keepAliveTimeoutBuffer: 0 }, (req, res) => {
      if (req.url === '/slow') setTimeout(() => res.end('slow'), 400);
      else res.end('quick');
    }),
  );
  const idle = connect(server);
  const busy = connect(server);
  idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  busy.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.match(await idle.closed_, /quick$/);
  assert.match(await busy.until('slow'), /^HTTP\/1\.1 200/);
  busy.destroy();
  server.close();
});
