import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

test('a link to a pipe or socket without a name has the name that the kernel gives it', () => {
  for (const source of [
    "process.stdout.write(fs.realpathSync('/dev/stdin'))",
    "fs.realpath('/dev/fd/0', (error, path) => process.stdout.write(error?.message ?? path))",
  ]) {
    const { stdout } = spawnSync(process.execPath, ['-e', source], { input: 'x', encoding: 'utf8' });
    assert.match(stdout, /^\/proc\/\d+\/fd\/(pipe|socket):\[\d+\]$/);
  }
});
