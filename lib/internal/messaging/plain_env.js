// process.env within a message. It is a proxy, which cannot be copied, but it stands for plain data.
import { env } from '../process/env.js';
import { binding } from '../binding.js';

const { isProxy } = binding('util');

/** Arrays and plain objects: their copies arrive as they would themselves. */
function isContainer(value) {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Called by C++ for what could not be copied.
 * @param {unknown} value
 * @returns {unknown} copies of the arrays and objects of `value`, with plain data for process.env; `value` itself where that is not in it
 */
export function withPlainEnv(value) {
  const copies = new Map();
  const waiting = [];
  const copyOf = (each) => {
    if (each !== env && !isContainer(each)) return each;
    let copy = copies.get(each);
    if (copy === undefined) {
      copy = each === env ? { ...env } : Array.isArray(each) ? new Array(each.length) : { __proto__: null };
      copies.set(each, copy);
      if (each !== env) waiting.push(each);
    }
    return copy;
  };
  const result = copyOf(value);
  for (let i = 0; i < waiting.length; i++) {
    const original = waiting[i];
    const copy = copies.get(original);
    for (const key of Object.keys(original)) copy[key] = copyOf(original[key]);
  }
  return copies.has(env) ? result : value;
}
