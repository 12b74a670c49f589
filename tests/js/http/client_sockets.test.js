// A client's sockets: which requests get one, and what a request hears of its end.
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { Duplex } from 'node:stream';
import { test } from '../harness.js';
import { listening } from './raw.js';

const bodyOf = async (res) => {
  let text = '';
  for await (const part of res.setEncoding('utf8')) text += part;
  return text;
};
const get = async (options) => {
  const [res] = await once(http.get({ host: '127.0.0.1', ...options }), 'response');
  return bodyOf(res);
};

test('at the limit of all sockets, those of one host do not starve another', async () => {
  const one = await listening(http.createServer((_req, res) => res.end('one')));
  const two = await listening(http.createServer((_req, res) => res.end('two')));
  const agent = new http.Agent({ keepAlive: true, maxTotalSockets: 2, maxSockets: 2 });
  const asked = [one, two, one, two, one, two].map((server) => get({ agent, port: server.address().port }));
  assert.deepStrictEqual(await Promise.all(asked), ['one', 'two', 'one', 'two', 'one', 'two']);
  assert.ok(agent.totalSocketCount <= 2);
  agent.destroy();
  one.close();
  two.close();
});

test('a signal that is aborted already rejects with AbortError', async () => {
  const [error] = await once(http.get({ port: 1, signal: AbortSignal.abort() }), 'error');
  assert.strictEqual(error.name, 'AbortError');
});

test('a request whose connection breaks tells of one error', async () => {
  const server = net.createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // by name: the socket has no handle yet when the request gets it
  const request = http.get({ host: 'localhost', port: server.address().port });
  const errors = [];
  request.on('error', (error) => errors.push(error.code));
  await new Promise((resolve) => request.once('close', resolve));
  assert.deepStrictEqual(errors, ['ECONNRESET']);
  server.close();
});

test('a connection that answers while it is being read', async () => {
  let socket;
  const createConnection = () => {
    socket = new Duplex({
      read() {},
      write(chunk, _encoding, callback) {
        if (String(chunk).includes('\r\n\r\n')) this.push('HTTP/1.1 100 Continue\r\n\r\n');
        callback();
      },
    });
    return socket;
  };
  const request = http.request('http://localhost:8080', { createConnection });
  request.on('information', () => {
    socket.push('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    socket.push(null);
  });
  request.end();
  const [res] = await once(request, 'response');
  assert.strictEqual(await bodyOf(res), 'ok');
});

test('response.setTimeout() tells the response', async () => {
  const server = await listening(http.createServer((_req, res) => res.flushHeaders()));
  const request = http.get({ host: '127.0.0.1', port: server.address().port });
  const [res] = await once(request, 'response');
  res.setTimeout(20);
  await once(res, 'timeout');
  request.destroy();
  server.close();
});
