// node:timers. Lists and heap are in internal/timers; ticks and microtasks in internal/task_queue.

import './internal/timers/loop.js';
import { load } from './internal/builtins.js';
import { clearImmediate, Immediate } from './internal/timers/immediate.js';
import { clear, Timeout, timerOf } from './internal/timers/timeout.js';
import { validateFunction } from './internal/validators.js';

const promisified = Symbol.for('nodejs.util.promisify.custom');

// The arguments for a callback. What calls this only counts and spreads its own `arguments`, so that nothing is
// allocated for the calls that have none.
const afterOne = (callback, ...args) => args;
const afterTwo = (callback, ms, ...args) => args;

/**
 * Calls callback once, after `ms` milliseconds.
 * @param {Function} callback
 * @param {number} [ms]  1..2^31-1; 1 for all else
 * @param {...*} args  what callback is called with
 * @returns {Timeout}
 * @throws ERR_INVALID_ARG_TYPE if callback is no function
 * Source: Node setTimeout since v0.0.1; HTML, "Timers".
 */
export function setTimeout(callback, ms) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, ms, arguments.length > 2 ? afterTwo(...arguments) : undefined, false, true);
}

/**
 * Calls callback every `ms` milliseconds until it is cleared. Parameters as of setTimeout.
 * Source: Node setInterval since v0.0.1.
 */
export function setInterval(callback, ms) {
  validateFunction(callback, 'callback');
  return new Timeout(callback, ms, arguments.length > 2 ? afterTwo(...arguments) : undefined, true, true);
}

/**
 * Calls callback in the loop's next check phase, after I/O.
 * @returns {Immediate}
 * @throws ERR_INVALID_ARG_TYPE if callback is no function
 * Source: Node setImmediate since v0.9.1.
 */
export function setImmediate(callback) {
  validateFunction(callback, 'callback');
  return new Immediate(callback, arguments.length > 1 ? afterOne(...arguments) : undefined);
}

/**
 * Takes back setTimeout or setInterval.
 * @param {Timeout|number|string} timer  what they returned, or its primitive id; anything else is ignored
 * Source: Node clearTimeout since v0.0.1.
 */
export function clearTimeout(timer) {
  if (timer instanceof Timeout) {
    clear(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const found = timerOf(timer);
    if (found !== undefined) clear(found);
  }
}

/** The same as clearTimeout. Source: Node clearInterval since v0.0.1. */
export function clearInterval(timer) {
  clearTimeout(timer);
}

export { clearImmediate };

function promisify(fn, name) {
  Object.defineProperty(fn, promisified, {
    __proto__: null,
    enumerable: true,
    get: () => load('timers/promises')[name],
  });
}
promisify(setTimeout, 'setTimeout');
promisify(setImmediate, 'setImmediate');

export default {
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval,
  get promises() {
    return load('timers/promises');
  },
};
