import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';
import { test } from '../harness.js';

// Few and large: a snapshot tells of each object.
const grow =
  'const list = []; setImmediate(function more() { for (let i = 0; i < 20; i++) list.push(new Array(1000).fill(i)); setImmediate(more); });';

/** @returns {{ stderr: string, snapshots: object[] }} of a program that runs out of memory */
function run(source, ...flags) {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-limit-'));
  try {
    const { stderr, status } = spawnSync(process.execPath, [...flags, '-e', source], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 50_000,
    });
    assert.notEqual(status, 0);
    const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.heapsnapshot'));
    for (const name of names) assert.match(name, /^Heap\.\d{8}\.\d{6}\.\d+\.\d+\.00\d\.heapsnapshot$/);
    return { stderr, snapshots: names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a snapshot is written before the memory runs out', () => {
  const { stderr, snapshots } = run(grow, '--max-old-space-size=20', '--heapsnapshot-near-heap-limit=1');
  assert.equal(snapshots.length, 1);
  assert.ok(snapshots[0].snapshot.node_count > 1000);
  assert.match(stderr, /Wrote snapshot to .*\n(.*\n)*FATAL ERROR: .*heap out of memory/);
});

test('in a Worker, by a call', () => {
  const source = `require('node:v8').setHeapSnapshotNearHeapLimit(1); ${grow}`;
  const { stderr, snapshots } = run(`
    const { Worker } = require('node:worker_threads');
    new Worker(${JSON.stringify(source)}, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 20 } });
  `);
  assert.equal(snapshots.length, 1);
  assert.match(stderr, /ERR_WORKER_OUT_OF_MEMORY/);
});

test('bad input', () => {
  for (const bad of ['1', null, {}])
    assert.throws(() => v8.setHeapSnapshotNearHeapLimit(bad), { code: 'ERR_INVALID_ARG_TYPE' });
  for (const bad of [0, -1, 1.5])
    assert.throws(() => v8.setHeapSnapshotNearHeapLimit(bad), { code: 'ERR_OUT_OF_RANGE' });
});
