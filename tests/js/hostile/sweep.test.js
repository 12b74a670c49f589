// Everything that the library's modules and bindings give is called with what no caller should pass (values.cjs), in processes of their
// own (child.cjs): none may die of it, and none may hang.
//
// RONDO_SWEEP_SECONDS is the time that each process has for its calls; without it all of them together take well under a minute.
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

/** Runs child.cjs on one of them, in a folder of its own. */
function sweep(kind, name) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-sweep-'));
  const journal = path.join(scratch, 'journal');
  const cwd = path.join(scratch, 'work');
  fs.mkdirSync(cwd);
  const args = ['--expose-internals', path.join(here, 'child.cjs'), kind, name, journal, String(seconds)];
  const options = { cwd, timeout: (seconds + 30) * 1000, killSignal: 'SIGKILL', maxBuffer: 2 ** 28 };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const last = fs.existsSync(journal) ? fs.readFileSync(journal, 'utf8').trim() : '';
      fs.rmSync(scratch, { recursive: true, force: true });
      resolve({ kind, name, error, last, stdout, stderr });
    });
  });
}

/** How a process ended, where it did not end well. */
function complaint({ kind, name, error, last, stdout, stderr }) {
  const covered = /^\d+ calls of [1-9]\d* functions$/m.test(stdout);
  if (!error && covered) return [];
  const how = error?.killed ? 'hung' : error?.signal ? `ended by ${error.signal}` : `exited with ${error?.code ?? 0}`;
  return [`${kind} ${name} ${how} in: ${last}\n${stdout.slice(-300)}${stderr.slice(-300)}`];
}

async function sweepAll(kind, names) {
  const waiting = [...names];
  const results = [];
  const worker = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) results.push(await sweep(kind, name));
  };
  await Promise.all([worker(), worker()]);
  assert.deepEqual(results.flatMap(complaint), []);
}

test('the public modules stand hostile arguments', () =>
  sweepAll('module', [...new Set(builtinModules.concat('rondo:serve'))]));
test('the globals stand hostile arguments', () => sweepAll('globals', ['globals']));
test('the bindings stand hostile arguments', () => sweepAll('binding', bindings));
