// A server in a process that has no descriptor left: what connects waits, and the loop is at rest.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { test } from '../harness.js';

/** Runs server.cjs with few descriptors; `told(word)` awaits what it says. */
function start(...args) {
  const file = path.join(import.meta.dirname, 'server_without_descriptors.cjs');
  const command = 'ulimit -n 60; exec "$0" "$@"';
  const child = spawn('sh', ['-c', command, process.execPath, ...process.execArgv, file, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const said = [];
  child.on('message', (message) => said.push(message));
  const told = async (word) => {
    for (;;) {
      const message = said.find((each) => word in each);
      if (message) return message[word];
      if (child.exitCode !== null) throw new Error(`it has ended without ${word}`);
      await Promise.race([once(child, 'message'), once(child, 'exit')]);
    }
  };
  return { child, told };
}

/** What a connection is given, to its end. */
const talk = (port) =>
  new Promise((resolve, reject) => {
    let text = '';
    net
      .connect(port, '127.0.0.1')
      .setEncoding('latin1')
      .on('data', (data) => (text += data))
      .on('end', () => resolve(text))
      .on('error', reject);
  });

test('what connects meanwhile is served afterwards, and the loop rests until then', async () => {
  const { child, told } = start();
  const port = await told('port');
  assert.equal(await talk(port), 'served');
  child.send('take');
  await told('taken');
  const waiting = Promise.all(Array.from({ length: 10 }, () => talk(port)));
  child.send('rest');
  const turns = await told('turns');
  assert.ok(turns < 200, `the loop went round ${turns} times while a timer ran 50 times`);
  child.send('give');
  assert.deepEqual(await waiting, Array(10).fill('served'));
  child.send('close');
  assert.equal((await once(child, 'exit'))[0], 0);
});

test('a server that waits for descriptors can be closed', async () => {
  const { child, told } = start();
  const port = await told('port');
  child.send('take');
  await told('taken');
  const waiting = talk(port);
  child.send('rest');
  await told('turns');
  child.send('close');
  await assert.rejects(waiting, { code: 'ECONNRESET' });
  assert.equal((await once(child, 'exit'))[0], 0);
});
