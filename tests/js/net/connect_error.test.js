import assert from 'node:assert';
import { once } from 'node:events';
import net from 'node:net';
import { test } from '../harness.js';

/** A port that was free a moment ago. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

test('the error of a connection from a chosen local end names it', async () => {
  const localPort = await freePort();
  const port = await freePort();
  const socket = net.connect({ host: '127.0.0.1', port, localAddress: '127.0.0.1', localPort });
  const [error] = await once(socket, 'error');
  assert.equal(error.message, `connect ECONNREFUSED 127.0.0.1:${port} - Local (127.0.0.1:${localPort})`);
  assert.deepEqual([error.localAddress, error.localPort], ['127.0.0.1', localPort]);
});
