// A client that sends requests and takes no answers: what it is sent waits within bounds, and it is served once it reads.
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from 'rondo:serve';
import { test } from '../harness.js';

const SIZE = 10_240;
const bytes = Buffer.alloc(SIZE, 'x');
const text = 'x'.repeat(SIZE);
const REQUEST = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
// What one read may bring, several times over, and what the kernel's buffers hold beside it.
const MOST_ANSWERED = 8_000;
const SENT = 40_000;

const handlers = {
  'one piece of bytes': (_req, res) => res.end(bytes),
  'one piece of text': (_req, res) => res.end(text),
  'composed, of known length': (_req, res) => {
    res.setHeader('Content-Length', SIZE);
    res.write(bytes);
    res.end();
  },
  'in chunks': (_req, res) => {
    res.write('a');
    res.end(bytes);
  },
  'given later': (_req, res) => setImmediate(() => res.end(bytes)),
};

/** @returns {Promise<{ port: number, close: () => unknown }>} a server that counts */
async function httpServer(handler, count) {
  const server = http.createServer((req, res) => {
    count();
    handler(req, res);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: server.address().port, close: () => server.close() };
}
async function webServer(_handler, count) {
  const server = await serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: () => {
      count();
      return new Response(text);
    },
  });
  return { port: server.port, close: () => server.stop() };
}

const kinds = Object.entries(handlers).map(([name, handler]) => [`node:http, ${name}`, httpServer, handler]);
kinds.push(['rondo:serve', webServer]);

for (const [name, make, handler] of kinds) {
  test(`${name}: answers wait within bounds, and all arrive`, async () => {
    let answered = 0;
    const server = await make(handler, () => answered++);
    const client = net.connect(server.port, '127.0.0.1');
    await once(client, 'connect');
    client.write(REQUEST.repeat(SENT));
    // until the server asks for no more
    for (let before = -1; before !== answered; await delay(50)) before = answered;
    assert.ok(answered > 100 && answered < MOST_ANSWERED, `${answered} requests were answered`);
    let received = 0;
    client.on('data', (chunk) => (received += chunk.length));
    while (received < SENT * SIZE) await once(client, 'data');
    assert.equal(answered, SENT);
    client.destroy();
    await server.close();
  });
}

test('who reads from the socket meanwhile gets nothing', async () => {
  let chunks = 0;
  let answered = 0;
  const server = http.createServer((req, res) => {
    answered++;
    res.setHeader('Content-Length', SIZE);
    if (!res.write(bytes) && chunks === 0) {
      chunks = 1;
      setImmediate(() => req.socket.on('data', () => chunks++));
    }
    res.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  await once(client, 'connect');
  client.write(REQUEST.repeat(SENT));
  for (let before = -1; before !== answered; await delay(50)) before = answered;
  assert.equal(chunks, 1);
  client.destroy();
  server.close();
});

test('the body of a request that was read before arrives', async () => {
  // its answer is what the client has to wait for
  const body = Buffer.alloc(1 << 20, 'b');
  const server = http.createServer((req, res) => {
    if (req.method === 'GET') return res.end(Buffer.alloc(1 << 20, 'x'));
    let size = 0;
    req.on('data', (chunk) => (size += chunk.length)).on('end', () => res.end(`got ${size}`));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  await once(client, 'connect');
  client.write(`${REQUEST.repeat(20)}POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`);
  client.write(body);
  await delay(50);
  let last = '';
  client.setEncoding('latin1').on('data', (chunk) => (last = (last + chunk).slice(-100)));
  while (!last.endsWith(`got ${body.length}`)) await once(client, 'data');
  client.destroy();
  server.close();
});
