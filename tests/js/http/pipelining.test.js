// Requests that come in one read are answered in their order, and leave in one write.
import assert from 'node:assert';
import http from 'node:http';
import { test } from '../harness.js';
import { connect, listening, send, statuses } from './raw.js';

const get = (path, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const last = (path) => get(path, 'Connection: close\r\n');

test('answers keep the order of the requests, whatever the order in which they are given', async () => {
  const waiting = [];
  const server = await listening(
    http.createServer((req, res) => {
      if (req.url === '/last') {
        res.end('/last');
        // the later ones first
        for (const answer of waiting.reverse()) answer();
      } else {
        waiting.push(() => res.end(req.url));
      }
    }),
  );
  const answer = await send(server, get('/a') + get('/b') + get('/c') + last('/last'));
  assert.deepEqual(answer.match(/\/(a|b|c|last)/g), ['/a', '/b', '/c', '/last']);
  server.close();
});

test('bodies among them belong to their requests', async () => {
  const server = await listening(
    http.createServer(async (req, res) => {
      let text = '';
      for await (const part of req) text += part;
      res.end(`[${req.url} ${text}]`);
    }),
  );
  const post = (path, body) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const chunked = 'POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';
  const bytes = post('/a', 'first') + get('/b') + chunked + post('/d', 'x'.repeat(10)) + last('/e');
  const whole = await send(server, bytes);
  const expected = ['[/a first]', '[/b ]', '[/c abcde]', `[/d ${'x'.repeat(10)}]`, '[/e ]'];
  assert.deepEqual(whole.match(/\[.*?\]/g), expected);
  // and the same in every division into two reads
  for (let at = 1; at < bytes.length; at += 7) {
    const socket = connect(server);
    socket.setNoDelay(true);
    await new Promise((resolve) => socket.write(bytes.slice(0, at), resolve));
    await new Promise(setImmediate);
    socket.write(bytes.slice(at));
    assert.deepEqual((await socket.closed_).match(/\[.*?\]/g), expected, `divided at ${at}`);
  }
  server.close();
});

test('a handler that throws does not take the requests behind it along', async () => {
  const server = await listening(
    http.createServer((req, res) => {
      res.end(req.url);
      if (req.url === '/b') throw new Error('from /b');
    }),
  );
  const thrown = [];
  const take = (error) => thrown.push(error.message);
  process.on('uncaughtException', take);
  const answer = await send(server, get('/a') + get('/b') + get('/c') + last('/d'));
  process.off('uncaughtException', take);
  assert.deepEqual(thrown, ['from /b']);
  assert.deepEqual(answer.match(/\/[a-d]/g), ['/a', '/b', '/c', '/d']);
  server.close();
});

test('a listener of finish that throws does not keep the others from theirs', async () => {
  const finished = [];
  const server = await listening(
    http.createServer((req, res) => {
      res.on('finish', () => {
        finished.push(req.url);
        if (req.url === '/a') throw new Error('from finish');
      });
      res.end();
    }),
  );
  const thrown = [];
  const take = (error) => thrown.push(error.message);
  process.on('uncaughtException', take);
  await send(server, get('/a') + get('/b') + last('/c'));
  process.off('uncaughtException', take);
  assert.deepEqual(thrown, ['from finish']);
  assert.deepEqual(finished, ['/a', '/b', '/c']);
  server.close();
});

test('every kind of whole answer has the right length and bytes', async () => {
  const bodies = {
    '/ascii': 'hello',
    '/latin1': 'gr\u00fc\u00df dich',
    '/utf16': 'snow \u2603 and \u{1f600}',
    '/lone': 'a\ud800b',
    '/bytes': Buffer.from([0, 1, 254, 255]),
    '/large': 'l\u00e4nger'.repeat(5000),
    '/empty': '',
    '/nothing': undefined,
  };
  const server = await listening(
    http.createServer((req, res) => {
      res.setHeader('X-Name', 'caf\u00e9');
      res.end(bodies[req.url]);
    }),
  );
  for (let round = 0; round < 300; round++) {
    const path = Object.keys(bodies)[round % 8];
    const { headers, body } = await fetched(server, path);
    const expected = Buffer.from(bodies[path] ?? '');
    assert.equal(headers['content-length'], String(expected.length), path);
    assert.equal(headers['x-name'], 'caf\u00e9');
    assert.ok(expected.equals(body), path);
  }
  server.close();
  server.closeAllConnections();
});

const agent = new http.Agent({ keepAlive: true });
function fetched(server, path) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port: server.address().port, path, agent }, async (res) => {
        const parts = [];
        for await (const part of res) parts.push(part);
        resolve({ headers: res.headers, body: Buffer.concat(parts) });
      })
      .on('error', reject);
  });
}

test('a declared length that is right is kept, HEAD and 304 have no body', async () => {
  const server = await listening(
    http.createServer((req, res) => {
      if (req.url === '/304') {
        res.statusCode = 304;
        res.end();
        return;
      }
      res.setHeader('Content-Length', 5);
      res.end('hello');
    }),
  );
  const answer = await send(server, get('/') + `HEAD / HTTP/1.1\r\nHost: x\r\n\r\n` + get('/304') + last('/'));
  assert.deepEqual(statuses(answer), [200, 200, 304, 200]);
  assert.equal(answer.match(/Content-Length: 5/g).length, 3);
  assert.equal(answer.match(/\r\n\r\nhello/g).length, 2);
  server.close();
});

test('a body of many megabytes for each of several requests arrives whole', async () => {
  const body = 'x'.repeat(1_000_000);
  const server = await listening(http.createServer((_req, res) => res.end(body)));
  const answer = await send(server, get('/a') + get('/b') + last('/c'));
  assert.equal(answer.match(/x/g).length, 3_000_000);
  server.close();
});
