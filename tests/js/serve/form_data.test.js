// Forms on the server's own classes: what a browser sends, and what a program answers with.
import assert from 'node:assert';
import http from 'node:http';
import { serve } from 'rondo:serve';
import { test } from '../harness.js';

const boundary = '----limit';
const multipart = [
  `--${boundary}`,
  'Content-Disposition: form-data; name="title"',
  '',
  'Gr\u00fc\u00dfe',
  `--${boundary}`,
  'Content-Disposition: form-data; name="file"; filename="a.txt"',
  'Content-Type: text/x-test',
  '',
  'line 1\r\nline 2',
  `--${boundary}--`,
  '',
].join('\r\n');

test('multipart/form-data', async () => {
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  for (const made of [
    new Response(multipart, { headers }),
    new Request('http://x/', { method: 'POST', body: multipart, headers }),
  ]) {
    const form = await made.formData();
    assert.ok(form instanceof FormData);
    assert.equal(form.get('title'), 'Gr\u00fc\u00dfe');
    const file = form.get('file');
    assert.ok(file instanceof File);
    assert.deepEqual([file.name, file.type, await file.text()], ['a.txt', 'text/x-test', 'line 1\r\nline 2']);
    assert.equal(made.bodyUsed, true);
    await assert.rejects(made.formData(), TypeError);
  }
});

test('application/x-www-form-urlencoded', async () => {
  const form = await new Response(
    new URLSearchParams([
      ['a', '1 & 2'],
      ['a', '\u00fc'],
      ['b', ''],
    ]),
  ).formData();
  assert.deepEqual(
    [...form],
    [
      ['a', '1 & 2'],
      ['a', '\u00fc'],
      ['b', ''],
    ],
  );
});

test('what is no form is refused', async () => {
  const of = (body, type) => new Response(body, type && { headers: { 'content-type': type } }).formData();
  await assert.rejects(of('hello'), TypeError);
  await assert.rejects(of('{}', 'application/json'), TypeError);
  await assert.rejects(of(multipart, 'multipart/form-data'), TypeError);
  await assert.rejects(of(multipart.slice(0, 100), `multipart/form-data; boundary=${boundary}`), TypeError);
  await assert.rejects(of(multipart, 'multipart/form-data; boundary=other'), TypeError);
});

test('a FormData as body is written, and read again', async () => {
  const form = new FormData();
  form.set('name', 'v\u00e4lue');
  form.set('file', new File(['abc'], 'f.bin', { type: 'application/x' }));
  const response = new Response(form);
  assert.match(response.headers.get('content-type'), /^multipart\/form-data; boundary=/);
  const read = await response.formData();
  assert.equal(read.get('name'), 'v\u00e4lue');
  assert.equal(await read.get('file').text(), 'abc');
});

test('over a socket, both ways; bytes and blob, too', async () => {
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const path = new URL(request.url).pathname;
      if (path === '/bytes') return new Response(await request.bytes());
      if (path === '/blob') {
        const blob = await request.blob();
        return new Response(`${blob.type} ${blob.size}`);
      }
      const form = await request.formData();
      return Response.json([...form].map(([name, value]) => [name, value.name ?? value]));
    },
  });
  await server.ready;
  const post = (path, body, type) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: server.port, path, method: 'POST', headers: { 'content-type': type } };
      const request = http.request(options, async (res) => {
        let text = '';
        res.setEncoding('latin1');
        for await (const part of res) text += part;
        resolve(text);
      });
      request.on('error', reject);
      request.end(body);
    });
  assert.equal(
    await post('/', multipart, `multipart/form-data; boundary=${boundary}`),
    Buffer.from('[["title","Gr\u00fc\u00dfe"],["file","a.txt"]]').toString('latin1'),
  );
  assert.equal(await post('/', 'a=1&b=2', 'application/x-www-form-urlencoded'), '[["a","1"],["b","2"]]');
  assert.equal(await post('/bytes', Buffer.from([1, 200, 0]), 'a/b'), '\x01\xc8\0');
  assert.equal(await post('/blob', 'hello', 'text/x-y'), 'text/x-y 5');
  await server.stop(true);
});
