// An error of a system call carries the program's functions that began it.
import assert from 'node:assert';
import { createServer } from 'node:net';
import { test } from '../harness.js';
import { ownFrames, run } from './run.js';

const calls = {
  'a callback': "require('fs').readFile('/no/such', 'utf8', (e) => { throw e; })",
  'a callback whose result is mapped': "require('fs').stat('/no/such', (e) => { throw e; })",
  'a promise': "require('fs').promises.readFile('/no/such').then((x) => x)",
  'rm, of several steps': "require('fs').rm('/no/such', (e) => { throw e; })",
  'a stream': "require('fs').createReadStream('/no/such')",
  'a name': "require('net').connect(80, 'no-such-name.invalid')",
  'a command': "require('child_process').exec('exit 3', (e) => { throw e; })",
  'a socket of a path': "require('net').connect('/no/such')",
};

async function check(call) {
  const { stderr } = await run(`function begin() {\n  ${call};\n}\nbegin();`);
  const frames = ownFrames(stderr);
  assert.match(frames[0], /^at begin \(FILE:2:\d+\)/, stderr);
  assert.match(stderr, /^FILE:2\n/);
}

for (const name of Object.keys(calls)) test(name, () => check(calls[name]));

test('a connection that is refused, and a request over it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  await check(`require('net').connect(${port}, '127.0.0.1')`);
  await check(`require('http').get('http://127.0.0.1:${port}/')`);
});

test('who awaits it is shown instead', async () => {
  const { stderr } = await run("async function f() { await require('fs').promises.stat('/no/such'); }\nf();");
  assert.deepEqual(ownFrames(stderr), ['at async f (FILE:1:22)']);
});

test('not for each of many: the stack stays cheap', async () => {
  const { stdout } = await run(`const fs = require('fs');
    let told = 0;
    let left = 5000;
    for (let i = 0; i < 5000; i++)
      fs.stat('/no/such', (error) => {
        if (/\\n {4}at /.test(error.stack)) told++;
        if (--left === 0) console.log(told);
      });`);
  assert.ok(Number(stdout) >= 100 && Number(stdout) < 5000, stdout);
});
