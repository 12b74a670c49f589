// Options that are there without a value, and values that are no options.
import assert from 'node:assert';
import { exec, execFile, execFileSync, execSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { test } from '../harness.js';

test('maxBuffer: undefined is no limit, 0 is none for the sync forms', async () => {
  assert.strictEqual((await promisify(exec)('echo hi', { maxBuffer: undefined })).stdout, 'hi\n');
  assert.strictEqual((await promisify(execFile)('echo', ['hi'], { maxBuffer: undefined })).stdout, 'hi\n');
  await assert.rejects(promisify(exec)('echo hi', { maxBuffer: 0 }), { code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' });
  assert.strictEqual(execFileSync('echo', ['hi'], { maxBuffer: 0, encoding: 'utf8' }), 'hi\n');
  assert.strictEqual(execSync('echo hi', { maxBuffer: undefined, encoding: 'utf8' }), 'hi\n');
  assert.strictEqual(spawnSync('echo', ['hi'], { maxBuffer: 1 }).error.code, 'ENOBUFS');
});

test('stdio that is nothing is pipes', () => {
  for (const stdio of [undefined, null, '', false, 0])
    assert.strictEqual(spawnSync('echo', ['hi'], { stdio, encoding: 'utf8' }).stdout, 'hi\n');
  assert.throws(() => spawnSync('echo', [], { stdio: 'none' }), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('errors name the option', async () => {
  assert.throws(() => spawnSync('echo', [], { cwd: 5 }), {
    message:
      'The "options.cwd" property must be of type string or an instance of Buffer or URL. Received type number (5)',
  });
  assert.throws(() => spawnSync('echo', [], { killSignal: true }), { message: /^The "options.killSignal" property/ });
  const child = spawn('sleep', ['5']);
  assert.throws(() => child.kill(null), { code: 'ERR_UNKNOWN_SIGNAL', message: 'Unknown signal: null' });
  assert.throws(() => child.kill({}), { code: 'ERR_UNKNOWN_SIGNAL', message: 'Unknown signal: {}' });
  child.kill('SIGKILL');
  assert.deepStrictEqual(await once(child, 'exit'), [null, 'SIGKILL']);
});
