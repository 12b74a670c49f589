// What C++ has to know of the task queue when a Turn closes, in memory that both sides see: whether calling
// processTicks() is worth it.

import { binding } from '../binding.js';

const { fieldCount, hasRejections, hasTicks } = binding('task_queue');

/** Index of `pending`: ticks wait. */
export const HAS_TICK = hasTicks;
/** Index of `pending`: promises were rejected that nobody handles, or handled after all. */
export const HAS_REJECTION = hasRejections;

/** Not zero at an index: that kind of work waits. */
export const pending = new Uint32Array(fieldCount);
