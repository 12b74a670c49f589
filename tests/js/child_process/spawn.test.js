import assert from 'node:assert';
import { exec, execFile, execFileSync, execSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { test } from '../harness.js';

const text = async (stream) => {
  let all = '';
  for await (const part of stream.setEncoding('utf8')) all += part;
  return all;
};

test('a program that is not there: error, spawn and close as documented', async () => {
  const child = spawn('no-such-program', ['a', 'b']);
  const [error] = await once(child, 'error');
  assert.equal(error.message, 'spawn no-such-program ENOENT');
  assert.deepEqual(
    [error.code, error.errno, error.syscall, error.path, error.spawnargs],
    ['ENOENT', -2, 'spawn no-such-program', 'no-such-program', ['a', 'b']],
  );
  assert.equal(child.pid, undefined);
});

test("a program is looked for in the child's PATH, past what cannot be run", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-path-'));
  const at = (...parts) => path.join(folder, ...parts);
  for (const name of ['folder', 'forbidden', 'right']) fs.mkdirSync(at(name));
  fs.mkdirSync(at('folder', 'tool'));
  fs.writeFileSync(at('forbidden', 'tool'), '#!/bin/sh\necho no', { mode: 0o644 });
  fs.writeFileSync(at('right', 'tool'), '#!/bin/sh\necho "$0 $1"', { mode: 0o755 });
  const run = (PATH, cwd) => {
    const { error, stdout } = spawnSync('tool', ['x'], { env: { PATH }, cwd, encoding: 'utf8' });
    return error?.code ?? stdout.replace(folder, '');
  };
  const list = (...names) => names.map((name) => at(name)).join(':');
  assert.equal(run(list('absent', 'folder', 'forbidden', 'right')), '/right/tool x\n');
  assert.equal(run(list('folder', 'forbidden')), 'EACCES');
  assert.equal(run(''), 'ENOENT');
  // one that does not begin with a slash begins where the child does; the empty one is that
  assert.equal(run(`right:${list('forbidden')}`, folder), 'right/tool x\n');
  assert.equal(run(`:${list('forbidden')}`, at('right')), 'tool x\n');
  // what names no interpreter is the shell's, as with execvp(3)
  fs.writeFileSync(at('right', 'tool'), 'echo "plain $1"');
  assert.equal(run(list('right')), 'plain x\n');
  assert.equal(spawnSync(at('right', 'tool'), ['y'], { encoding: 'utf8' }).stdout, 'plain y\n');
  fs.rmSync(folder, { recursive: true });
});

test('bad arguments throw', () => {
  assert.throws(() => spawn(''), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => spawn('a\0b'), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => spawn('true', ['a\0']), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => spawn('true', { env: { A: 'b\0' } }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => spawn('true', { uid: 1.5 }), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => spawn('true', { stdio: [Buffer.from('x')] }), { code: 'ERR_INVALID_SYNC_FORK_INPUT' });
  assert.throws(() => spawnSync('true', { stdio: [0, 1, 2, 'ipc'] }), { code: 'ERR_IPC_SYNC_FORK' });
  assert.throws(() => spawn('true', { killSignal: 'SIGNONE' }), { code: 'ERR_UNKNOWN_SIGNAL' });
});

test('stdio: a file, a pipe beyond the third, the stream of another child', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-spawn-'));
  const file = path.join(folder, 'out');
  const fd = fs.openSync(file, 'w');
  const child = spawn('sh', ['-c', 'echo to the file; echo to three >&3'], {
    stdio: ['ignore', fd, 'inherit', 'pipe'],
  });
  assert.equal(child.stdout, null);
  assert.equal(await text(child.stdio[3]), 'to three\n');
  fs.closeSync(fd);
  assert.equal(fs.readFileSync(file, 'utf8'), 'to the file\n');
  fs.rmSync(folder, { recursive: true });

  const first = spawn('sh', ['-c', 'sleep 0.05; echo handed on']);
  const second = spawn('cat', { stdio: [first.stdout, 'pipe', 'inherit'] });
  assert.equal(await text(second.stdout), 'handed on\n');
});

test('argv0, env, cwd, shell', async () => {
  assert.equal(spawnSync('sh', ['-c', 'echo $0'], { argv0: 'other' }).stdout.toString(), 'other\n');
  assert.equal(spawnSync('env', { env: { A: 1, B: undefined, C: '' }, encoding: 'utf8' }).stdout, 'A=1\nC=\n');
  assert.equal(execSync('pwd', { cwd: '/', encoding: 'utf8' }), '/\n');
  assert.equal(await text(spawn('echo $((1 + 2))', { shell: true }).stdout), '3\n');
});

test('kill, timeout and AbortSignal end it', async () => {
  const killed = spawn('sleep', ['60']);
  assert.equal(killed.kill('SIGINT'), true);
  assert.deepEqual(await once(killed, 'exit'), [null, 'SIGINT']);
  assert.equal(killed.kill(), false);

  assert.deepEqual(await once(spawn('sleep', ['60'], { timeout: 20, killSignal: 'SIGKILL' }), 'exit'), [
    null,
    'SIGKILL',
  ]);

  const controller = new AbortController();
  const aborted = spawn('sleep', ['60'], { signal: controller.signal });
  const failed = once(aborted, 'error');
  controller.abort('reason');
  const [error] = await failed;
  assert.deepEqual([error.name, error.code, error.cause], ['AbortError', 'ABORT_ERR', 'reason']);
  {
    using disposed = spawn('sleep', ['60']);
    once(disposed, 'exit').catch(() => {});
  }
});

test('exec and execFile hand over output, errors and limits', async () => {
  const { stdout, stderr } = await promisify(exec)('echo out; echo err >&2');
  assert.deepEqual([stdout, stderr], ['out\n', 'err\n']);
  const running = promisify(execFile)('sh', ['-c', 'echo no >&2; exit 3']);
  assert.equal(typeof running.child.pid, 'number');
  await assert.rejects(running, (error) => {
    assert.deepEqual([error.code, error.killed, error.signal, error.stderr], [3, false, null, 'no\n']);
    assert.equal(error.cmd, 'sh -c echo no >&2; exit 3');
    return true;
  });
  await assert.rejects(promisify(exec)('yes', { maxBuffer: 10 }), {
    code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER',
    stdout: 'y\ny\ny\ny\ny\n',
  });
});

test('the synchronous forms: input, status, signal, limits', () => {
  assert.equal(execFileSync('cat', { input: 'given', encoding: 'utf8' }), 'given');
  assert.equal(spawnSync('cat', { stdio: [Buffer.from('as stdio'), 'pipe', 'pipe'] }).stdout.toString(), 'as stdio');
  const big = 'x'.repeat(3_000_000);
  assert.equal(spawnSync('cat', { input: big, maxBuffer: Infinity, encoding: 'utf8' }).stdout, big);
  const failed = spawnSync('sh', ['-c', 'exit 4']);
  assert.deepEqual([failed.status, failed.signal, failed.error], [4, null, undefined]);
  assert.equal(spawnSync('sh', ['-c', 'kill -9 $$']).signal, 'SIGKILL');
  const late = spawnSync('sleep', ['60'], { timeout: 20 });
  assert.deepEqual([late.error.code, late.signal, late.status], ['ETIMEDOUT', 'SIGTERM', null]);
  assert.equal(spawnSync('yes', { maxBuffer: 10 }).error.code, 'ENOBUFS');
  assert.equal(spawnSync('no-such-program').error.syscall, 'spawnSync no-such-program');
  assert.throws(() => execSync('exit 5', { stdio: 'pipe' }), { status: 5, message: 'Command failed: exit 5' });
});

test('what was put on Object.prototype is no option', () => {
  Object.prototype.cwd = '/no/such/folder';
  try {
    assert.equal(execSync('pwd', { encoding: 'utf8' }), `${process.cwd()}\n`);
    assert.equal(spawnSync('pwd', { encoding: 'utf8' }).stdout, `${process.cwd()}\n`);
  } finally {
    delete Object.prototype.cwd;
  }
});

test('a further pipe closes with its child', async () => {
  const child = spawn(process.execPath, ['-e', "fs.writeSync(3, 'hi')"], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  let text = '';
  child.stdio[3].on('data', (part) => {
    text += part;
  });
  await once(child, 'close');
  assert.equal(text, 'hi');
  assert.ok(child.stdio[3].destroyed);
});
