import assert from 'node:assert';
import { createServer } from 'node:http';
import { once } from 'node:events';
import zlib from 'node:zlib';
import { test } from '../harness.js';

test('fetch unpacks what a server has packed', async () => {
  const text = 'packed '.repeat(10_000);
  const packers = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
  const server = createServer((request, response) => {
    const encoding = request.url.slice(1);
    response.setHeader('content-encoding', encoding);
    response.end(packers[encoding](text));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  for (const encoding of Object.keys(packers)) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/${encoding}`);
    assert.equal(await response.text(), text);
  }
  server.close();
});
