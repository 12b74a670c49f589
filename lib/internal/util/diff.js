// The shortest way from one list to another: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
import { validateString } from '../validators.js';

/** In both lists; only in the actual one; only in the expected one. */
export const same = 0;
export const added = 1;
export const removed = -1;

/** Whether diagonal `k` is reached best from the one above it. Those beyond the graph's edges, -m and n, lead nowhere. */
function comesDown(k, edits, n, m, at) {
  return k === -edits || k === -m || (k !== edits && k !== n && at(k - 1) < at(k + 1));
}

/**
 * Walks the edit graph from its start, and notes for each number of edits how far each diagonal gets.
 * @returns {{ low: number, reach: Int32Array }[] | undefined} one a number of edits: how far each diagonal had got before, from `low` on;
 *   undefined where more than `most` are needed
 */
function explore(actual, expected, equal, most) {
  const n = actual.length;
  const m = expected.length;
  const shift = n + m + 1;
  const reach = new Int32Array(2 * shift + 1);
  const at = (k) => reach[shift + k];
  const trace = [];
  for (let edits = 0; edits <= most; edits++) {
    // Only diagonals up to the number of edits have been reached, and none is beyond the graph: much less where one list is short.
    const low = edits <= m ? -edits : -m + ((edits - m) % 2);
    const high = edits <= n ? edits : n - ((edits - n) % 2);
    trace.push({ low: low - 1, reach: reach.slice(shift + low - 1, shift + high + 2) });
    for (let k = low; k <= high; k += 2) {
      const down = comesDown(k, edits, n, m, at);
      let x = down ? reach[shift + k + 1] : reach[shift + k - 1] + 1;
      while (x < n && x - k < m && equal(actual[x], expected[x - k])) x++;
      reach[shift + k] = x;
      if (x >= n && x - k >= m) return trace;
    }
  }
  return undefined;
}

/**
 * @template T
 * @param {T[]} actual
 * @param {T[]} expected
 * @param {(a: T, b: T) => boolean} [equal]
 * @param {(a: T, b: T) => T} [pick]  which of two equal items stands for both
 * @param {number} [most]  edits: time and memory grow with their square
 * @returns {[operation: 0 | 1 | -1, value: T][] | undefined} from first to last; undefined where more than `most` edits are needed
 */
export function myersDiff(
  actual,
  expected,
  equal = (a, b) => a === b,
  pick = (a) => a,
  most = actual.length + expected.length,
) {
  const trace = explore(actual, expected, equal, most);
  if (trace === undefined) return undefined;
  const result = [];
  let x = actual.length;
  let y = expected.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const { low, reach } = trace[edits];
    const at = (k) => reach[k - low];
    const k = x - y;
    const down = comesDown(k, edits, actual.length, expected.length, at);
    const fromX = edits === 0 ? 0 : at(down ? k + 1 : k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x--;
      y--;
      result.push([same, pick(actual[x], expected[y])]);
    }
    if (edits > 0) {
      if (x > fromX) result.push([added, actual[--x]]);
      else result.push([removed, expected[--y]]);
    }
  }
  return result.reverse();
}

function items(value, name) {
  if (!Array.isArray(value)) {
    validateString(value, name);
    return [...value];
  }
  for (let i = 0; i < value.length; i++) validateString(value[i], `${name}[${i}]`);
  return value;
}

/**
 * @param {string | string[]} actual
 * @param {string | string[]} expected
 * @returns {[operation: 0 | 1 | -1, value: string][]} characters or items; empty when both are equal
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.diff since v22.15.0
 */
export function diff(actual, expected) {
  if (actual === expected) return [];
  return myersDiff(items(actual, 'actual'), items(expected, 'expected'));
}
