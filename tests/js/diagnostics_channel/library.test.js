import assert from 'node:assert';
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { PerformanceObserver } from 'node:perf_hooks';
import { test } from '../harness.js';

/** What is published on `names` while fn runs: [name, keys of the message, message]. */
async function heard(names, fn) {
  const seen = [];
  const listener = (message, name) => seen.push([name, Object.keys(message).join(), message]);
  for (const name of names) subscribe(name, listener);
  await fn();
  for (const name of names) assert.ok(unsubscribe(name, listener));
  return seen;
}

async function exchange() {
  const server = http.createServer((_req, res) => res.end('x')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const [res] = await once(http.get({ port: server.address().port, host: '127.0.0.1', agent: false }), 'response');
  await once(res.resume(), 'close');
  server.close();
}

test('HTTP tells of its messages', async () => {
  const names = [
    'http.client.request.created',
    'http.client.request.start',
    'http.client.request.error',
    'http.client.response.finish',
    'http.server.response.created',
    'http.server.request.start',
    'http.server.response.finish',
  ];
  const seen = await heard(names, async () => {
    await exchange();
    await once(http.get({ port: 9, host: '127.0.0.1' }), 'x').catch(() => {});
  });
  const keys = (name) => seen.filter(([each]) => each === name).map(([, found]) => found);
  assert.deepEqual(keys('http.client.request.created'), ['request', 'request']);
  assert.equal(keys('http.client.request.start')[0], 'request');
  assert.deepEqual(keys('http.client.request.error'), ['request,error']);
  assert.deepEqual(keys('http.client.response.finish'), ['request,response']);
  assert.deepEqual(keys('http.server.response.created'), ['request,response']);
  assert.deepEqual(keys('http.server.request.start'), ['request,response,socket,server']);
  assert.deepEqual(keys('http.server.response.finish'), ['request,response,socket,server']);
});

test('what a listener of a request enters is for that one alone, to its end', async () => {
  const storage = new AsyncLocalStorage();
  const ends = [];
  const begin = ({ request }) => storage.enterWith(request.url);
  const end = ({ request }) => ends.push([request.url, storage.getStore()]);
  subscribe('http.server.request.start', begin);
  subscribe('http.server.response.finish', end);
  const server = http.createServer((_req, res) => setImmediate(() => res.end('x'))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  const one = (path, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  client.write(one('/a') + one('/b') + one('/c', 'Connection: close\r\n'));
  await once(client.resume(), 'end');
  unsubscribe('http.server.request.start', begin);
  unsubscribe('http.server.response.finish', end);
  assert.deepEqual(ends, [
    ['/a', '/a'],
    ['/b', '/b'],
    ['/c', '/c'],
  ]);
  server.close();
});

test('a handler enters an async context for its own request alone', async () => {
  const storage = new AsyncLocalStorage();
  const before = [];
  const server = http.createServer((req, res) => {
    before.push(storage.getStore());
    storage.enterWith(req.url);
    res.end('x');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  client.write('GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await once(client.resume(), 'end');
  assert.deepEqual(before, [undefined, undefined]);
  server.close();
});

test('sockets and listeners tell of themselves', async () => {
  const names = [
    'net.client.socket',
    'net.server.socket',
    'tracing:net.server.listen:asyncStart',
    'tracing:net.server.listen:asyncEnd',
    'tracing:net.server.listen:error',
  ];
  const seen = await heard(names, async () => {
    const server = net.createServer((socket) => socket.end());
    server.listen({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address();
    await once(net.connect(port, '127.0.0.1').resume(), 'close');
    await once(net.createServer().listen({ port, host: '127.0.0.1' }), 'x').catch(() => {});
    server.close();
  });
  assert.deepEqual(seen.map(([name, keys]) => `${name} ${keys}`).sort(), [
    'net.client.socket socket',
    'net.server.socket socket',
    'tracing:net.server.listen:asyncEnd server',
    'tracing:net.server.listen:asyncStart server,options',
    'tracing:net.server.listen:asyncStart server,options',
    'tracing:net.server.listen:error server,error',
  ]);
});

test('processes tell of their start', async () => {
  const names = ['child_process', ...['start', 'end', 'error'].map((name) => `tracing:child_process.spawn:${name}`)];
  const seen = await heard(names, async () => {
    await once(spawn(process.execPath, ['-e', '0']), 'close');
    await once(spawn('/does/not/exist'), 'x').catch(() => {});
  });
  assert.deepEqual(
    seen.map(([name]) => name.split(':').at(-1)),
    ['child_process', 'start', 'end', 'child_process', 'start', 'error'],
  );
  assert.equal(seen[1][2].options.file, process.execPath);
});

test('they are measured while that is observed', async () => {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ entryTypes: ['http', 'net'] });
  await exchange();
  for (let i = 0; i < 3; i++) await new Promise(setImmediate);
  observer.disconnect();
  await exchange();
  for (let i = 0; i < 3; i++) await new Promise(setImmediate);
  assert.deepEqual(entries.map(({ name }) => name).sort(), ['HttpClient', 'HttpRequest', 'connect']);
  for (const { duration, detail, name } of entries) {
    assert.ok(duration >= 0);
    if (name === 'connect') assert.equal(detail.host, '127.0.0.1');
    else assert.deepEqual([detail.req.method, detail.res.statusCode], ['GET', 200]);
  }
});
