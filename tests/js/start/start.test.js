// What every program pays for before its first line, so that it does not grow unseen (bench/run start says what it costs).
import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '../harness.js';

const maps = readFileSync('/proc/self/maps', 'latin1');
const shared = maps.includes('/libnode.so'); // as in the builds of tools/check-memory, and on other processors

// name of a module -> how many of its functions an empty program compiles
function compiledAtStart() {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    const program = join(folder, 'empty.cjs');
    writeFileSync(program, '');
    const log = join(folder, 'log');
    execFileSync(process.execPath, ['--log-function-events', '--no-logfile-per-isolate', `--logfile=${log}`, program]);
    const names = new Map();
    const counts = {};
    for (const line of readFileSync(log, 'latin1').split('\n')) {
      const [kind, first, id] = line.split(',');
      if (kind === 'script-details') names.set(first, id);
      if (kind === 'function' && first === 'interpreter') {
        const name = names.get(id) ?? id;
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('an empty program compiles few functions of the library', () => {
  const counts = compiledAtStart();
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  assert(all > 0, 'V8 wrote no log');
  assert(
    all <= 40,
    `${all} functions are compiled at each start. A module whose functions mostly run then says so in its first line ` +
      `(lib/README.md); what few programs need is loaded lazily.\n${JSON.stringify(counts, null, 1)}`,
  );
});

test('the heap of an empty program is small', () => {
  // The least of five: V8 counts a page of 256 KB that a thread has just begun as used, in one start of a hundred.
  const program = ['-p', 'require("v8").getHeapStatistics().used_heap_size'];
  const used = Math.min(...Array.from({ length: 5 }, () => Number(execFileSync(process.execPath, program))));
  assert(
    used < 2.9e6,
    `${used} bytes are in use before a program begins: the start-up snapshot holds more than every program needs. ` +
      'What internal/bootstrap/main.js imports is in it; load() is for the rest.',
  );
});

test('a release with V8 inside is linked to nothing but the C library', {
  skip: shared && 'V8 is a shared library here',
}, () => {
  const libraries = new Set(maps.match(/[^/\n]+\.so[.\d]*$/gm));
  for (const name of libraries)
    assert.match(name, /^(ld-linux|lib(c|m)\.so)/, `${name} is loaded at each start (cmake/whole_program.cmake)`);
});

// What V8 says on stdout of the code in the program's own block: of how many modules it took it, of how many not.
// `printed` is what the program wrote to stderr.
function runWithNotes(...args) {
  const env = { ...process.env, NODE_NO_WARNINGS: '1' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--profile-deserialization', ...args], {
    encoding: 'utf8',
    env,
  });
  const count = (note) => stdout.match(note)?.length ?? 0;
  return {
    taken: count(/Deserializing from \d+ bytes/g),
    rejected: count(/Cached code failed check/g),
    printed: stderr,
  };
}

test('modules that are loaded later bring their code along', () => {
  const all = runWithNotes('-e', 'require("module").builtinModules.forEach((id) => require(id)); console.error("all")');
  assert.equal(all.printed, 'all\n');
  assert.equal(all.rejected, 0);
  assert(all.taken > 100, `the code of ${all.taken} modules was taken`);
});

test('code of other flags is compiled again', () => {
  const other = runWithNotes('--no-opt', '-e', 'console.error(require("http").STATUS_CODES[200])');
  assert.equal(other.printed, 'OK\n');
  assert.equal(other.taken, 0);
  assert(other.rejected > 10);
});

test('a Worker takes the code, too', () => {
  const start = (program) =>
    runWithNotes('-e', `new (require("worker_threads").Worker)(${JSON.stringify(program)}, { eval: true })`);
  const idle = start('');
  const http = start('require("http"); console.error(1)');
  assert.equal(http.printed, '1\n');
  assert.equal(http.rejected, 0);
  assert(http.taken > idle.taken + 10, `${http.taken} instead of ${idle.taken}`);
});
