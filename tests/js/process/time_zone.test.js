// TZ: the zone of Date, from the environment or set while the program runs.
import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

const SUMMER = Date.UTC(2024, 6, 1, 12);
const WINTER = Date.UTC(2024, 0, 1, 12);
const zones = {
  UTC: [0, 0],
  'America/New_York': [240, 300],
  'Europe/Berlin': [-120, -60],
  'Asia/Kolkata': [-330, -330],
  'Pacific/Auckland': [-720, -780],
};
const offsets = () => [SUMMER, WINTER].map((time) => new Date(time).getTimezoneOffset());
const before = process.env.TZ;
process.on('exit', () => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

test('set at run time, each time anew', () => {
  for (let round = 0; round < 2; round++) {
    for (const [zone, expected] of Object.entries(zones)) {
      process.env.TZ = zone;
      assert.equal(process.env.TZ, zone);
      assert.deepEqual(offsets(), expected, zone);
    }
  }
});

test('in each way in which a variable is set', () => {
  Reflect.set(process.env, 'TZ', 'Asia/Kolkata');
  assert.equal(offsets()[0], -330);
  Object.assign(process.env, { TZ: 'Europe/Berlin' });
  assert.equal(offsets()[0], -120);
  Object.defineProperty(process.env, 'TZ', {
    value: 'America/New_York',
    configurable: true,
    writable: true,
    enumerable: true,
  });
  assert.equal(offsets()[0], 240);
});

test('Date, Intl and the dates that exist agree', () => {
  const date = new Date(SUMMER);
  process.env.TZ = 'Asia/Kolkata';
  assert.equal(date.getHours(), 17);
  assert.equal(date.toString(), 'Mon Jul 01 2024 17:30:00 GMT+0530 (India Standard Time)');
  assert.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone.replace('Kolkata', 'Calcutta'), 'Asia/Calcutta');
  process.env.TZ = 'America/New_York';
  assert.equal(date.getHours(), 8);
  assert.match(date.toString(), /08:00:00 GMT-0400 \(Eastern Daylight Time\)$/);
  assert.equal(date.toLocaleTimeString('en', { hour12: false }), '08:00:00');
  assert.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone, 'America/New_York');
  assert.equal(new Date(2024, 6, 1, 8).getTime(), SUMMER);
});

test('POSIX forms are understood; a zone that is none is UTC', () => {
  process.env.TZ = 'Nowhere/Special';
  assert.deepEqual(offsets(), [0, 0]);
  process.env.TZ = '';
  assert.deepEqual(offsets(), [0, 0]);
});

test('deleted, it is the system’s zone', () => {
  const { TZ: _, ...env } = process.env;
  const expected = spawnSync('date', ['-d', `@${SUMMER / 1000}`, '+%z'], { env, encoding: 'utf8' }).stdout.trim();
  process.env.TZ = 'Pacific/Auckland';
  assert.equal(offsets()[0], -720);
  delete process.env.TZ;
  const [hours, minutes] = [Number(expected.slice(1, 3)), Number(expected.slice(3))];
  assert.equal(offsets()[0], (expected[0] === '-' ? 1 : -1) * (hours * 60 + minutes));
});

test('from the environment, and inherited by children', () => {
  const source = 'console.log(new Date(1719835200000).getTimezoneOffset())';
  for (const [zone, [summer]] of Object.entries(zones)) {
    const output = execFileSync(process.execPath, ['-e', source], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    assert.equal(Number(output), summer, zone);
  }
  process.env.TZ = 'Asia/Kolkata';
  assert.equal(Number(execFileSync(process.execPath, ['-e', source], { encoding: 'utf8' })), -330);
});

test('a Worker’s copy of the environment has no effect on it', async () => {
  process.env.TZ = 'Europe/Berlin';
  const source = `
    process.env.TZ = 'Asia/Kolkata';
    require('node:worker_threads').parentPort.postMessage(new Date(${SUMMER}).getTimezoneOffset());`;
  const worker = new Worker(source, { eval: true });
  const [offset] = await once(worker, 'message');
  assert.equal(offset, -120);
  assert.equal(offsets()[0], -120);
  assert.equal(process.env.TZ, 'Europe/Berlin');
});
