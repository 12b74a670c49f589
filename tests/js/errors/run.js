// Programs that fail, run as a user runs them.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const folder = mkdtempSync(join(tmpdir(), 'rondo-errors-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

let count = 0;

/**
 * @param {string} source
 * @param {string[]} [flags]
 * @param {{ name?: string, env?: object }} [settings]  name: of the file
 * @returns {Promise<{ code: number, stdout: string, stderr: string, file: string }>} in the output, FILE is the program's path
 */
export function run(source, flags = [], { name = `${++count}.cjs`, env = {} } = {}) {
  const file = join(folder, name);
  writeFileSync(file, source);
  return new Promise((resolve) => {
    const options = { env: { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: undefined, ...env } };
    execFile(process.execPath, [...flags, file], options, (error, stdout, stderr) => {
      const shown = (text) => text.replaceAll(`file://${file}`, 'FILE').replaceAll(file, 'FILE');
      resolve({ code: error?.code ?? 0, stdout: shown(stdout), stderr: shown(stderr), file });
    });
  });
}

/** The lines of a stack that are the program's own. */
export const ownFrames = (stderr) =>
  stderr
    .split('\n')
    .filter((line) => /^ +at .*FILE/.test(line))
    .map((line) => line.replace(/ \{$/, '').trim());
