// Answers to requests that arrived in one poll leave together: none is lost, and none waits for more than the slow one next to it.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { test } from '../harness.js';

const program = `
  const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
  const server = require('http').createServer((req, res) => {
    if (req.url === '/block') busy(300);
    if (req.url === '/slow') busy(150);
    if (req.url === '/exit') process.exit(0);
    res.end(req.url);
  }).listen(0, '127.0.0.1', () => process.send(server.address().port));`;

async function serverOf() {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = await once(child, 'message');
  return { child, port };
}

/** Sends one request on a connection of its own. @returns {Promise<{answer: Promise<{text: string, at: number}>}>} the first of the answer, and when it came (ms) */
async function ask(port, path) {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const answer = new Promise((resolve) => {
    socket.once('data', (data) => resolve({ text: String(data), at: performance.now() }));
    socket.once('close', () => resolve({ text: '', at: performance.now() }));
    socket.on('error', () => {});
  });
  return { answer: answer.finally(() => socket.destroy()) };
}

test('an answer leaves though a handler of the same poll ends the process', async () => {
  const { child, port } = await serverOf();
  await ask(port, '/block');
  const given = await ask(port, '/given');
  const ended = await ask(port, '/exit');
  assert.match((await given.answer).text, /^HTTP\/1\.1 200 OK[\s\S]*\/given$/);
  assert.strictEqual((await ended.answer).text, '');
  if (child.exitCode === null) await once(child, 'exit');
  assert.strictEqual(child.exitCode, 0);
});

test('an answer waits for one slow handler of the same poll at most', async () => {
  const { child, port } = await serverOf();
  try {
    await ask(port, '/block');
    const quick = await ask(port, '/quick');
    const slow = [];
    for (let i = 0; i < 4; i++) slow.push(await ask(port, '/slow'));
    const { text, at } = await quick.answer;
    assert.match(text, /\/quick$/);
    const last = await slow[3].answer;
    assert.ok(last.at - at > 250, `the last of four slow ones came ${last.at - at} ms after it`);
  } finally {
    child.kill();
  }
});
