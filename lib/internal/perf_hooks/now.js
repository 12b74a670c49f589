// The clock of performance.now() and of event time stamps.

import { binding } from '../binding.js';

/** @returns {number} ms since performance.timeOrigin, with a fraction */
export const { now } = binding('perf_hooks');
