// Sets and Maps, for comparisons: what is not in both as the same value has to find a partner that equals it.
import { loose, partial } from '../comparisons.js';
import { sameProperties } from './properties.js';

const isObject = (value) => value !== null && typeof value === 'object';

/** Whether a value can equal another one that is not the same. */
const canHavePartner = (comparison, value) => comparison.mode === loose || isObject(value);

/**
 * Whether each of `wanted` has a partner of its own among `offered`.
 * @template T
 * @param {T[]} wanted
 * @param {T[]} offered
 * @param {(offered: T, wanted: T) => boolean} equal
 */
function pairUp(wanted, offered, equal) {
  if (wanted.length > offered.length) return false;
  const free = new Set(offered);
  for (const item of wanted) {
    let found = false;
    for (const candidate of free) {
      if (equal(candidate, item)) {
        free.delete(candidate);
        found = true;
        break;
      }
    }
    if (!found) return false;
  }
  return true;
}

/** @param {import('../comparisons.js').Comparison} comparison */
export function sameMembers(comparison, a, b) {
  if (comparison.mode === partial ? b.size > a.size : a.size !== b.size) return false;
  const wanted = [];
  for (const value of b) {
    if (a.has(value)) continue;
    if (!canHavePartner(comparison, value)) return false;
    wanted.push(value);
  }
  if (wanted.length > 0) {
    const offered = [];
    for (const value of a) {
      if (canHavePartner(comparison, value) && !b.has(value)) offered.push(value);
    }
    if (!pairUp(wanted, offered, (x, y) => comparison.equal(x, y))) return false;
  }
  return sameProperties(comparison, a, b);
}

/** @param {import('../comparisons.js').Comparison} comparison */
export function sameEntries(comparison, a, b) {
  if (comparison.mode === partial ? b.size > a.size : a.size !== b.size) return false;
  const wanted = [];
  const paired = new Set();
  for (const entry of b) {
    const [key, value] = entry;
    if (a.has(key) && comparison.equal(a.get(key), value)) {
      paired.add(key);
    } else {
      // The same primitive key cannot have a partner elsewhere, but one like it can.
      if (!canHavePartner(comparison, key)) return false;
      wanted.push(entry);
    }
  }
  if (wanted.length > 0) {
    const offered = [...a].filter(([key]) => canHavePartner(comparison, key) && !paired.has(key));
    const equal = ([keyA, valueA], [keyB, valueB]) => comparison.equal(keyA, keyB) && comparison.equal(valueA, valueB);
    if (!pairUp(wanted, offered, equal)) return false;
  }
  return sameProperties(comparison, a, b);
}
