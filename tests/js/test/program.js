// Runs a program that declares tests, and gives the lines that the reporter tap writes.
import { spawnSync } from 'node:child_process';

/** @param {string} source  an ES module @returns {{ status: number, lines: string[] }} */
export function runTests(source) {
  const args = ['--test-reporter=tap', '--input-type=module', '-e', source];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  return { status, lines: stdout.split('\n') };
}
