import assert from 'node:assert';
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from '../harness.js';

const { locks } = navigator;
const later = () => new Promise((resolve) => setImmediate(resolve));

test('exclusive locks come one after another, shared ones together', async () => {
  const order = [];
  const hold = (label, options) =>
    locks.request('a', options, async (lock) => {
      order.push(`${label} ${lock.name} ${lock.mode}`);
      await later();
      order.push(`${label} ends`);
      return label;
    });
  const results = await Promise.all([
    hold(1, {}),
    hold(2, { mode: 'shared' }),
    hold(3, { mode: 'shared' }),
    hold(4, {}),
  ]);
  assert.deepEqual(results, [1, 2, 3, 4]);
  assert.deepEqual(order, [
    '1 a exclusive',
    '1 ends',
    '2 a shared',
    '3 a shared',
    '2 ends',
    '3 ends',
    '4 a exclusive',
    '4 ends',
  ]);
});

test('a lock is free whatever its holder does', async () => {
  const reason = new Error('mine');
  await assert.rejects(
    locks.request('b', () => {
      throw reason;
    }),
    reason,
  );
  await assert.rejects(
    locks.request('b', () => Promise.reject(reason)),
    reason,
  );
  assert.equal(await locks.request('b', () => 5), 5);
  assert.deepEqual(await locks.query(), { held: [], pending: [] });
});

test('ifAvailable, steal, signal', async () => {
  const stolen = locks.request('c', () => new Promise(() => {}));
  assert.equal(await locks.request('c', { ifAvailable: true }, (lock) => lock), null);
  const controller = new AbortController();
  const aborted = locks.request('c', { signal: controller.signal }, assert.fail);
  const { held, pending } = await locks.query();
  assert.deepEqual([held.length, pending.length, held[0].name, pending[0].mode], [1, 1, 'c', 'exclusive']);
  assert.equal(held[0].clientId, `node-${process.pid}-0`);
  controller.abort();
  await assert.rejects(aborted, { name: 'AbortError' });
  assert.equal(await locks.request('c', { steal: true }, (lock) => lock.mode), 'exclusive');
  await assert.rejects(stolen, { name: 'AbortError', code: 'ABORT_ERR' });
  await assert.rejects(locks.request('c', { signal: AbortSignal.abort(1) }, assert.fail), (reason) => reason === 1);
});

test('a lock that is stolen before its callback runs is lost', async () => {
  const robbed = locks.request('h', async () => 'kept');
  const theft = locks.request('h', { steal: true }, async () => 'stolen');
  await assert.rejects(robbed, { name: 'AbortError', message: 'The operation was aborted' });
  assert.equal(await theft, 'stolen');
});

test('callbacks run later, in the async context of the request', async () => {
  const storage = new AsyncLocalStorage();
  let called = false;
  const first = storage.run(1, () =>
    locks.request('d', () => {
      called = true;
      return storage.getStore();
    }),
  );
  const second = storage.run(2, () => locks.request('d', () => storage.getStore()));
  assert.equal(called, false);
  assert.deepEqual(await Promise.all([first, second]), [1, 2]);
});

test('threads share them; a thread that ends lets go', async () => {
  const source = `
    const { parentPort } = require('node:worker_threads');
    navigator.locks.request('e', () => { parentPort.postMessage('has it'); return new Promise(() => {}); });
    setInterval(() => {}, 1000);`;
  const holder = new Worker(source, { eval: true });
  assert.deepEqual(await once(holder, 'message'), ['has it']);
  assert.equal(await locks.request('e', { ifAvailable: true }, (lock) => lock), null);
  const waiting = locks.request('e', () => 'mine now');
  const { held, pending } = await locks.query();
  assert.notEqual(held[0].clientId, pending[0].clientId);
  const alive = setTimeout(() => {}, 20_000); // a request that waits does not keep the process alive
  await holder.terminate();
  assert.equal(await waiting, 'mine now');
  clearTimeout(alive);
});

test('what is refused', async () => {
  const none = () => {};
  await assert.rejects(locks.request('f'), { code: 'ERR_INVALID_ARG_TYPE' });
  await assert.rejects(locks.request('f', null, none), { code: 'ERR_INVALID_ARG_TYPE' });
  await assert.rejects(locks.request('f', { mode: 'other' }, none), { code: 'ERR_INVALID_ARG_VALUE' });
  await assert.rejects(locks.request('f', { signal: 1 }, none), { code: 'ERR_INVALID_ARG_TYPE' });
  await assert.rejects(locks.request(Symbol('f'), none), TypeError);
  const { signal } = new AbortController();
  for (const [name, options] of [
    ['-f', {}],
    ['f', { steal: true, ifAvailable: true }],
    ['f', { steal: true, mode: 'shared' }],
    ['f', { steal: true, signal }],
    ['f', { ifAvailable: true, signal }],
  ])
    await assert.rejects(locks.request(name, options, none), { name: 'NotSupportedError' });
  assert.throws(() => new locks.constructor(), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
});

test('a lock that is held, or waited for, keeps no process alive', () => {
  const source = "navigator.locks.request('g', () => new Promise(() => {})); navigator.locks.request('g', () => {});";
  assert.equal(spawnSync(process.execPath, ['-e', source], { timeout: 20_000 }).status, 0);
});
