import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { test } from '../harness.js';

/** A server's side of a connection, and the client's. */
async function pair(options, serverOptions) {
  const server = net.createServer(serverOptions).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', ...options });
  const [connection] = await once(server, 'connection');
  if (client.connecting) await once(client, 'connect');
  server.close();
  return { client, connection };
}

test('a program that writes on and on is told when the other side does not take it', async () => {
  const { client, connection } = await pair();
  let written = 0;
  while (connection.write('C'.repeat(1024))) {
    written += 1024;
    assert.ok(written < 2 ** 28, 'no end of it');
  }
  let received = 0;
  client.on('data', (data) => {
    received += data.length;
  });
  connection.end();
  await once(client, 'end');
  assert.equal(received, written + 1024);
});

test('bytesWritten counts what has not left yet', async () => {
  const { client, connection } = await pair();
  client.write('one');
  client.write(Buffer.from('twø'));
  assert.equal(client.bytesWritten, 7);
  client.destroy();
  connection.destroy();
});

test('a socket has its native half while it connects; options that do not change are not set again', async () => {
  const server = net.createServer((connection) => connection.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', noDelay: true });
  const calls = [];
  client._handle.setNoDelay = (on) => calls.push(on);
  assert.equal(client.bufferSize, 0);
  await once(client, 'connect');
  for (const on of [true, 1, false, 0, undefined]) client.setNoDelay(on);
  assert.deepEqual(calls, [true, false, true]);
  client.resume();
  await once(client, 'close');
  server.close();
});

test('a socket that is reset while it connects closes without an error', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  client.resetAndDestroy();
  client.destroy();
  await once(client, 'close');
  server.close();
});

test('the other side hears of a reset, and of nothing else', async () => {
  const { client, connection } = await pair();
  connection.on('end', () => assert.fail('the stream did not end'));
  connection.resume();
  client.resetAndDestroy();
  const [error] = await once(connection, 'error');
  assert.equal(error.code, 'ECONNRESET');
  assert.equal(error.syscall, 'read');
});

test('the type of service is set, also before there is a connection', async () => {
  const { client, connection } = await pair();
  client.setTypeOfService(0x10);
  assert.equal(client.getTypeOfService(), 0x10);
  assert.throws(() => client.setTypeOfService(256), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => client.setTypeOfService(Number.NaN), { code: 'ERR_INVALID_ARG_TYPE' });
  client.destroy();
  connection.destroy();
  const early = new net.Socket();
  early.setTypeOfService(0x20);
  const server = net.createServer((other) => other.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  early.connect(server.address().port, '127.0.0.1');
  await once(early, 'connect');
  assert.equal(early.getTypeOfService(), 0x20);
  early.destroy();
  server.close();
});

test('a buffer of the program is filled, and not again while the socket is paused', async () => {
  const server = net.createServer((connection) => connection.end('hello world')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const text = [];
  let paused = false;
  const client = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(4),
      callback(size, buffer) {
        assert.equal(paused, false);
        text.push(buffer.toString('latin1', 0, size));
        paused = true;
        setTimeout(() => {
          paused = false;
          this.resume();
        }, 5);
        if (text.length > 1) return false;
        this.pause();
        return true;
      },
    },
  });
  await once(client, 'end');
  assert.deepEqual(text, ['hell', 'o wo', 'rld']);
  server.close();
});

test('a handle of the program may take the place of a listener’s own acceptance', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  assert.equal(server._connectionKey, '4:127.0.0.1:0');
  const accept = server._handle.onconnection;
  let seen = 0;
  server._handle.onconnection = (status, handle) => {
    seen++;
    accept(status, handle);
  };
  const client = net.connect(server.address().port, '127.0.0.1');
  const [connection] = await once(server, 'connection');
  assert.equal(seen, 1);
  client.destroy();
  connection.destroy();
  server.close();
});

test('addresses and hosts are checked', () => {
  assert.equal(net.isIP('fe80::2008%eth0.0'), 6);
  for (const text of ['fe80::2008%eth0@1', '::1%', '127.0.0.1\0']) assert.equal(net.isIP(text), 0);
  assert.throws(() => net.connect({ host: ['127.0.0.1'], port: 80 }), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('the timeout of a socket that keeps nothing alive does not either', async () => {
  const program = `
    const server = require('net').createServer((connection) => connection.unref()).listen(0, '127.0.0.1').unref();
    server.once('listening', () => {
      const client = require('net').connect(server.address().port, '127.0.0.1');
      client.once('connect', () => client.setTimeout(600_000).unref());
    });
    setTimeout(() => {}, 1);`;
  const child = spawn(process.execPath, ['-e', program], { timeout: 30_000 });
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('a handle tells its descriptor', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const handle = server._handle;
  assert.ok(handle.fd > 2);
  server.close();
  assert.ok(handle.fd < 0);
});

test('an abstract socket has no permissions', () => {
  for (const name of ['readableAll', 'writableAll']) {
    assert.throws(() => net.createServer().listen({ path: '\0rondo-test', [name]: true }), {
      code: 'ERR_INVALID_ARG_VALUE',
    });
  }
});

test('an empty path is none', async () => {
  const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect({ path: '', port: server.address().port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.destroy();
  server.close();
  assert.throws(() => net.connect({ path: '' }), { code: 'ERR_MISSING_ARGS' });
});
