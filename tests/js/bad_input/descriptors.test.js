// A server that runs out of descriptors goes on, does not burn the processor meanwhile, and serves who waits once some are free.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from '../harness.js';

const LIMIT = 40;

/** The server's side: says its port, then answers each line of its input with one of its output. */
const server = (make) => `
  const fs = require('fs');
  const held = [];
  const full = () => { try { fs.closeSync(fs.openSync('/dev/null')); return false; } catch { return true; } };
  const server = ${make};
  server.on('connection', (socket) => { held.push(socket); socket.on('error', () => {}); socket.write('welcome'); });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'free') for (const socket of held.splice(0)) socket.destroy();
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ held: held.length, full: full(), ms: (user + system) / 1000 }));
  });`;

const kinds = {
  net: 'net.createServer()',
  http: 'http.createServer()',
  'net, with a limit of its own above': 'Object.assign(net.createServer(), { maxConnections: 1000 })',
};

for (const [name, make] of Object.entries(kinds)) {
  test(`${name}: more connections than descriptors`, async () => {
    const child = spawn('bash', ['-c', `ulimit -n ${LIMIT}; exec "$@"`, 'bash', process.execPath, '-e', server(make)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const port = Number((await lines.next()).value);
    const ask = async (line) => {
      child.stdin.write(`${line}\n`);
      return JSON.parse((await lines.next()).value);
    };
    const clients = [];
    try {
      for (let i = 0; i < 2 * LIMIT; i++) clients.push(net.connect(port, '127.0.0.1'));
      let served = 0;
      const welcomes = Promise.all(clients.map((client) => once(client, 'data').then(() => served++)));
      let before;
      do before = await ask('measure');
      while (!before.full);
      assert.ok(before.held > 5 && before.held < LIMIT, `${before.held} were taken`);
      await delay(300);
      const after = await ask('measure');
      assert.equal(after.held, before.held);
      assert.ok(after.ms - before.ms < 150, `${after.ms - before.ms} ms of the processor in 300 ms`);

      while (served < clients.length) {
        await ask('free');
        await delay(5);
      }
      await welcomes;
    } finally {
      child.kill();
      for (const socket of clients) socket.destroy();
      await exited;
    }
  });
}
