// --cpu-prof and --heap-prof: a file for developer tools at the end of each thread, however it ends.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-recordings-')));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
const WORK = `
  function busy() { const end = performance.now() + 60; while (performance.now() < end); }
  function allocate() { for (let i = 0; i < 2000; i++) kept.push(new Array(500).fill(i)); }
  const kept = [];
  busy();
  allocate();
`;
fs.writeFileSync(path.join(scratch, 'work.cjs'), WORK);

/** Runs a program in a folder of its own. @returns {{ status: number, signal: string, stderr: string, files: string[], dir: string }} */
function run(args, source = WORK) {
  const dir = fs.mkdtempSync(path.join(scratch, 'x'));
  const { status, signal, stderr } = spawnSync(process.execPath, [...args, '-e', source], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status, signal, stderr, dir, files: fs.readdirSync(dir) };
}
const read = (dir, name) => JSON.parse(fs.readFileSync(path.join(dir, name), 'utf8'));
const cpuNames = (profile) => profile.nodes.map(({ callFrame }) => callFrame.functionName);
const heapNames = ({ head }) => {
  const names = [];
  const walk = (node) => {
    names.push(node.callFrame.functionName);
    node.children.forEach(walk);
  };
  walk(head);
  return names;
};

test('a CPU profile, under its name of old', () => {
  const { status, files, dir, stderr } = run(['--cpu-prof']);
  assert.equal(status, 0, stderr);
  assert.equal(files.length, 1);
  assert.match(files[0], /^CPU\.\d{8}\.\d{6}\.\d+\.0\.001\.cpuprofile$/);
  const profile = read(dir, files[0]);
  assert.ok(cpuNames(profile).includes('busy'));
  assert.ok(profile.startTime < profile.endTime);
  assert.equal(profile.samples.length, profile.timeDeltas.length);
});

test('a heap profile, under its name of old', () => {
  const { status, files, dir, stderr } = run(['--heap-prof']);
  assert.equal(status, 0, stderr);
  assert.equal(files.length, 1);
  assert.match(files[0], /^Heap\.\d{8}\.\d{6}\.\d+\.0\.001\.heapprofile$/);
  const profile = read(dir, files[0]);
  assert.ok(heapNames(profile).includes('allocate'));
  assert.ok(profile.samples.length > 0);
});

test('folder and name; the folder is made', () => {
  const { dir, files } = run([
    '--cpu-prof',
    '--cpu-prof-dir=a/b',
    '--cpu-prof-name=x.json',
    '--heap-prof',
    '--heap-prof-name',
    'y.json',
  ]);
  assert.deepEqual(files.sort(), ['a', 'y.json']);
  assert.ok(cpuNames(read(dir, 'a/b/x.json')).includes('busy'));
  assert.ok(heapNames(read(dir, 'y.json')).includes('allocate'));
  assert.deepEqual(run(['--cpu-prof', '--diagnostic-dir=d', '--cpu-prof-name=x']).files, ['d']);
  const { files: numbered } = run(['--cpu-prof', '--cpu-prof-name=a$' + '{pid}b']);
  assert.match(numbered[0], /^a\d+b$/);
  // it is a folder of where the program has begun
  const { files: left } = run(['--cpu-prof', '--cpu-prof-name=x'], `${WORK}; process.chdir('/')`);
  assert.deepEqual(left, ['x']);
});

test('intervals', () => {
  const samples = (args) => {
    const { dir } = run(['--cpu-prof', '--cpu-prof-name=x', ...args]);
    return read(dir, 'x').samples.length;
  };
  const [few, many] = [samples(['--cpu-prof-interval=20000']), samples(['--cpu-prof-interval', '200'])];
  assert.ok(many > 4 * few, `${few}, ${many}`);
  const allocations = (args) => {
    const { dir } = run(['--heap-prof', '--heap-prof-name=x', ...args]);
    return read(dir, 'x').samples.length;
  };
  const [coarse, fine] = [allocations([]), allocations(['--heap-prof-interval=4096'])];
  assert.ok(fine > 4 * coarse, `${coarse}, ${fine}`);
});

test('however the program ends', () => {
  const ends = {
    'process.exit(5)': { status: 5, signal: null },
    'throw new Error("x")': { status: 1, signal: null },
    'process.kill(process.pid, "SIGINT")': { status: null, signal: 'SIGINT' },
    'process.on("SIGINT", () => { allocate(); process.exit(6) }); setInterval(() => {}, 1000); process.kill(process.pid, "SIGINT")':
      { status: 6, signal: null },
    'setTimeout(() => {}, 10)': { status: 0, signal: null },
  };
  for (const [source, expected] of Object.entries(ends)) {
    const { status, signal, dir } = run(
      ['--cpu-prof', '--cpu-prof-name=x', '--heap-prof', '--heap-prof-name=y'],
      WORK + source,
    );
    assert.deepEqual({ source, status, signal }, { source, ...expected });
    assert.ok(cpuNames(read(dir, 'x')).includes('busy'), source);
    assert.ok(heapNames(read(dir, 'y')).includes('allocate'), source);
  }
});

test('each Worker has its own, also one that alone was asked to', () => {
  const source = (options) =>
    `new (require('node:worker_threads').Worker)(${JSON.stringify(path.join(scratch, 'work.cjs'))}, ${JSON.stringify(options)})`;
  const both = run(['--cpu-prof'], source({}));
  assert.deepEqual(both.files.map((name) => name.split('.')[4]).sort(), ['0', '1']);
  const own = both.files.find((name) => name.split('.')[4] === '1');
  assert.ok(cpuNames(read(both.dir, own)).includes('busy'));
  const alone = run([], source({ execArgv: ['--heap-prof', '--heap-prof-name=x'] }));
  assert.deepEqual(alone.files, ['x']);
  assert.ok(heapNames(read(alone.dir, 'x')).includes('allocate'));
});

test('a folder that cannot be written to is told of', () => {
  const { status, stderr } = run(['--cpu-prof', '--cpu-prof-dir=/dev/null/x']);
  assert.equal(status, 0);
  assert.match(stderr, /^Failed to write a profile: ENOTDIR: not a directory, mkdir '\/dev\/null\/x'\n$/);
});

test('what belongs to them is refused without them', () => {
  for (const kind of ['cpu-prof', 'heap-prof']) {
    for (const [detail, value] of [
      ['name', 'x'],
      ['dir', 'x'],
      ['interval', '5'],
    ]) {
      const { status, stderr } = run([`--${kind}-${detail}`, value]);
      assert.equal(status, 9);
      assert.equal(stderr, `${process.execPath}: --${kind}-${detail} must be used with --${kind}\n`);
    }
  }
});
