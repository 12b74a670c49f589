// Folders with 10^5 entries, and a disk that is full.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';
import { run } from './child.js';

const COUNT = 100_000;
/** Memory, where the system has such a folder: making 10^5 files on a disk takes longer than all else here. */
function fastFolder() {
  try {
    fs.accessSync('/dev/shm', fs.constants.W_OK);
    return '/dev/shm';
  } catch {
    return os.tmpdir();
  }
}
const scratch = fs.mkdtempSync(path.join(fastFolder(), 'rondo-folders-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

function fill(name, count = COUNT) {
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder);
  for (let i = 0; i < count; i++) fs.closeSync(fs.openSync(`${folder}/${i}`, 'w'));
  return folder;
}

test('10^5 entries are read, walked and removed', async () => {
  const folder = fill('many');
  const all = (names) => {
    assert.equal(names.length, COUNT);
    assert.equal(new Set(names).size, COUNT);
  };
  all(fs.readdirSync(folder));
  all((await fs.promises.readdir(folder, { withFileTypes: true })).map((entry) => entry.isFile() && entry.name));
  all(fs.readdirSync(folder, { recursive: true }));
  const walked = [];
  for await (const entry of fs.opendirSync(folder)) walked.push(entry.name);
  all(walked);
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 1);
  await fs.promises.rm(folder, { recursive: true });
  clearInterval(ticking);
  assert.ok(ticks > 0, 'timers stood still meanwhile');
  assert.equal(fs.existsSync(folder), false);
});

test('a full folder is removed at once, where that is asked for', () => {
  const folder = fill('at-once', COUNT / 10);
  assert.throws(() => fs.rmdirSync(folder), { code: 'ENOTEMPTY' });
  fs.rmSync(folder, { recursive: true });
  assert.equal(fs.existsSync(folder), false);
});

// A file system of 64 KB, in a namespace of its own.
const MOUNTED = 'mount -t tmpfs -o size=64k tmpfs "$SCRATCH" && cd "$SCRATCH" && exec "$@"';
const may = spawnSync('unshare', ['-rm', 'bash', '-c', 'mount -t tmpfs tmpfs "$0"', scratch]).status === 0;

test('a full disk: an error from whatever writes', { skip: !may && 'no right to mount' }, async () => {
  const source = `
    const big = Buffer.alloc(1 << 20);
    const tell = (name, error) => console.log(name, error.code, error.syscall);
    const sync = { write: () => fs.writeFileSync('a', big), append: () => fs.appendFileSync('a', big), copy: () => fs.copyFileSync(process.execPath, 'b') };
    for (const [name, use] of Object.entries(sync)) try { use() } catch (error) { tell(name, error) }
    (async () => {
      await fs.promises.writeFile('c', big).catch((error) => tell('promise', error));
      fs.writeFile('d', big, (error) => {
        tell('callback', error);
        fs.createWriteStream('e').on('error', (error) => tell('stream', error)).on('close', () => console.log('closed')).end(big);
      });
    })();`;
  const shell = `unshare -rm bash -c '${MOUNTED}' bash "$@"`;
  const { code, stdout, stderr } = await run(['-e', source], { shell, env: { SCRATCH: scratch } });
  assert.equal(code, 0, stderr);
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    'write ENOSPC write',
    'append ENOSPC write',
    'copy ENOSPC copyfile',
    'promise ENOSPC write',
    'callback ENOSPC write',
    'stream ENOSPC write',
    'closed',
  ]);
});
