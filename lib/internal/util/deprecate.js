// util.deprecate: functions that warn at their first call.
import { validateString } from '../validators.js';

/** Codes that were warned of. */
const warned = new Set();

/**
 * @param {Function} fn
 * @param {string} message
 * @param {string} [code]  of several functions with one code, only the first call of all warns
 * @param {{ modifyPrototype?: boolean }} [options]  false leaves the returned function without `fn` as its prototype
 * @returns {Function} fn, warning
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.deprecate since v0.8.0
 */
export function deprecate(fn, message, code = undefined, { modifyPrototype = true } = {}) {
  if (code !== undefined) validateString(code, 'code');
  return process.noDeprecation === true ? fn : warning(fn, message, code, modifyPrototype);
}

/**
 * deprecate for functions of the library: may be called while a snapshot is made.
 * @param {Function} fn
 * @param {string} message
 * @param {string} [code]
 * @param {boolean} [modifyPrototype]
 * @returns {Function}
 */
export function warning(fn, message, code, modifyPrototype = true) {
  let warnedHere = false;

  function deprecated(...args) {
    if (!warnedHere && process.noDeprecation !== true) {
      warnedHere = true;
      if (code === undefined) {
        process.emitWarning(message, 'DeprecationWarning', deprecated);
      } else if (!warned.has(code)) {
        process.emitWarning(message, 'DeprecationWarning', code, deprecated);
        warned.add(code);
      }
    }
    return new.target
      ? Reflect.construct(fn, args, new.target === deprecated ? fn : new.target)
      : Reflect.apply(fn, this, args);
  }

  if (modifyPrototype) {
    // Static members, `instanceof` and subclasses go on working.
    Object.setPrototypeOf(deprecated, fn);
    if (fn.prototype) deprecated.prototype = fn.prototype;
  }
  Object.defineProperty(deprecated, 'length', { value: fn.length, configurable: true });
  return deprecated;
}
