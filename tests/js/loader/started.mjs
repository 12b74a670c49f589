// For what holds from the start on: files in a folder of their own, and programs run there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * @param {Record<string, string | { link: string }>} files  what is in it; a link leads to another of its paths
 * @returns {string & {}} its path, which goes when the process ends
 */
export function folder(files) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-started-')));
  process.on('exit', () => fs.rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (typeof content === 'string') fs.writeFileSync(file, content);
    else fs.symlinkSync(path.join(root, content.link), file);
  }
  return root;
}

/**
 * Runs a program in a folder.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]  beside this process's own, without what steers the loader
 * @returns {{ code: number, lines: string[], stderr: string }} the folder's path is DIR in both
 */
export function run(cwd, args, env) {
  const own = { ...process.env, NODE_PATH: undefined, NODE_OPTIONS: undefined, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: own });
  const lines = stdout.replaceAll(cwd, 'DIR').trimEnd().split('\n');
  return { code: status, lines, stderr: stderr.replaceAll(cwd, 'DIR') };
}
