// What is no HTTP/1.1 is refused, and nothing that two readers could understand in two ways reaches a program.
import assert from 'node:assert';
import http from 'node:http';
import { test } from '../harness.js';
import { listening, send, statuses } from './raw.js';

const get = 'GET / HTTP/1.1\r\nHost: x\r\n';
const post = 'POST / HTTP/1.1\r\nHost: x\r\n';

/** [name, bytes, status of the refusal, how many requests the program gets to see before it] */
const refused = [
  ['a request line that is none', 'hello\r\n\r\n', 400],
  ['an unknown method', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a method in lower case', 'get / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['no target', 'GET HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a protocol that is none', 'GET / HTTQ/1.1\r\nHost: x\r\n\r\n', 400],
  ['version 3.7', 'GET / HTTP/3.7\r\nHost: x\r\n\r\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
  ['a field without a name', `${get}: a\r\n\r\n`, 400],
  ['a space in a name', `${get}a b: c\r\n\r\n`, 400],
  ['a space before the colon', `${get}Name : c\r\n\r\n`, 400],
  ['a NUL in a value', `${get}a: b\0c\r\n\r\n`, 400],
  ['a control character in a value', `${get}a: b\x01c\r\n\r\n`, 400],
  ['DEL in a value', `${get}a: b\x7fc\r\n\r\n`, 400],
  ['a NUL in a name', `${get}a\0b: c\r\n\r\n`, 400],
  ['a bare CR in a value', `${get}a: b\rc: d\r\n\r\n`, 400],
  ['a bare LF after a field', `GET / HTTP/1.1\r\nHost: x\na: b\r\n\r\n`, 400],
  ['a bare LF after the request line', 'GET / HTTP/1.1\nHost: x\r\n\r\n', 400],
  ['a folded field', `${get}a: b\r\n c\r\n\r\n`, 400],
  ['a first field that begins with a space', 'GET / HTTP/1.1\r\n Host: x\r\n\r\n', 400],
  ['both lengths', `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['both lengths, the other way round', `${post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`, 400],
  ['two lengths', `${post}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
  ['two lengths that agree', `${post}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`, 400],
  ['two lengths in one field', `${post}Content-Length: 1, 2\r\n\r\nab`, 400],
  ['a negative length', `${post}Content-Length: -1\r\n\r\n`, 400],
  ['a length with a sign', `${post}Content-Length: +1\r\n\r\na`, 400],
  ['a length in hexadecimal', `${post}Content-Length: 0x1\r\n\r\na`, 400],
  ['a length with a space in it', `${post}Content-Length: 1 1\r\n\r\na`, 400],
  ['a huge length', `${post}Content-Length: 99999999999999999999\r\n\r\na`, 400],
  ['an empty length', `${post}Content-Length: \r\n\r\n`, 400],
  ['chunked that is not the last coding', `${post}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`, 400],
  ['a coding that is not chunked', `${post}Transfer-Encoding: gzip\r\n\r\nabc`, 400, 1],
  ['chunked misspelt', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, 400, 1],
  ['chunked in quotes', `${post}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n`, 400, 1],
  ['a name of TE that ends in VT', `${post}Transfer-Encoding\x0b: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['a chunk without a size', `${post}Transfer-Encoding: chunked\r\n\r\n\r\n\r\n`, 400, 1],
  ['a chunk whose size is no number', `${post}Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n`, 400, 1],
  ['a negative chunk', `${post}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n`, 400, 1],
  ['a chunk with 0x', `${post}Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n`, 400, 1],
  ['a chunk that is too large to count', `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`, 400, 1],
  ['a chunk longer than its size', `${post}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n`, 400, 1],
  ['a bare LF after a chunk size', `${post}Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n`, 400, 1],
  ['a space after a chunk size', `${post}Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n`, 400, 1],
  ['a head of 20 KB', `${get}a: ${'b'.repeat(20_000)}\r\n\r\n`, 431],
  ['a target of 20 KB', `GET /${'b'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['9000 short fields', `${get}${'a: b\r\n'.repeat(9000)}\r\n`, 431],
  ['an expectation that nobody knows', `${get}Expect: a miracle\r\nConnection: close\r\n\r\n`, 417],
];

for (const [name, bytes, status, seen = 0] of refused) {
  test(`${name}: ${status}`, async () => {
    const urls = [];
    const server = await listening(
      http.createServer((req, res) => {
        urls.push(req.url);
        // the answer waits for a body that never comes
        req.on('end', () => res.end('fine'));
        req.on('error', () => {});
        req.resume();
      }),
    );
    try {
      const answer = await send(server, bytes);
      assert.deepEqual(statuses(answer), [status], answer);
      assert.match(answer, /\r\nConnection: close\r\n/);
      assert.equal(urls.length, seen);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

test('what follows a malformed request is not read', async () => {
  const urls = [];
  const server = await listening(
    http.createServer((req, res) => {
      urls.push(req.url);
      res.end('fine');
    }),
  );
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  const answer = await send(
    server,
    `GET /first HTTP/1.1\r\nHost: x\r\n\r\n${post}Content-Length: ${smuggled.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  );
  assert.deepEqual(urls, ['/first']);
  assert.deepEqual(statuses(answer), [200, 400]);
  server.close();
});

test('chunk extensions are skipped, and limited: 413', async () => {
  const server = await listening(
    http.createServer(async (req, res) => {
      let text = '';
      try {
        for await (const part of req) text += part;
      } catch {
        return;
      }
      res.setHeader('Connection', 'close');
      res.end(text);
    }),
  );
  const head = `${post}Transfer-Encoding: chunked\r\n\r\n`;
  assert.match(await send(server, `${head}2;a=b;c="d"\r\nhi\r\n0\r\n\r\n`), /\r\n\r\nhi$/);
  assert.deepEqual(statuses(await send(server, `${head}2;${'a'.repeat(17_000)}\r\nhi\r\n0\r\n\r\n`)), [413]);
  server.close();
});

test('clientError has the error, the bytes and the socket, and answers itself', async () => {
  const server = await listening(http.createServer(() => {}));
  let error;
  server.on('clientError', (e, socket) => {
    error = e;
    socket.end('HTTP/1.1 499 Mine\r\nConnection: close\r\n\r\n');
  });
  assert.match(await send(server, 'GET / HTTP/1.1\r\nbad field\r\n\r\n'), /^HTTP\/1\.1 499 Mine/);
  assert.match(error.code, /^HPE_INVALID/);
  assert.match(error.message, /^Parse Error: /);
  assert.ok(Buffer.isBuffer(error.rawPacket));
  assert.equal(typeof error.bytesParsed, 'number');
  server.close();
});
