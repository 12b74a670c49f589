// What is neither right nor caught at once: each function takes it as Node's does.
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'odd-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'file');
fs.writeFileSync(file, '0123456789');

test('an encoding that is nothing is UTF-8', async () => {
  for (const encoding of ['', false, null, undefined]) {
    assert.deepStrictEqual(fs.readdirSync(folder, { encoding }), ['file']);
    assert.strictEqual(fs.realpathSync(file, { encoding }), fs.realpathSync(file));
    assert.deepStrictEqual(await fs.promises.readdir(folder, { encoding }), ['file']);
    const names = await new Promise((resolve) => fs.readdir(folder, { encoding }, (error, list) => resolve(list)));
    assert.deepStrictEqual(names, ['file']);
  }
});

test('a mode of access and copyFile outside 0..7 is refused', async () => {
  const outside = { name: 'RangeError', code: 'ERR_OUT_OF_RANGE', message: 'mode is out of range: >= 0 && <= 7' };
  for (const mode of [-1, 8, 2 ** 31]) {
    assert.throws(() => fs.accessSync(file, mode), outside);
    assert.throws(() => fs.copyFile(file, `${file}2`, mode, () => {}), outside);
    await assert.rejects(fs.promises.access(file, mode), outside);
  }
  assert.throws(() => fs.accessSync(file, Number.NaN), { code: 'ERR_OUT_OF_RANGE', message: 'mode is out of range' });
  const kind = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE', message: 'mode must be int32 or null/undefined' };
  for (const mode of ['4', true, {}, 4n]) assert.throws(() => fs.accessSync(file, mode), kind);
});

test('the promises take no descriptor as a path', async () => {
  for (const fd of [1, -1, Number.NaN]) {
    await assert.rejects(fs.promises.writeFile(fd, 'x'), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: /^The "path" argument/,
    });
    await assert.rejects(fs.promises.appendFile(fd, 'x'), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: /^The "path" argument/,
    });
  }
});

test('views are read and written where the file stands, unless the position is a whole number', () => {
  for (const position of [Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 'x']) {
    const fd = fs.openSync(file, 'r+');
    try {
      const view = Buffer.alloc(2);
      fs.readvSync(fd, [view], position);
      fs.readvSync(fd, [view], position);
      assert.strictEqual(view.toString(), '23');
      fs.writevSync(fd, [Buffer.from('45')], position);
    } finally {
      fs.closeSync(fd);
    }
  }
  assert.strictEqual(fs.readFileSync(file, 'latin1'), '0123456789');
});

test('true and false may be other values where Node asks for no more', async () => {
  fs.watch(folder, { persistent: 0, recursive: 0 }, null).close();
  fs.watchFile(file, { bigint: 1, persistent: false }, () => {});
  fs.unwatchFile(file);
  fs.opendirSync(folder, { recursive: 1 }).closeSync();
  assert.deepStrictEqual(await fs.promises.readdir(folder, { recursive: 1 }), ['file']);
  assert.throws(() => fs.watch(undefined), { message: /^The "path" argument/ });
  assert.throws(() => fs.readFileSync(file, { flag: 'bad' }), {
    message: "The argument 'flags' is invalid. Received 'bad'",
  });
});

test('cp takes paths as bytes', () => {
  fs.cpSync(new Uint8Array(Buffer.from(file)), new Uint8Array(Buffer.from(`${file}3`)));
  assert.strictEqual(fs.readFileSync(`${file}3`, 'latin1'), '0123456789');
});
