// Flags: --expose-gc
import assert from 'node:assert';
import { test } from '../js/harness.js';
import { flat } from './flat.js';

test('10^6 timers, half of them cleared, leave nothing', () =>
  flat({ rounds: 10 }, () => {
    let fired = 0;
    const half = 50_000;
    return new Promise((resolve) => {
      for (let i = 0; i < half; i++) {
        setTimeout(() => ++fired === half && resolve(), 1 + (i % 7));
        clearTimeout(setTimeout(assert.fail, 60_000 + (i % 100)));
      }
    });
  }));

test('10^6 immediates and ticks leave nothing', () =>
  flat({ rounds: 10 }, () => {
    let fired = 0;
    const half = 50_000;
    return new Promise((resolve) => {
      const count = () => ++fired === 2 * half && resolve();
      for (let i = 0; i < half; i++) {
        setImmediate(count);
        clearImmediate(setImmediate(assert.fail));
        process.nextTick(count);
      }
    });
  }));

test('10^6 promises that pend together leave nothing', () =>
  flat({ rounds: 2, heap: 4 }, async () => {
    const resolvers = [];
    const all = [];
    for (let i = 0; i < 500_000; i++)
      all.push(new Promise((resolve) => resolvers.push(resolve)).then((value) => value + 1));
    for (let i = 0; i < resolvers.length; i++) resolvers[i](i);
    let sum = 0;
    for (const value of await Promise.all(all)) sum += value;
    assert.equal(sum, (500_000 * 500_001) / 2);
  }));

test('promises that never settle are collected', () =>
  flat({ rounds: 10 }, async () => {
    for (let i = 0; i < 20_000; i++) new Promise(() => {}).then(assert.fail);
  }));

test('rejections that are handled late leave nothing', () =>
  flat({ rounds: 10 }, async () => {
    const late = () => {};
    process.on('unhandledRejection', late);
    const rejected = Array.from({ length: 1000 }, () => Promise.reject(new Error('late')));
    await new Promise(setImmediate);
    for (const promise of rejected) promise.catch(() => {});
    await new Promise(setImmediate);
    process.off('unhandledRejection', late);
  }));
