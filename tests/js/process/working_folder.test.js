import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from '../harness.js';

/** Runs rondo in a folder that is removed before it starts. */
function runInNoFolder(...args) {
  const folder = mkdtempSync(join(tmpdir(), 'gone-'));
  const run = ['-c', 'cd "$0" && rmdir "$0" && exec "$@"', folder, process.execPath, ...args];
  const { status, stdout, stderr } = spawnSync('/bin/sh', run, { encoding: 'utf8' });
  return { status, stdout: stdout.trim(), stderr };
}

test('process.cwd says why a removed folder has no name', () => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'gone-'));
  try {
    process.chdir(folder);
    rmdirSync(folder);
    assert.throws(() => process.cwd(), {
      code: 'ENOENT',
      syscall: 'uv_cwd',
      message:
        'ENOENT: process.cwd failed with error no such file or directory, the current working directory was likely removed ' +
        'without changing the working directory, uv_cwd',
    });
  } finally {
    process.chdir(before);
  }
});

test('a program that is no file runs in a removed folder', () => {
  assert.deepEqual(runInNoFolder('-r', 'fs', '-p', 'module.filename'), {
    status: 0,
    stdout: join(dirname(process.execPath), '[eval]'),
    stderr: '',
  });
  assert.equal(runInNoFolder('-e', 'import("fs").then((fs) => console.log(typeof fs.open))').stdout, 'function');
  assert.equal(runInNoFolder('--import', 'node:fs', '-p', '1 + 1').stdout, '2');
  assert.equal(
    runInNoFolder('--input-type=module', '-e', 'import fs from "fs"; console.log(typeof fs)').stdout,
    'object',
  );
});
