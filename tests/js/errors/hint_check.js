// Runs the programs of hint_corpus.js, each as a process of its own.
import assert from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'rondo-hint-'));
mkdirSync(join(folder, 'node_modules/express'), { recursive: true });
writeFileSync(join(folder, 'node_modules/express/index.js'), '');
writeFileSync(join(folder, 'utils.js'), '');

/** @returns {Promise<string | undefined>} the hint that is printed for a program that fails */
function hintOf(source, index) {
  const file = join(folder, `${index}.${/^(?:import|export) /m.test(source) ? 'mjs' : 'cjs'}`);
  writeFileSync(file, source);
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file], { env: { ...process.env, NODE_OPTIONS: '' } }, (error, stdout, stderr) => {
      if (error === null) reject(new Error(`it does not fail: ${source}`));
      else resolve(/^hint: (.*)$/m.exec(stderr)?.[1]);
    });
  });
}

/** @param {[string, string | undefined][]} cases  programs that fail, and what is to be said of each */
export async function check(cases) {
  const wrong = [];
  let next = 0;
  const work = async () => {
    while (next < cases.length) {
      const index = next++;
      const [source, expected] = cases[index];
      const hint = await hintOf(source, index);
      if (hint !== expected) wrong.push({ source, expected, hint });
    }
  };
  await Promise.all([work(), work(), work()]);
  assert.deepEqual(wrong, []);
}

process.on('exit', () => rmSync(folder, { recursive: true }));
