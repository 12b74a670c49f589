import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { pipeline } from 'node:stream';
import { test } from '../harness.js';

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, host: '127.0.0.1' };
}

async function textOf(res) {
  let text = '';
  for await (const part of res.setEncoding('utf8')) text += part;
  return text;
}

test('an answer in parts arrives whole though its server closes in the same breath', async () => {
  const server = http.createServer((_req, res) => {
    res.write('1');
    res.write('2');
    res.end('3');
    server.close();
  });
  const [res] = await once(http.get(await listening(server)), 'response');
  assert.equal(await textOf(res), '123');
});

test('a request whose connection ends tells of one error', async () => {
  const server = http.createServer((_req, res) => res.destroy());
  const request = http.request({ ...(await listening(server)), method: 'PUT' });
  let errors = 0;
  request.on('error', () => errors++);
  request.write('asd');
  await new Promise((resolve) => request.on('close', resolve));
  await new Promise(setImmediate);
  assert.equal(errors, 1);
  server.close();
});

test('a signal that was aborted before ends a request as one that is aborted later', async () => {
  const request = http.get({ port: 9, host: '127.0.0.1', signal: AbortSignal.abort() });
  const error = await new Promise((resolve) => request.on('error', resolve));
  assert.equal(error.name, 'AbortError');
});

test('a kept socket makes room for requests to another host', async () => {
  const servers = [http.createServer((_req, res) => res.end('x')), http.createServer((_req, res) => res.end('y'))];
  const agent = new http.Agent({ keepAlive: true, maxTotalSockets: 1 });
  const answers = [];
  for (const server of servers) {
    const options = { ...(await listening(server)), agent };
    for (let i = 0; i < 2; i++) answers.push(once(http.get(options), 'response').then(([res]) => textOf(res)));
  }
  assert.deepEqual(await Promise.all(answers), ['x', 'x', 'y', 'y']);
  const [res] = await once(http.get({ port: servers[0].address().port, host: '127.0.0.1', agent }), 'response');
  assert.equal(await textOf(res), 'x');
  agent.destroy();
  for (const server of servers) server.close();
});

test('a response has a timeout of its own', async () => {
  const server = http.createServer((_req, res) => res.flushHeaders());
  const request = http.get(await listening(server));
  const [res] = await once(request, 'response');
  res.setTimeout(1);
  res.on('error', () => {});
  await once(res, 'timeout');
  request.destroy();
  server.close();
});

test('what is no HTTP is answered, and told as an error of the socket', async () => {
  const server = http.createServer(() => assert.fail('no request'));
  const options = await listening(server);
  const client = net.connect(options);
  const [socket] = await once(server, 'connection');
  const failed = new Promise((resolve) => socket.once('error', resolve));
  client.write('1');
  assert.equal(await textOf(client), 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  assert.equal((await failed).code, 'HPE_INVALID_METHOD');
  server.close();
});

test('a request in an encoding that cannot be read has no end', async () => {
  const server = http.createServer((req) => {
    req.on('end', () => assert.fail('it has ended'));
    req.on('error', () => {});
    req.resume();
  });
  const client = net.connect(await listening(server));
  client.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunkedchunked\r\n\r\n1\r\nA\r\n0\r\n');
  assert.match(await textOf(client), /^HTTP\/1.1 400 /);
  server.close();
});

test('a name keeps its letters when more is appended', () => {
  const message = new http.OutgoingMessage();
  message.setHeader('X-One', '1');
  message.appendHeader('x-ONE', '2');
  assert.deepEqual(message.getRawHeaderNames(), ['X-One']);
});

test('a lookup that answers at once leaves time to listen to errors', async () => {
  const blockList = new net.BlockList();
  blockList.addAddress('127.0.0.1');
  const lookup = (_host, _options, callback) => callback(null, '127.0.0.1', 4);
  const createConnection = (options) => net.connect({ ...options, lookup, blockList, autoSelectFamily: false });
  const [error] = await new Promise((resolve) =>
    http.get({ host: 'example.invalid', port: 9, path: '/', createConnection }).on('error', (...all) => resolve(all)),
  );
  assert.equal(error.code, 'ERR_IP_BLOCKED');
});

test('each part of a body stays one, though all arrive at once', async () => {
  const parts = ['one', 'two', 'three', 'four'];
  const got = [];
  const server = http.createServer((req, res) => {
    req.on('data', (part) => got.push(`${part}`));
    req.on('end', () => {
      for (const part of parts) res.write(part);
      res.end();
    });
  });
  const { port, host } = await listening(server);
  const body = parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('');
  const raw = net.connect(port, host);
  raw.end(`POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${body}0\r\n\r\n`);
  raw.resume();
  await once(raw, 'close');
  assert.deepEqual(got, parts);
  const [res] = await once(http.request({ port, host, method: 'POST' }).end('x'), 'response');
  const answered = [];
  res.on('data', (part) => answered.push(`${part}`));
  await once(res, 'end');
  assert.deepEqual(answered, parts);
  server.close();
});

test('an answer to a request that nonsense follows hears that its connection has closed', async () => {
  const closed = Promise.withResolvers();
  const server = http.createServer((req, res) => {
    res.on('close', closed.resolve);
    pipeline(req, res, () => {});
  });
  const { port, host } = await listening(server);
  const client = net.connect(port, host);
  client.on('error', () => {});
  client.resume();
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nnonsense');
  await closed.promise;
  client.destroy();
  server.close();
});
