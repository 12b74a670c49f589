// Arrays, typed arrays and buffers, for comparisons.
import { binding } from '../../binding.js';
import { loose, partial } from '../comparisons.js';
import { sameKeys } from './properties.js';

const { compare: compareBytes } = binding('buffer');
const { nonIndexProperties } = binding('util');
const { hasOwn, keys: enumerableKeys } = Object;
const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
).get;

const extraKeys = (list) => nonIndexProperties(list, true).filter((key) => typeof key === 'string');

const isIndex = (key) => `${key >>> 0}` === key && key >>> 0 !== 2 ** 32 - 1;

/** From the first hole on: only what is there is looked at, however long the array is. */
function sameSparse(comparison, a, b) {
  const aKeys = enumerableKeys(a).filter(isIndex);
  const bKeys = enumerableKeys(b).filter(isIndex);
  if (aKeys.length !== bKeys.length) return false;
  return bKeys.every((key, i) => key === aKeys[i] && comparison.equal(a[key], b[key]));
}

function sameElements(comparison, a, b) {
  for (let i = 0; i < a.length; i++) {
    const there = hasOwn(b, i);
    if (there !== hasOwn(a, i)) return false;
    if (!there) return sameSparse(comparison, a, b);
    if (!comparison.equal(a[i], b[i])) return false;
  }
  return true;
}

/** Whether the elements of b come in a, in their order. Holes of b ask for nothing. */
function isSubsequence(comparison, a, b) {
  const sparse = a.length > 1e5 || b.length > 1e5;
  const wanted = sparse ? enumerableKeys(b).filter(isIndex) : undefined;
  const offered = sparse ? enumerableKeys(a).filter(isIndex) : undefined;
  const count = sparse ? wanted.length : b.length;
  const available = sparse ? offered.length : a.length;
  let at = 0;
  for (let i = 0; i < count; i++) {
    const key = sparse ? wanted[i] : i;
    if (!hasOwn(b, key)) continue;
    for (; ; at++) {
      if (at >= available) return false;
      const place = sparse ? offered[at] : at;
      if (hasOwn(a, place) && comparison.equal(a[place], b[key])) break;
    }
    at++;
  }
  return true;
}

/** @param {import('../comparisons.js').Comparison} comparison */
export function sameArrays(comparison, a, b) {
  if (comparison.mode === partial ? b.length > a.length : a.length !== b.length) return false;
  if (!sameKeys(comparison, a, b, extraKeys(a), extraKeys(b))) return false;
  return comparison.mode === partial ? isSubsequence(comparison, a, b) : sameElements(comparison, a, b);
}

/** Whether the items of b come in a, in their order. */
function containsItems(a, b) {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    while (at < a.length && !Object.is(a[at], b[i])) at++;
    if (at++ >= a.length) return false;
  }
  return true;
}

function bytesOf(value) {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

const sameBytes = (a, b) => compareBytes(a, b) === 0;

/** @param {import('../comparisons.js').Comparison} comparison */
export function sameTypedArrays(comparison, a, b) {
  const { mode } = comparison;
  const tag = typedArrayTag.call(a);
  if (tag !== typedArrayTag.call(b)) return false;
  if (mode === partial) {
    if (!containsItems(a, b)) return false;
  } else if (mode === loose && tag.startsWith('Float')) {
    if (!sameNumbers(a, b)) return false;
  } else if (!sameBytes(a, b)) {
    return false;
  }
  return comparison.guarded(a, b, (_, x, y) => sameKeys(comparison, x, y, extraKeys(x), extraKeys(y)));
}

/** Zeros are equal whatever their signs. */
function sameNumbers(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** ArrayBuffers and DataViews. @param {import('../comparisons.js').Comparison} comparison */
export function sameBuffers(comparison, a, b) {
  const same = comparison.mode === partial ? containsItems(bytesOf(a), bytesOf(b)) : sameBytes(a, b);
  if (!same) return false;
  return comparison.guarded(a, b, (_, x, y) => sameKeys(comparison, x, y, enumerableKeys(x), enumerableKeys(y)));
}
