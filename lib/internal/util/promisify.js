// util.promisify: functions that call back become functions that return promises.
import { codes } from '../errors.js';
import { validateFunction } from '../validators.js';

/** Where a function keeps its own promise-returning variant. */
export const custom = Symbol.for('nodejs.util.promisify.custom');

/** Where a function of this library names what it calls back with, when that are several values. */
export const argumentNames = Symbol('customPromisifyArgs');

function define(fn, key, value) {
  return Object.defineProperty(fn, key, { value, enumerable: false, writable: false, configurable: true });
}

function warnOfPromise() {
  process.emitWarning(
    'Calling promisify on a function that returns a Promise is likely a mistake.',
    'DeprecationWarning',
    'DEP0174',
  );
}

/**
 * @param {Function} original  its last argument is an (error, value) callback
 * @returns {Function} (...args) => Promise
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.promisify since v8.0.0
 */
export function promisify(original) {
  validateFunction(original, 'original');
  const own = original[custom];
  if (own) {
    if (typeof own !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('util.promisify.custom', 'Function', own);
    return define(own, custom, own);
  }
  const names = original[argumentNames];

  function promised(...args) {
    return new Promise((resolve, reject) => {
      const returned = Reflect.apply(original, this, [
        ...args,
        (error, ...values) => {
          if (error) return reject(error);
          if (names === undefined || values.length < 2) return resolve(values[0]);
          return resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
        },
      ]);
      if (returned instanceof Promise) warnOfPromise();
    });
  }

  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  define(promised, custom, promised);
  const descriptors = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(descriptors)) {
    // Getters are not run, and nothing is inherited from a patched Object.prototype.
    Object.defineProperty(promised, key, Object.setPrototypeOf(descriptors[key], null));
  }
  return promised;
}

promisify.custom = custom;
