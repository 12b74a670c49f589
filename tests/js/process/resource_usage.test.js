// process.resourceUsage: what getrusage(2) says, in units of its own.
import assert from 'node:assert';
import fs from 'node:fs';
import { test } from '../harness.js';

const fields = [
  'userCPUTime',
  'systemCPUTime',
  'maxRSS',
  'sharedMemorySize',
  'unsharedDataSize',
  'unsharedStackSize',
  'minorPageFault',
  'majorPageFault',
  'swappedOut',
  'fsRead',
  'fsWrite',
  'ipcSent',
  'ipcReceived',
  'signalsCount',
  'voluntaryContextSwitches',
  'involuntaryContextSwitches',
];

test('numbers, none of which is below 0', () => {
  const usage = process.resourceUsage();
  assert.deepEqual(Object.keys(usage), fields);
  assert.equal(Object.getPrototypeOf(usage), Object.prototype);
  for (const field of fields) assert.ok(Number.isInteger(usage[field]) && usage[field] >= 0, field);
  assert.notEqual(process.resourceUsage(), usage);
});

test('CPU time is in microseconds, as that of cpuUsage', () => {
  const before = process.cpuUsage();
  const usage = process.resourceUsage();
  const after = process.cpuUsage();
  assert.ok(before.user <= usage.userCPUTime && usage.userCPUTime <= after.user);
  assert.ok(before.system <= usage.systemCPUTime && usage.systemCPUTime <= after.system);
});

test('the peak of memory is in kilobytes, and grows with what is touched', () => {
  const before = process.resourceUsage();
  const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  assert.ok(Math.abs(before.maxRSS - kilobytes) < 10_000, `${before.maxRSS}, ${kilobytes}`);
  const memory = Buffer.alloc(64 << 20, 1);
  const after = process.resourceUsage();
  assert.ok(after.maxRSS - before.maxRSS > 50_000, `${after.maxRSS - before.maxRSS} kB more`);
  assert.ok(after.minorPageFault > before.minorPageFault);
  assert.equal(memory[memory.length - 1], 1);
});

test('waiting is a switch of context', async () => {
  const before = process.resourceUsage().voluntaryContextSwitches;
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve, 2));
  assert.ok(process.resourceUsage().voluntaryContextSwitches > before);
});
