// Nothing that a program puts into a head can end it or begin another field.
import assert from 'node:assert';
import http from 'node:http';
import { test } from '../harness.js';
import { listening, send } from './raw.js';

const ask = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

async function within(fn) {
  let error = null;
  const server = await listening(
    http.createServer((req, res) => {
      try {
        fn(res, req);
      } catch (e) {
        error = e;
      }
      if (!res.headersSent) {
        res.statusCode = 200;
        res.statusMessage = 'OK';
      }
      if (!res.writableEnded) res.end();
    }),
  );
  const text = await send(server, ask);
  server.close();
  return { error, text };
}

const injections = [
  ['setHeader with CRLF', 'ERR_INVALID_CHAR', (res) => res.setHeader('X', 'a\r\nSet-Cookie: b')],
  ['setHeader with LF', 'ERR_INVALID_CHAR', (res) => res.setHeader('X', 'a\nb')],
  ['setHeader with CR', 'ERR_INVALID_CHAR', (res) => res.setHeader('X', 'a\rb')],
  ['setHeader with NUL', 'ERR_INVALID_CHAR', (res) => res.setHeader('X', 'a\0b')],
  ['setHeader beyond latin1', 'ERR_INVALID_CHAR', (res) => res.setHeader('X', '\u010d\u010a')],
  ['setHeader with a list that holds one', 'ERR_INVALID_CHAR', (res) => res.setHeader('X', ['a', 'b\r\nc'])],
  ['appendHeader', 'ERR_INVALID_CHAR', (res) => res.appendHeader('X', 'a\r\nb')],
  ['setHeaders', 'ERR_INVALID_CHAR', (res) => res.setHeaders(new Map([['X', 'a\r\nb']]))],
  ['a name with CRLF', 'ERR_INVALID_HTTP_TOKEN', (res) => res.setHeader('X\r\nY', 'a')],
  ['a name with a colon', 'ERR_INVALID_HTTP_TOKEN', (res) => res.setHeader('X:', 'a')],
  ['an empty name', 'ERR_INVALID_HTTP_TOKEN', (res) => res.setHeader('', 'a')],
  ['no value', 'ERR_HTTP_INVALID_HEADER_VALUE', (res) => res.setHeader('X', undefined)],
  ['writeHead with an object', 'ERR_INVALID_CHAR', (res) => res.writeHead(200, { X: 'a\r\nb' })],
  ['writeHead with a list', 'ERR_INVALID_CHAR', (res) => res.writeHead(200, ['X', 'a\r\nb'])],
  ['writeHead with a reason', 'ERR_INVALID_CHAR', (res) => res.writeHead(200, 'OK\r\nX: a')],
  [
    'statusMessage',
    'ERR_INVALID_CHAR',
    (res) => {
      res.statusMessage = 'OK\r\nX: a';
      res.end('hello');
    },
  ],
  ['writeEarlyHints', 'ERR_INVALID_CHAR', (res) => res.writeEarlyHints({ link: '</a>; rel=preload', X: 'a\r\nb' })],
  ['trailers', 'ERR_INVALID_CHAR', (res) => res.addTrailers({ X: 'a\r\nb' })],
  ['a status that is none', 'ERR_HTTP_INVALID_STATUS_CODE', (res) => res.writeHead(99)],
  [
    'statusCode 1000',
    'ERR_HTTP_INVALID_STATUS_CODE',
    (res) => {
      res.statusCode = 1000;
      res.end('hello');
    },
  ],
];

for (const [name, code, fn] of injections) {
  test(`${name}: ${code}`, async () => {
    const { error, text } = await within(fn);
    assert.equal(error?.code, code);
    assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
    assert.doesNotMatch(text, /Set-Cookie|^b/m);
  });
}

test('a request cannot be split by its path, method or fields', () => {
  const options = { host: '127.0.0.1', port: 1 };
  assert.throws(() => http.request({ ...options, path: '/a b' }), { code: 'ERR_UNESCAPED_CHARACTERS' });
  assert.throws(() => http.request({ ...options, path: '/a\r\nX: b' }), { code: 'ERR_UNESCAPED_CHARACTERS' });
  assert.throws(() => http.request({ ...options, method: 'GET /\r\n' }), { code: 'ERR_INVALID_HTTP_TOKEN' });
  assert.throws(() => http.request({ ...options, headers: { X: 'a\r\nb' } }), { code: 'ERR_INVALID_CHAR' });
});

test('a head that has gone out cannot be changed', async () => {
  const { error } = await within((res) => {
    res.flushHeaders();
    res.setHeader('X', 'a');
  });
  assert.equal(error?.code, 'ERR_HTTP_HEADERS_SENT');
});
