// Flags: --expose-gc
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../js/harness.js';
import { flat, long } from './flat.js';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-soak-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
const file = path.join(scratch, 'file');
fs.writeFileSync(file, 'x'.repeat(4096));

// 10^5 cycles in all, in the long form.
const rounds = long ? 100 : 10;

test('open, read, close: sync', () =>
  flat({ rounds }, async () => {
    const bytes = Buffer.alloc(4096);
    for (let i = 0; i < 500; i++) {
      const descriptor = fs.openSync(file);
      assert.equal(fs.readSync(descriptor, bytes), 4096);
      fs.closeSync(descriptor);
    }
  }));

test('open, read, close: callbacks', () =>
  flat({ rounds }, async () => {
    const cycle = (done) =>
      fs.open(file, (_, descriptor) =>
        fs.read(descriptor, Buffer.alloc(4096), (error, count) => {
          assert.ifError(error);
          assert.equal(count, 4096);
          fs.close(descriptor, done);
        }),
      );
    await Promise.all(Array.from({ length: 250 }, () => new Promise(cycle)));
  }));

test('open, read, close: promises', () =>
  flat({ rounds }, async () => {
    const cycle = async () => {
      const handle = await fs.promises.open(file);
      assert.equal((await handle.read(Buffer.alloc(4096))).bytesRead, 4096);
      await handle.close();
    };
    await Promise.all(Array.from({ length: 250 }, cycle));
  }));

test('files that fail to open, and whole files', () =>
  flat({ rounds }, async () => {
    for (let i = 0; i < 100; i++) {
      assert.throws(() => fs.openSync(path.join(scratch, 'none')), { code: 'ENOENT' });
      await assert.rejects(fs.promises.readFile(scratch), { code: 'EISDIR' });
      assert.equal((await fs.promises.readFile(file)).length, 4096);
    }
  }));

test('streams, ended and destroyed half-way', () =>
  flat({ rounds: long ? 100 : 5 }, async () => {
    const ended = () =>
      new Promise((resolve, reject) =>
        fs
          .createReadStream(file, { highWaterMark: 512 })
          .pipe(fs.createWriteStream(path.join(scratch, 'copy')))
          .on('error', reject)
          .on('close', resolve),
      );
    const destroyed = () =>
      new Promise((resolve) => {
        const stream = fs.createReadStream(file, { highWaterMark: 16 });
        stream.on('data', () => stream.destroy()).on('close', resolve);
      });
    for (let i = 0; i < 20; i++) await Promise.all([ended(), destroyed()]);
  }));

test('folders, read to the end and left half-way', () =>
  flat({ rounds: long ? 100 : 10 }, async () => {
    for (let i = 0; i < 20; i++) {
      for await (const entry of fs.opendirSync(scratch)) assert.ok(entry.name);
      for await (const entry of await fs.promises.opendir(scratch)) if (entry) break;
    }
  }));
