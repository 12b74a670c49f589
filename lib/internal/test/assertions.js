// t.assert: the assertions of node:assert, those that a program registered, and snapshots.
import { methods } from '../assert/methods.js';
import { validateFunction, validateString } from '../validators.js';
import { fileSnapshot, snapshot } from './snapshots.js';

const left = new Set(['Assert', 'AssertionError', 'strict']);
const registered = new Map(Object.entries({ fileSnapshot, snapshot }));

/**
 * Adds an assertion to t.assert of all tests. Node assert.register since v23.7.0
 * @param {string} name
 * @param {Function} fn  `this` is the test's context
 */
export function register(name, fn) {
  validateString(name, 'name');
  validateFunction(fn, 'fn');
  registered.set(name, fn);
}

/**
 * @param {object} context
 * @param {() => void} count  called for each assertion
 * @returns {object}
 */
export function assertionsFor(context, count) {
  const assertions = { __proto__: null };
  for (const [name, fn] of [...Object.entries(methods), ...registered]) {
    if (left.has(name)) continue;
    assertions[name] = (...args) => {
      count();
      return Reflect.apply(fn, context, args);
    };
  }
  return assertions;
}
