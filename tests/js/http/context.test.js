import assert from 'node:assert';
import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import http from 'node:http';
import { test } from '../harness.js';

test('a response comes in the async context of its request, also on a socket that others made', async () => {
  const storage = new AsyncLocalStorage();
  const server = http.createServer((_req, res) => res.end('x'.repeat(100_000))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const options = { agent, port: server.address().port, host: '127.0.0.1' };
  const seen = [];
  const see = (what) => seen.push(`${what} ${storage.getStore()}`);
  const get = (name) =>
    storage.run(
      name,
      () =>
        new Promise((resolve) =>
          http.get(options, (res) => {
            see('response');
            res.once('data', () => see('data'));
            res.on('end', () => see('end')).on('close', resolve);
          }),
        ),
    );
  await get('a');
  await get('b');
  assert.deepEqual(seen, ['response a', 'data a', 'end a', 'response b', 'data b', 'end b']);
  agent.destroy();
  server.close();
  await once(server, 'close');
  await storage.run(
    'c',
    () => new Promise((resolve) => http.get({ ...options, agent: false }).on('error', () => resolve(see('error')))),
  );
  assert.equal(seen.at(-1), 'error c');
});
