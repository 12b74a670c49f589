// fs.statfs: what a file system holds and has left, in its three forms.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { test } from '../harness.js';

const folder = fs.realpathSync(os.tmpdir());
const fields = ['type', 'bsize', 'frsize', 'blocks', 'bfree', 'bavail', 'files', 'ffree'];
const forms = {
  sync: async (...args) => fs.statfsSync(...args),
  callback: promisify(fs.statfs),
  promise: fs.promises.statfs,
};

/** What the command `stat` says of the same file system; what changes by itself is left out. */
function told(of) {
  const [type, bsize, frsize, blocks, files] = execFileSync('stat', ['-f', '-c', '%t %s %S %b %c', of], {
    encoding: 'utf8',
  }).split(' ');
  return { type: parseInt(type, 16), bsize: +bsize, frsize: +frsize, blocks: +blocks, files: +files };
}

for (const [name, statfs] of Object.entries(forms)) {
  test(`${name}: numbers`, async () => {
    const found = await statfs(folder);
    assert.deepEqual(Object.keys(found), fields);
    assert.equal(found.constructor.name, 'StatFs');
    const expected = told(folder);
    for (const [field, value] of Object.entries(expected)) assert.equal(found[field], value, field);
    assert.ok(found.bavail <= found.bfree && found.bfree <= found.blocks);
    assert.ok(found.ffree <= found.files);
  });

  test(`${name}: bigints`, async () => {
    const found = await statfs(folder, { bigint: true });
    assert.deepEqual(Object.keys(found), fields);
    for (const field of fields) assert.equal(typeof found[field], 'bigint', field);
    for (const [field, value] of Object.entries(told(folder))) assert.equal(found[field], BigInt(value), field);
    assert.equal(typeof (await statfs(folder, { bigint: false })).type, 'number');
  });

  test(`${name}: what names a file system`, async () => {
    const { type } = await statfs('/proc');
    assert.equal(type, 0x9fa0);
    for (const same of [Buffer.from('/proc'), pathToFileURL('/proc'), '/proc/self/status'])
      assert.equal((await statfs(same)).type, type, `${same}`);
  });

  test(`${name}: errors`, async () => {
    const none = path.join(folder, 'none', 'such');
    await assert.rejects(statfs(none), {
      name: 'Error',
      message: `ENOENT: no such file or directory, statfs '${none}'`,
      code: 'ENOENT',
      errno: -2,
      syscall: 'statfs',
      path: none,
    });
    await assert.rejects(statfs('/proc/version/x'), { code: 'ENOTDIR', syscall: 'statfs' });
  });
}

test('arguments that are wrong', async () => {
  const type = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
  const value = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };
  for (const wrong of [undefined, null, 5, {}, true]) {
    assert.throws(() => fs.statfsSync(wrong), type);
    assert.throws(() => fs.statfs(wrong, () => {}), type);
    await assert.rejects(fs.promises.statfs(wrong), type);
  }
  assert.throws(() => fs.statfsSync('a\0b'), value);
  assert.throws(() => fs.statfs('a\0b', () => {}), value);
  await assert.rejects(fs.promises.statfs('a\0b'), value);
  assert.throws(() => fs.statfs(folder), type);
  assert.throws(() => fs.statfs(folder, {}), type);
});
