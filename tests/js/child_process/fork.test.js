import assert from 'node:assert';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { test } from '../harness.js';

const child = fileURLToPath(new URL('child.cjs', import.meta.url));

/** Starts `child` to do `what`. */
const start = (what, options) => fork(child, [what], options);

for (const serialization of ['json', 'advanced']) {
  test(`messages go both ways, whole and in order, as ${serialization}`, async () => {
    const process = start('echo', { serialization });
    const sent = [1, 'text ü €', { a: [null, true] }, { long: 'x'.repeat(300_000) }];
    const got = [];
    process.on('message', (message) => {
      got.push(message);
      if (got.length === sent.length) process.disconnect();
    });
    for (const message of sent) process.send(message);
    const [code] = await once(process, 'close');
    assert.equal(code, 0);
    assert.deepEqual(got, sent);
  });
}

test('advanced messages keep what JSON loses', async () => {
  const process = start('echo', { serialization: 'advanced' });
  const sent = { map: new Map([[1, new Set([2n])]]), bytes: Buffer.from('bytes'), date: new Date(5), none: undefined };
  process.send(sent);
  const [got] = await once(process, 'message');
  process.disconnect();
  assert.deepEqual(got, sent);
});

test('send() calls back, and refuses what cannot be sent', async () => {
  const process = start('echo');
  assert.equal(process.connected, true);
  assert.equal(await new Promise((resolve) => process.send('x', resolve)), null);
  assert.throws(() => process.send(), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => process.send(1n), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => process.send('x', 'no handle'), { code: 'ERR_INVALID_HANDLE_TYPE' });
  process.disconnect();
  assert.throws(() => process.disconnect(), { code: 'ERR_IPC_DISCONNECTED' });
  await once(process, 'exit');
  const error = await new Promise((resolve) => process.send('late', resolve));
  assert.equal(error.code, 'ERR_IPC_CHANNEL_CLOSED');
  assert.equal(process.channel, null);
});

test('a child that nobody tells anything ends; one that listens is waited for until it is let go', async () => {
  const [idle] = await once(start('nothing'), 'exit');
  assert.equal(idle, 0);
  const listening = start('echo');
  listening.send('x');
  await once(listening, 'message');
  listening.disconnect();
  assert.equal((await once(listening, 'exit'))[0], 0);
});

test('messages wait for the first listener', async () => {
  const process = start('late');
  for (const message of [1, 2, 3]) process.send(message);
  const [got] = await once(process, 'message');
  assert.deepEqual(got, [1, 2, 3]);
});

test('what the program does not read does not stop its end', async () => {
  const process = start('flood');
  process.on('message', () => {});
  await once(process, 'message');
  process.kill('SIGKILL');
  const [, signal] = await once(process, 'close');
  assert.equal(signal, 'SIGKILL');
});

test('a message that is no JSON is an error of the process, and the channel ends', async () => {
  const process = start('garbage');
  const ended = new Promise((resolve) => process.on('disconnect', resolve));
  const [error] = await once(process, 'error');
  assert.equal(error.name, 'SyntaxError');
  await ended;
  assert.equal(process.connected, false);
});

test('a server and a socket go along', async () => {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const process = start('serve');
  process.send('server', server);
  await once(process, 'message');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  const client = net.connect(port, '127.0.0.1');
  client.setEncoding('utf8');
  assert.equal((await once(client, 'data'))[0], 'from the child');
  client.end();

  const own = net.createServer((socket) => process.send('socket', socket));
  own.listen(0, '127.0.0.1');
  await once(own, 'listening');
  const other = net.connect(own.address().port, '127.0.0.1');
  other.setEncoding('utf8');
  assert.equal((await once(other, 'data'))[0], 'taken over');
  assert.equal(await new Promise((resolve) => own.getConnections((_, count) => resolve(count))), 1);
  other.end();
  own.close();
  await once(own, 'close');
  process.disconnect();
  assert.equal((await once(process, 'exit'))[0], 0);
});

test('what a child has written to a socket leaves before it tells of that', async () => {
  const process = start('share');
  const server = net.createServer((socket) => {
    process.send('socket', socket, { keepOpen: true });
    process.once('message', () => {
      socket.end('parent');
      server.close();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  client.setEncoding('utf8').on('data', (part) => (text += part));
  await once(client, 'close');
  assert.equal(text, 'childparent');
  process.disconnect();
  assert.equal((await once(process, 'exit'))[0], 0);
});

test('options: execArgv, silent, stdio with a channel of its own place', async () => {
  const process = start('arguments', { execArgv: ['--no-warnings'], silent: true });
  let text = '';
  process.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  await once(process, 'close');
  assert.deepEqual(JSON.parse(text), { execArgv: ['--no-warnings'], argv: ['arguments'], channel: true, fd: null });

  assert.throws(() => fork(child, { stdio: ['pipe'] }), { code: 'ERR_CHILD_PROCESS_IPC_REQUIRED' });
  assert.throws(() => fork(child, { stdio: 'nonsense' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => spawn('true', { stdio: ['ipc', 'ipc'] }), { code: 'ERR_IPC_ONE_PIPE' });
  assert.throws(() => fork('a\0b'), { code: 'ERR_INVALID_ARG_VALUE' });
});
