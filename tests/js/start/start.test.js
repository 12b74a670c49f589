// What every program pays for before its first line, so that it does not grow unseen (bench/run start says what it costs).
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
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
  const used = Number(execFileSync(process.execPath, ['-p', 'require("v8").getHeapStatistics().used_heap_size']));
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
