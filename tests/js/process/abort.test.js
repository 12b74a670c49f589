import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

/** Runs `source`, without leaving a core dump. */
function run(source) {
  const args = ['--abort-on-uncaught-exception', '-e', source];
  return spawnSync('/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', process.execPath, ...args], { encoding: 'utf8' });
}

const DOMAIN = `
  const d = require('domain').create();
  d.on('error', (error) => { %s });
  d.run(() => setImmediate(() => { throw new Error('first'); }));
`;

test('--abort-on-uncaught-exception: a domain that takes the exception keeps the process', () => {
  const { status, signal, stderr } = run(DOMAIN.replace('%s', "try { throw new Error('x') } catch {}"));
  assert.deepEqual([status, signal, stderr], [0, null, '']);
});

test('--abort-on-uncaught-exception: what the handler of a domain throws ends the process by a signal', () => {
  const { signal, stderr } = run(DOMAIN.replace('%s', "throw new Error('second')"));
  assert.equal(signal, 'SIGABRT');
  assert.match(stderr, /Error: second/);
});

test('--abort-on-uncaught-exception is not for Workers', () => {
  const { status, stdout } = run(`
    const { Worker } = require('worker_threads');
    const worker = new Worker("throw new Error('of the worker')", { eval: true });
    worker.on('error', (error) => console.log(error.message)).on('exit', (code) => console.log(code));
  `);
  assert.deepEqual([status, stdout], [0, 'of the worker\n1\n']);
});
