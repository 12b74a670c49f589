import assert from 'node:assert';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => folder.remove());
const at = (name) => path.join(folder.path, name);

for (const sync of [true, false]) {
  test(`what gathers is written in few writes (sync: ${sync})`, async () => {
    const writes = [];
    const counted = {
      write: (fd, data, callback) =>
        fs.write(fd, data, (...args) => {
          writes.push(data.length);
          callback(...args);
        }),
      writeSync: (fd, data) => {
        writes.push(data.length);
        return fs.writeSync(fd, data);
      },
    };
    const stream = new fs.Utf8Stream({ dest: at(`few-${sync}`), sync, minLength: 1000, fs: counted });
    for (let i = 0; i < 300; i++) stream.write('0123456789');
    stream.end();
    await once(stream, 'close');
    assert.strictEqual(fs.readFileSync(at(`few-${sync}`), 'utf8'), '0123456789'.repeat(300));
    assert.ok(writes.length <= 3, `${writes.length} writes`);
  });

  test(`a write that takes a part is continued to the byte (sync: ${sync})`, async () => {
    const short = {
      write: (fd, data, callback) => fs.write(fd, data.subarray(0, 2), callback),
      writeSync: (fd, data) => fs.writeSync(fd, data.subarray(0, 2)),
    };
    const stream = new fs.Utf8Stream({ dest: at(`part-${sync}`), sync, fs: short });
    stream.write('gr\u00fc\u00dfe \u{1f332}');
    stream.end();
    await once(stream, 'finish');
    assert.strictEqual(fs.readFileSync(at(`part-${sync}`), 'utf8'), 'gr\u00fc\u00dfe \u{1f332}');
  });
}

test('beyond maxLength data is dropped and told', async () => {
  const stream = new fs.Utf8Stream({ dest: at('full'), minLength: 10, maxLength: 12 });
  await once(stream, 'ready');
  const dropped = once(stream, 'drop');
  stream.write('123456789');
  stream.write('more');
  assert.deepStrictEqual(await dropped, ['more']);
  stream.end();
  await once(stream, 'close');
  assert.strictEqual(fs.readFileSync(at('full'), 'utf8'), '123456789');
  assert.throws(() => stream.write('x'), { code: 'ERR_INVALID_STATE' });
});
