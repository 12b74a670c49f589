import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => folder.remove());
const at = (name) => path.join(folder.path, name);
fs.mkdirSync(at('src/deep'), { recursive: true });
fs.writeFileSync(at('src/a.txt'), 'a');
fs.writeFileSync(at('src/deep/b.txt'), 'b', { mode: 0o640 });
fs.symlinkSync('a.txt', at('src/link'));

const forms = {
  cpSync: async (...args) => fs.cpSync(...args),
  cp: (...args) => new Promise((resolve, reject) => fs.cp(...args, (error) => (error ? reject(error) : resolve()))),
  promises: (...args) => fs.promises.cp(...args),
};

for (const [name, copy] of Object.entries(forms)) {
  test(`${name} copies directories, links and modes`, async () => {
    const dest = at(`${name}/new/dest`);
    await copy(at('src'), dest, { recursive: true, preserveTimestamps: true });
    assert.deepStrictEqual(fs.readdirSync(dest, { recursive: true }), ['a.txt', 'deep', 'link', 'deep/b.txt']);
    assert.strictEqual(fs.readlinkSync(path.join(dest, 'link')), at('src/a.txt'));
    assert.strictEqual(fs.statSync(path.join(dest, 'deep/b.txt')).mode & 0o777, 0o640);
    assert.strictEqual(fs.statSync(path.join(dest, 'a.txt')).mtimeMs, fs.statSync(at('src/a.txt')).mtimeMs);
  });

  test(`${name} refuses what cannot be`, async () => {
    await assert.rejects(copy(at('src'), at('other')), { code: 'ERR_FS_EISDIR' });
    await assert.rejects(copy(at('src'), at('src')), { code: 'ERR_FS_CP_EINVAL' });
    await assert.rejects(copy(at('src'), at('src/deep/c'), { recursive: true }), { code: 'ERR_FS_CP_EINVAL' });
    await assert.rejects(copy(at('src'), at('src/a.txt'), { recursive: true }), { code: 'ERR_FS_CP_DIR_TO_NON_DIR' });
    await assert.rejects(copy(at('src/a.txt'), at('src/deep')), { code: 'ERR_FS_CP_NON_DIR_TO_DIR' });
    const options = { force: false, errorOnExist: true };
    await assert.rejects(copy(at('src/a.txt'), at('src/deep/b.txt'), options), { code: 'ERR_FS_CP_EEXIST', errno: 17 });
  });

  test(`${name} leaves out what the filter does not want`, async () => {
    const dest = at(`${name}/filtered`);
    await copy(at('src'), dest, { recursive: true, filter: (from) => !from.endsWith('deep') });
    assert.deepStrictEqual(fs.readdirSync(dest), ['a.txt', 'link']);
  });
}
