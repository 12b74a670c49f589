import assert from 'node:assert';
import { test } from '../harness.js';

/** What the loop's clock shows, in ms. */
function clock() {
  const timer = setTimeout(() => {}, 100_000);
  clearTimeout(timer);
  return timer._idleStart;
}

/** `count` timers that are started one after another and expire at the same time; fewer when time ran away. */
function startTogether(longest, count, called) {
  const timers = [];
  const expiry = clock() + longest;
  for (let last = longest + 1; timers.length < count; ) {
    const ms = expiry - clock();
    if (ms < 1) break;
    if (ms === last) continue;
    last = ms;
    const index = timers.length;
    const timer = setTimeout(() => called.push(index), ms);
    if (timer._idleStart + ms === expiry) timers.push(timer);
    else clearTimeout(timer);
  }
  return timers;
}

test('of timers that expire at the same time the one that was started first is called first', async () => {
  for (let attempt = 0; attempt < 20; attempt++) {
    const called = [];
    const timers = startTogether(60 + attempt * 20, 8, called);
    if (timers.length === 8) {
      while (called.length < 8) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.deepStrictEqual(called, [0, 1, 2, 3, 4, 5, 6, 7]);
      return;
    }
    for (const timer of timers) clearTimeout(timer);
  }
  assert.fail('no attempt started timers that expire together');
});

test('a shorter timer that was started later is called earlier', async () => {
  const called = [];
  await new Promise((resolve) => {
    setTimeout(() => {
      called.push('long');
      resolve();
    }, 31);
    setTimeout(() => called.push('short'), 3);
  });
  assert.deepStrictEqual(called, ['short', 'long']);
});

test('between two timers of one time ticks and promise reactions run', async () => {
  const called = [];
  await new Promise((resolve) => {
    setTimeout(() => {
      called.push('first');
      process.nextTick(() => called.push('tick'));
      Promise.resolve().then(() => called.push('reaction'));
    }, 7);
    setTimeout(() => {
      called.push('second');
      resolve();
    }, 7);
  });
  assert.deepStrictEqual(called, ['first', 'tick', 'reaction', 'second']);
});

test('a timer that threw does not keep the others of its time from being called', async () => {
  const called = [];
  const caught = new Promise((resolve) => process.once('uncaughtException', resolve));
  const last = new Promise((resolve) => {
    setTimeout(() => called.push('before'), 5);
    setTimeout(() => {
      throw new Error('thrown by a timer');
    }, 5);
    setTimeout(() => {
      called.push('after');
      resolve();
    }, 5);
  });
  assert.strictEqual((await caught).message, 'thrown by a timer');
  await last;
  assert.deepStrictEqual(called, ['before', 'after']);
});

test('a primitive id clears a timer, and refers to it no longer afterwards', async () => {
  let calls = 0;
  const id = +setTimeout(() => calls++, 1);
  assert.strictEqual(typeof id, 'number');
  clearTimeout(id);
  clearTimeout(String(id));
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.strictEqual(calls, 0);
});

test('what calls a tick is named in its stack as Node names it, with nothing between', async () => {
  const stack = await new Promise((resolve) => {
    process.nextTick(function mine() {
      resolve(new Error('here').stack);
    });
  });
  const frames = stack.split('\n').slice(1);
  assert.match(frames[0], /at (process\.)?mine /);
  assert.match(frames[1], /at process\.processTicksAndRejections \(/);
});
