import assert from 'node:assert';
import childProcess, { execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from '../harness.js';

const run = (...args) => execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();

test('process and Buffer of globalThis are accessors, before and after they were assigned', () => {
  for (const name of ['process', 'Buffer']) {
    const original = globalThis[name];
    globalThis[name] = 'other';
    assert.equal(globalThis[name], 'other');
    globalThis[name] = original;
    assert.equal(typeof Object.getOwnPropertyDescriptor(globalThis, name).get, 'function');
  }
});

test('what process says of itself', () => {
  assert.equal(Object.getOwnPropertyDescriptor(process, Symbol.toStringTag).writable, true);
  assert.equal(String(process.config.variables.node_module_version), process.versions.modules);
  assert.equal(run('-p', 'process.features.require_module'), 'true');
  assert.equal(run('--no-experimental-require-module', '-p', 'process.features.require_module'), 'false');
});

test('promise variants have the names of what they stand for', () => {
  assert.equal(promisify(childProcess.exec).name, 'exec');
  assert.equal(promisify(childProcess.execFile).name, 'execFile');
});
