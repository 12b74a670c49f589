// Flags: --expose-gc
import assert from 'node:assert';
import { once } from 'node:events';
import v8 from 'node:v8';
import vm from 'node:vm';
import { test } from '../harness.js';

test('GCProfiler records what a collection did', () => {
  const profiler = new v8.GCProfiler();
  profiler.start();
  globalThis.gc();
  const { version, startTime, endTime, statistics } = profiler.stop();
  assert.equal(version, 1);
  assert.ok(startTime <= endTime);
  const full = statistics.find(({ gcType }) => gcType === 'MarkSweepCompact');
  assert.ok(full.cost > 0);
  assert.ok(full.afterGC.heapStatistics.usedHeapSize > 0);
  assert.ok(full.beforeGC.heapSpaceStatistics.some(({ spaceName }) => spaceName === 'old_space'));
  assert.equal(profiler.stop(), undefined);
});

test('a CPU profile names what ran', () => {
  const handle = v8.startCpuProfile();
  (function busy() {
    const end = performance.now() + 50;
    while (performance.now() < end);
  })();
  const profile = JSON.parse(handle.stop());
  assert.ok(profile.nodes.some(({ callFrame }) => callFrame.functionName === 'busy'));
  assert.equal(handle.stop(), undefined);
});

test('CPU profiles may overlap, and be forgotten', () => {
  const first = v8.startCpuProfile();
  for (let i = 0; i < 5; i++) v8.startCpuProfile();
  assert.ok(JSON.parse(first.stop()).nodes.length > 0);
  const last = v8.startCpuProfile();
  assert.ok(JSON.parse(last.stop()).nodes.length > 0);
});

test('one heap profile at a time', () => {
  const handle = v8.startHeapProfile();
  assert.throws(() => v8.startHeapProfile(), { code: 'ERR_HEAP_PROFILE_HAVE_BEEN_STARTED' });
  assert.equal(JSON.parse(handle.stop()).head.callFrame.functionName, '(root)');
  v8.startHeapProfile()[Symbol.dispose]();
});

test('the heap of C++ objects', () => {
  assert.equal(v8.getCppHeapStatistics('brief').detail_level, 'brief');
  assert.ok(Array.isArray(v8.getCppHeapStatistics().space_statistics));
  assert.throws(() => v8.getCppHeapStatistics('x'), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('flags change while the program runs', () => {
  v8.setFlagsFromString('--allow-natives-syntax');
  assert.equal(vm.runInThisContext('%IsSmi(41)'), true);
  v8.setFlagsFromString('--no-allow-natives-syntax');
  assert.throws(() => vm.runInThisContext('%IsSmi(40)'), SyntaxError);
});

test('the first read() of a heap snapshot gives all of it', async () => {
  const stream = v8.getHeapSnapshot();
  await once(stream, 'readable');
  const { snapshot } = JSON.parse(stream.read().toString());
  assert.ok(snapshot.node_count > 0);
});
