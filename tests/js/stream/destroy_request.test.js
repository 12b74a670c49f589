import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import { destroy } from 'node:stream';
import { test } from '../harness.js';

test('stream.destroy() of a request leaves the connection to the answer', async () => {
  const errors = [];
  const server = http.createServer((req, res) => {
    destroy(req);
    // a listener that comes in the same turn still hears
    req.on('error', (error) => errors.push(error.name));
    req.on('close', () => res.end('answered'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const req = http
    .request({ method: 'POST', host: '127.0.0.1', port: server.address().port, agent: new http.Agent() })
    .end('body');
  const [res] = await once(req, 'response');
  let text = '';
  for await (const part of res) text += part;
  assert.strictEqual(text, 'answered');
  assert.deepStrictEqual(errors, ['AbortError']);
  server.close();
});
