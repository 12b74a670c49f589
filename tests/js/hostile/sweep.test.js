// Everything that the library's modules and bindings give is called with what no caller should pass (values.cjs), in processes of their
// own (child.cjs): none may die of it, and none may hang.
//
// RONDO_SWEEP_SECONDS is the time that each module has for its calls; without it all of them together take well under a minute.
import assert from 'node:assert';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const seconds = Number(process.env.RONDO_SWEEP_SECONDS ?? 0.4);
const here = import.meta.dirname;
const bindings = fs
  .readdirSync(path.join(here, '../../../src/modules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Runs child.cjs on some of them, in a folder of its own. */
function sweep(kind, names) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-sweep-'));
  const journal = path.join(scratch, 'journal');
  const cwd = path.join(scratch, 'work');
  fs.mkdirSync(cwd);
  const args = ['--expose-internals', path.join(here, 'child.cjs'), kind, names.join(), journal, String(seconds)];
  const options = { cwd, timeout: (seconds * names.length + 40) * 1000, killSignal: 'SIGKILL', maxBuffer: 2 ** 28 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const last = fs.existsSync(journal) ? fs.readFileSync(journal, 'utf8').trim() : '';
      fs.rmSync(scratch, { recursive: true, force: true });
      resolve({ kind, names, error, last, stdout, stderr });
    });
    child.stdin.end();
  });
}

/** How a process ended, where it did not end well; and what it did not get to. */
function complaints({ kind, names, error, last, stdout, stderr }) {
  const missing = names.filter((name) => !new RegExp(`^${name}: \\d+ calls of [1-9]\\d* functions$`, 'm').test(stdout));
  if (!error && missing.length === 0) return [];
  const how = error?.killed ? 'hung' : error?.signal ? `ended by ${error.signal}` : `exited with ${error?.code ?? 0}`;
  return [`${kind} ${how} in: ${last}\nnot swept: ${missing}\n${stdout.slice(-300)}${stderr.slice(-300)}`];
}

async function sweepAll(kind, names) {
  const half = Math.ceil(names.length / 2);
  const results = await Promise.all(
    [names.slice(0, half), names.slice(half)].map((part) => part.length && sweep(kind, part)),
  );
  assert.deepEqual(results.filter(Boolean).flatMap(complaints), []);
}

// A domain that was entered takes what the sweep has thrown, and the process ends for it, as documented.
const leftOut = new Set(['constants', 'domain']);
test('the public modules stand hostile arguments', () =>
  sweepAll('module', builtinModules.filter((name) => !leftOut.has(name)).concat('rondo:serve')));
test('the globals stand hostile arguments', () => sweepAll('globals', ['globals']));
test('the bindings stand hostile arguments', () => sweepAll('binding', bindings));
