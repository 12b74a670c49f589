// Everything that the library's modules and bindings give is called with what no caller should pass (values.cjs), in processes of their
// own (child.cjs): none may die of it, and none may hang. The same seed makes the same calls; RONDO_SWEEP_SEEDS, numbers apart by commas
// or a range such as 100-199, asks for others than these two. A failure tells the command that repeats it.
import assert from 'node:assert';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const seeds = (process.env.RONDO_SWEEP_SEEDS ?? '0,1').split(',').flatMap((word) => {
  const [first, last = first] = word.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
});
const patience = 40; // seconds in which a process has to come to another call
const here = import.meta.dirname;
const bindings = fs
  .readdirSync(path.join(here, '../../../src/modules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Ends `child` when nothing was written into the journal for too long. */
function watch(child, journal) {
  const timer = setInterval(() => {
    const written = fs.statSync(journal, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - written > patience * 1000) child.kill('SIGKILL');
  }, 1000);
  child.once('exit', () => clearInterval(timer));
}

/** Runs child.cjs on some of them, in a folder of its own. */
function sweep(kind, names, seed) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-sweep-'));
  const journal = path.join(scratch, 'journal');
  const cwd = path.join(scratch, 'work');
  fs.mkdirSync(cwd);
  const args = [...process.execArgv, '--expose-internals', path.join(here, 'child.cjs'), kind, names.join()];
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 2 ** 28 };
    const child = execFile(process.execPath, [...args, journal, seed], options, (error, stdout, stderr) => {
      const last = fs.existsSync(journal) ? fs.readFileSync(journal, 'utf8').trim() : '';
      fs.rmSync(scratch, { recursive: true, force: true });
      const again = `cd "$(mktemp -d)" && ${[process.execPath, ...args, 'journal', seed].join(' ')} </dev/null`;
      resolve({ names, error, last, stdout, stderr, again });
    });
    child.stdin.end();
    watch(child, journal);
  });
}

/** How a process ended, where it did not end well; and what it did not get to. */
function complaints({ names, error, last, stdout, stderr, again }) {
  const missing = names.filter((name) => !new RegExp(`^${name}: \\d+ calls of \\d+ functions$`, 'm').test(stdout));
  if (!error && missing.length === 0) return [];
  const how = error?.signal === 'SIGKILL' ? 'hung' : (error?.signal ?? `exited with ${error?.code ?? 0}`);
  return [
    `${how} in: ${last}\nnot swept: ${missing}\n${stdout.slice(-300)}${stderr.slice(-300)}\nto repeat it: ${again}`,
  ];
}

async function sweepAll(kind, names) {
  const half = Math.ceil(names.length / 2);
  const halves = [names.slice(0, half), names.slice(half)].filter((part) => part.length > 0);
  const found = [];
  for (const seed of seeds) {
    const results = await Promise.all(halves.map((part) => sweep(kind, part, seed)));
    found.push(...results.flatMap(complaints));
  }
  if (found.length > 0) assert.fail(found.join('\n\n'));
}

// A domain that was entered takes what the sweep has thrown, and the process ends for it, as documented.
const leftOut = new Set(['constants', 'domain']);
test('the public modules stand hostile arguments', () =>
  sweepAll('module', builtinModules.filter((name) => !leftOut.has(name)).concat('rondo:serve')));
test('the globals stand hostile arguments', () => sweepAll('globals', ['globals']));
test('the bindings stand hostile arguments', () => sweepAll('binding', bindings));
