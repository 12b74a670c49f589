// Flags: --expose-gc
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from '../js/harness.js';
import { flat, long } from './flat.js';

// 10^5 connections in all, in the long form, one after another.
const rounds = long ? 100 : 4;
const EACH = long ? 700 : 200;

let count = 0;
/** Loopback has many addresses: the ports of one are used up before the system lets them be used again. */
const localAddress = () => `127.0.0.${2 + (count++ % 250)}`;

/** Runs `work` over and over against a server that listens meanwhile. */
async function served(server, work) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  try {
    await flat({ rounds }, async () => {
      for (let i = 0; i < EACH; i++) await work(port, i);
    });
    assert.equal(await new Promise((resolve) => server.getConnections((_, open) => resolve(open))), 0);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

test('connections of net, one after another', () =>
  served(
    net.createServer((socket) => socket.end('welcome')),
    async (port) => {
      const socket = net.connect({ port, host: '127.0.0.1', localAddress: localAddress() });
      assert.equal(await text(socket), 'welcome');
      if (!socket.closed) await once(socket, 'close');
    },
  ));

test('connections that are cut, at either end', () =>
  served(
    net.createServer((socket) => {
      socket.on('error', () => {});
      if (count % 2 === 0) socket.resetAndDestroy();
      else socket.write('welcome');
    }),
    (port, i) =>
      new Promise((resolve) => {
        const socket = net.connect({ port, host: '127.0.0.1', localAddress: localAddress() });
        socket.on('error', () => {}).on('close', resolve);
        socket.on('data', () => (i % 4 === 1 ? socket.resetAndDestroy() : socket.destroy()));
      }),
  ));

test('requests of http, each with a connection of its own', () =>
  served(
    http.createServer((req, res) => req.pipe(res)),
    async (port) => {
      const options = { port, host: '127.0.0.1', method: 'POST', agent: false, localAddress: localAddress() };
      const request = http.request(options);
      request.end('hello');
      const [response] = await once(request, 'response');
      assert.equal(await text(response), 'hello');
    },
  ));

test('requests of http that the client leaves, and that are malformed', () =>
  served(
    http
      .createServer((req, res) => {
        req.on('error', () => {});
        res.on('error', () => {});
        res.write('part');
      })
      .on('clientError', (_, socket) => socket.destroy()),
    (port, i) =>
      new Promise((resolve) => {
        const socket = net.connect({ port, host: '127.0.0.1', localAddress: localAddress() });
        socket.on('error', () => {}).on('close', resolve);
        socket.on('data', () => socket.resetAndDestroy());
        socket.write(i % 2 === 0 ? 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' : 'nonsense\r\n\r\n');
      }),
  ));
