// What setTimeout and its kin make of the duration that a program gives.

import { load } from '../builtins.js';

/** The longest duration in ms; what is longer fires at once, as in browsers. */
export const LONGEST = 2 ** 31 - 1;

let warnedOfNegative = false;
let warnedOfNaN = false;

function warn(name, problem) {
  load('process').emitWarning(`${problem}.\nTimeout duration was set to 1.`, name);
}

/**
 * @param {*} ms  what a program passed
 * @returns {number} ms from 1 to LONGEST; 1 for all that is out of range. Warns of what can hardly be meant:
 *   too long (each time), negative or not a number (once in a process).
 */
export function duration(ms) {
  if (ms === undefined) return 1;
  const given = ms;
  ms = +ms;
  if (ms >= 1 && ms <= LONGEST) return ms;
  if (ms > LONGEST) {
    warn('TimeoutOverflowWarning', `${ms} does not fit into a 32-bit signed integer`);
  } else if (ms < 0) {
    if (!warnedOfNegative) warn('TimeoutNegativeWarning', `${ms} is a negative number`);
    warnedOfNegative = true;
  } else if (Number.isNaN(ms) && given !== null) {
    if (!warnedOfNaN) warn('TimeoutNaNWarning', `${ms} is not a number`);
    warnedOfNaN = true;
  }
  return 1;
}
