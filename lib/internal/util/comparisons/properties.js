// Own enumerable properties, for comparisons.
import { loose, partial } from '../comparisons.js';

const { getOwnPropertySymbols, keys: enumerableKeys } = Object;
const isEnumerable = Object.prototype.propertyIsEnumerable;

function enumerableSymbols(object) {
  const symbols = getOwnPropertySymbols(object);
  return symbols.length === 0 ? symbols : symbols.filter((symbol) => isEnumerable.call(object, symbol));
}

/**
 * Properties with these string keys, and symbols unless loosely.
 * @param {import('../comparisons.js').Comparison} comparison
 * @param {string[]} aKeys
 * @param {string[]} bKeys
 */
export function sameKeys(comparison, a, b, aKeys, bKeys) {
  const { mode } = comparison;
  if (mode !== partial && aKeys.length !== bKeys.length) return false;
  // Keys first: they tell differences without looking inside. Most objects that are equal have them in the same order.
  for (let i = 0; i < bKeys.length; i++) {
    if (aKeys[i] !== bKeys[i] && !isEnumerable.call(a, bKeys[i])) return false;
  }
  const symbols = mode === loose ? [] : enumerableSymbols(b);
  if (mode !== loose) {
    if (mode !== partial && enumerableSymbols(a).length !== symbols.length) return false;
    for (const symbol of symbols) {
      if (!isEnumerable.call(a, symbol)) return false;
    }
  }
  for (const key of bKeys) {
    if (!comparison.equal(a[key], b[key])) return false;
  }
  for (const symbol of symbols) {
    if (!comparison.equal(a[symbol], b[symbol])) return false;
  }
  return true;
}

/** @param {import('../comparisons.js').Comparison} comparison */
export function sameProperties(comparison, a, b) {
  return sameKeys(comparison, a, b, enumerableKeys(a), enumerableKeys(b));
}
