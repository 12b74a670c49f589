import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { test } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'rondo-coverage-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const program = `
function called(x) {
  if (x) return 1;
  else return 2;
}
function never() {}
called(1);
called(1);
`;

let count = 0;

/** @returns {{ status, signal, stderr, files: object[] }} what a program that begins so has written */
function measure(more, name = 'program.cjs') {
  const file = join(folder, name);
  writeFileSync(file, program + more);
  const out = join(folder, `out${++count}`);
  const { status, signal, stderr } = spawnSync(process.execPath, [file], {
    env: { ...process.env, NODE_V8_COVERAGE: out },
    encoding: 'utf8',
    timeout: 20_000,
  });
  let names = [];
  try {
    names = readdirSync(out);
  } catch {
    // Nothing was written.
  }
  for (const each of names) assert.match(each, /^coverage-\d+-\d{13}-\d+\.json$/);
  const files = names.map((each) => JSON.parse(readFileSync(join(out, each), 'utf8')));
  return { status, signal, stderr, files };
}

const functionsOf = (file, name = 'program.cjs') =>
  file.result.find(({ url }) => url === pathToFileURL(join(folder, name)).href)?.functions;

for (const [how, more, name, code, wantedSignal] of [
  ['at its end', '', 'program.cjs', 0, null],
  ['as an ES module', 'export {};', 'program.mjs', 0, null],
  ['when it exits', 'process.exit(3);', 'program.cjs', 3, null],
  ['when it throws', 'throw new Error("x");', 'program.cjs', 1, null],
  [
    'when it kills itself',
    'process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1e3);',
    'program.cjs',
    null,
    'SIGINT',
  ],
]) {
  test(`a program writes what has run ${how}`, () => {
    const { status, signal, files } = measure(more, name);
    assert.equal(status, code);
    assert.equal(signal, wantedSignal);
    assert.equal(files.length, 1);
    assert.equal(typeof files[0].timestamp, 'number');
    const functions = functionsOf(files[0], name);
    const [called, never] = ['called', 'never'].map((each) => functions.find((fn) => fn.functionName === each));
    assert.equal(called.ranges[0].count, 2);
    assert.ok(
      called.ranges.some(({ count: runs }) => runs === 0),
      'the other branch',
    );
    assert.equal(never.ranges[0].count, 0);
    assert.ok(files[0].result.every(({ url }) => !url.startsWith('node:')));
  });
}

test('children and Workers write theirs, whatever variables they have', () => {
  const { files } = measure(`
    const { isMainThread, Worker } = require('node:worker_threads');
    if (process.argv[2] !== 'child' && isMainThread) {
      require('node:child_process').spawnSync(process.execPath, [__filename, 'child'], { env: {}, cwd: '/' });
      new Worker(__filename);
    }`);
  assert.equal(files.filter((file) => functionsOf(file) !== undefined).length, 3);
});

test('takeCoverage() writes what has run since the last time, stopCoverage() ends it', () => {
  const { files } = measure(`
    const v8 = require('node:v8');
    v8.takeCoverage();
    called(0);
    v8.takeCoverage();
    v8.stopCoverage();
    v8.takeCoverage();
    called(1);`);
  const runs = files
    .map((file) => functionsOf(file).find(({ functionName }) => functionName === 'called').ranges[0].count)
    .sort();
  assert.deepEqual(runs, [1, 2]);
});

test('the source map that a file names goes along', () => {
  const map = { version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA' };
  const data = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
  const { files } = measure(`//# sourceMappingURL=${data}\n`);
  const cache = files[0]['source-map-cache'][pathToFileURL(join(folder, 'program.cjs')).href];
  assert.deepEqual(cache.data.sources, [pathToFileURL(join(folder, 'a.ts')).href]);
  assert.equal(cache.lineLengths[1], 'function called(x) {'.length);
});

test('a folder that cannot be written to is told of, and the program ends as it would', () => {
  writeFileSync(join(folder, 'a-file'), '');
  const { status, stderr } = spawnSync(process.execPath, ['-e', '0'], {
    env: { ...process.env, NODE_V8_COVERAGE: join(folder, 'a-file/x') },
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0);
  assert.match(stderr, /Failed to write coverage: ENOTDIR/);
});

test('nothing without the variable', () => {
  assert.equal(v8.takeCoverage(), undefined);
  assert.equal(v8.stopCoverage(), undefined);
});
