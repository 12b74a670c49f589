import assert from 'node:assert';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => folder.remove());
const at = (name) => path.join(folder.path, name);

test('a watcher tells what comes into a directory', async () => {
  fs.mkdirSync(at('plain'));
  const watcher = fs.watch(at('plain'), { ignore: '*.log' });
  fs.writeFileSync(at('plain/left-out.log'), '');
  fs.writeFileSync(at('plain/new'), '');
  const [type, name] = await once(watcher, 'change');
  assert.deepStrictEqual([type, name], ['rename', 'new']);
  watcher.close();
  await once(watcher, 'close');
});

test('a recursive watcher follows directories that come later', async () => {
  fs.mkdirSync(at('tree/old'), { recursive: true });
  const seen = [];
  const changes = fs.promises.watch(at('tree'), { recursive: true });
  const done = (async () => {
    for await (const { filename } of changes) {
      seen.push(filename);
      if (filename === path.join('new', 'deep')) fs.writeFileSync(at('tree/new/deep/file'), '');
      if (filename === path.join('new', 'deep', 'file')) break;
    }
  })();
  fs.mkdirSync(at('tree/new/deep'), { recursive: true });
  await done;
  assert.ok(seen.includes('new'));
});

test('what is not there cannot be watched', () => {
  assert.throws(
    () => fs.watch(at('none')),
    (error) => {
      assert.deepStrictEqual(
        [error.code, error.syscall, error.path, error.filename],
        ['ENOENT', 'watch', at('none'), at('none')],
      );
      return true;
    },
  );
});

test('a signal ends an iterator with AbortError', async () => {
  const controller = new AbortController();
  const changes = fs.promises.watch(folder.path, { signal: controller.signal });
  const next = changes.next();
  controller.abort('enough');
  await assert.rejects(next, { name: 'AbortError', cause: 'enough' });
});

test('watchFile tells stats now and before', async () => {
  fs.writeFileSync(at('polled'), '1');
  const changed = new Promise((resolve) =>
    fs.watchFile(at('polled'), { interval: 5 }, (now, before) => resolve([now.size, before.size])),
  );
  setTimeout(() => fs.writeFileSync(at('polled'), '12'), 20);
  assert.deepStrictEqual(await changed, [2, 1]);
  fs.unwatchFile(at('polled'));
});
