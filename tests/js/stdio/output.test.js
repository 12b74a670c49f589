import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tty from 'node:tty';
import { test } from '../harness.js';

test('what the streams of the process are', () => {
  for (const [name, fd] of [
    ['stdin', 0],
    ['stdout', 1],
    ['stderr', 2],
  ])
    assert.strictEqual(process[name].fd, fd);
  assert.strictEqual(process.stdout._isStdio, true);
  assert.ok(['fs', 'pipe', 'tty'].includes(process.stdout._type));
  assert.strictEqual(process.stdout, process.stdout);
});

test('a destroyed stdout can still be written to', async () => {
  process.stdout.destroy();
  await new Promise((resolve) => setImmediate(resolve));
  assert.strictEqual(await new Promise((resolve) => process.stdout.write('', (error) => resolve(error ?? null))), null);
});

test('what is no terminal is refused', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-tty-'));
  const fd = fs.openSync(path.join(folder, 'file'), 'w');
  assert.strictEqual(tty.isatty(fd), false);
  assert.throws(() => new tty.WriteStream(fd), { code: 'ERR_TTY_INIT_FAILED' });
  fs.closeSync(fd);
  fs.rmSync(folder, { recursive: true });
  for (const bad of [-1, 1.5, 2 ** 32, 'x']) {
    assert.throws(() => new tty.ReadStream(bad), { code: 'ERR_INVALID_FD' });
    assert.strictEqual(tty.isatty(bad), false);
  }
});

test('how many colours there are', () => {
  const { getColorDepth, hasColors } = tty.WriteStream.prototype;
  const cases = [
    [{}, 1],
    [{ TERM: 'xterm-256color' }, 8],
    [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 24],
    [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 1],
    [{ TERM: 'vt100' }, 4],
    [{ FORCE_COLOR: '' }, 4],
    [{ FORCE_COLOR: '3', TERM: 'dumb' }, 24],
    [{ FORCE_COLOR: '0', COLORTERM: 'truecolor' }, 1],
    [{ NO_COLOR: '1', COLORTERM: 'truecolor' }, 1],
    [{ CI: '1', GITHUB_ACTIONS: '' }, 24],
    [{ CI: '1' }, 1],
    [{ TMUX: '1' }, 24],
  ];
  for (const [env, depth] of cases) {
    assert.strictEqual(getColorDepth(env), depth, JSON.stringify(env));
    assert.strictEqual(hasColors(2 ** depth, env), true);
    assert.strictEqual(hasColors(2 ** depth + 1, env), false);
  }
  assert.throws(() => hasColors(1), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => hasColors('16'), { code: 'ERR_INVALID_ARG_TYPE' });
});
