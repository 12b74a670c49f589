// --heapsnapshot-signal: a heap snapshot each time the process gets a signal.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-signal-')));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

/** Sends itself the signal twice, one after the other, and says which files there are then. */
const source = (dir) => `
  const files = () => fs.readdirSync(${JSON.stringify(dir)}).length;
  process.kill(process.pid, 'SIGUSR2');
  (function wait() {
    if (files() === 0) return setImmediate(wait);
    process.kill(process.pid, 'SIGUSR2');
    (function waitMore() { if (files() < 2) setImmediate(waitMore) })();
  })();`;

test('in the working folder, or in that of --diagnostic-dir', () => {
  for (const [args, folder] of [
    [[], '.'],
    [['--diagnostic-dir=d'], 'd'],
  ]) {
    const cwd = fs.mkdtempSync(path.join(scratch, 'x'));
    const dir = path.join(cwd, folder);
    fs.mkdirSync(dir, { recursive: true });
    const options = { cwd, encoding: 'utf8', timeout: 30_000 };
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--heapsnapshot-signal', 'SIGUSR2', ...args, '-e', source(dir)],
      options,
    );
    assert.equal(status, 0, stderr);
    const files = fs.readdirSync(dir);
    assert.equal(files.length, 2);
    for (const name of files) {
      assert.match(name, /^Heap\.\d{8}\.\d{6}\.\d+\.0\.00[12]\.heapsnapshot$/);
      assert.ok(JSON.parse(fs.readFileSync(path.join(dir, name), 'utf8')).nodes.length > 1000);
    }
  }
});

test('a signal that is none', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--heapsnapshot-signal=SIGNONE', '-e', '1'], {
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /TypeError \[ERR_UNKNOWN_SIGNAL\]: Unknown signal: SIGNONE/);
});
