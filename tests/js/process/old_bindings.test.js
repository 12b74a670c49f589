import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { test } from '../harness.js';

test("process.binding('uv') knows the names of errors", () => {
  const uv = process.binding('uv');
  assert.equal(uv.errname(-constants.errno.ENOENT), 'ENOENT');
  assert.equal(uv.UV_EACCES, -constants.errno.EACCES);
  assert.equal(typeof uv.UV_EOF, 'number');
});

test('process.binding() warns where deprecations to come are asked for', () => {
  const source = "const { errname } = process.binding('uv'); errname(-1); errname(-2); process.binding('util')";
  const warnings = (...flags) => {
    const { stderr } = spawnSync(process.execPath, [...flags, '-e', source], { encoding: 'utf8' });
    return stderr.match(/\[DEP\d+\]/g);
  };
  assert.deepEqual(warnings('--pending-deprecation'), ['[DEP0111]', '[DEP0119]']);
  assert.equal(warnings(), null);
});
