// Holds that work which is done over and over leaves nothing behind: no memory after collection, no descriptor, nothing in the
// event loop. `./test --long soak` runs the long form.
import assert from 'node:assert';
import fs from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

export const long = process.env.RONDO_SOAK === 'long';

const MB = 2 ** 20;

/** How many descriptors there are; apart from them the rings (io_uring): the loop has one of its own from the first use on. */
function descriptors() {
  const all = fs.readdirSync('/proc/self/fd');
  const isRing = (fd) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${fd}`) === 'anon_inode:[io_uring]';
    } catch {
      return false; // the folder's own, closed by now
    }
  };
  const rings = all.filter(isRing).length;
  return { descriptors: all.length - rings, rings };
}

/** What the process holds once all that can be collected is. */
async function settled() {
  for (let i = 0; i < 5; i++) {
    await turn(); // finalizers and closing handles have a turn each
    globalThis.gc();
  }
  // as if memory were short: V8 gives back the pages that it keeps for later, too
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapUsed, external, rss, ...descriptors(), resources: process.getActiveResourcesInfo() };
}

/**
 * Runs `work` until it has settled in, takes the measure, runs it on, and compares.
 * @param {object} options
 * @param {number} [options.rounds]  how often `work` runs after the first measure
 * @param {number} [options.seconds]  or for how long
 * @param {number} [options.heap]  MB by which the heap may have grown (caches of the engine, say)
 * @param {number} [options.resident]  MB by which the process may have grown (what the allocator keeps)
 * @param {(round: number) => Promise<void>} work
 * @throws AssertionError that names what grew, with figures before and after
 */
export async function flat({ rounds, seconds, heap = 3, resident = 96 }, work) {
  assert.equal(typeof globalThis.gc, 'function', 'needs --expose-gc');
  let round = 0;
  const warm = rounds === undefined ? 10 : Math.max(2, Math.ceil(rounds / 2));
  while (round < warm) await work(round++);

  const before = await settled();
  const start = performance.now();
  const goesOn = () => (rounds === undefined ? performance.now() - start < seconds * 1000 : round < warm + rounds);
  while (goesOn()) await work(round++);
  const after = await settled();

  const done = `after ${round - warm} rounds`;
  const grown = (name, most) =>
    assert.ok(
      after[name] - before[name] <= most * MB,
      `${name} grew by ${((after[name] - before[name]) / MB).toFixed(1)} MB ${done}: from ${before[name]} to ${after[name]}`,
    );
  assert.equal(after.descriptors, before.descriptors, `descriptors were left open ${done}`);
  assert.ok(after.rings <= before.rings + 1, `${after.rings - before.rings} rings were left ${done}`);
  assert.deepEqual(after.resources, before.resources, `the event loop still holds something ${done}`);
  grown('heapUsed', heap);
  grown('external', 1);
  grown('rss', resident);
}
