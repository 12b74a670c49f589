// Option expectFailure: a test that passes because it fails, perhaps for one reason only.
import { codes } from '../errors.js';
import { load } from '../builtins.js';
import { failure, kinds } from './failure.js';

const CONFIGURATION = new Set(['label', 'match']);

/**
 * @param {unknown} value  of the option: a mark, a reason, what assert.throws() compares with, or { label, match } of these
 * @returns {{ label?: string, match?: unknown } | undefined} undefined: the test is to pass by itself
 * @throws {TypeError} ERR_INVALID_ARG_VALUE for an object without properties. Node test since v24.14.0
 */
export function expectedFailure(value) {
  if (value === undefined || value === false) return undefined;
  if (typeof value === 'string') return value === '' ? {} : { label: value };
  if (typeof value === 'function' || value instanceof RegExp) return { match: value };
  if (value === null || typeof value !== 'object') return {};
  const keys = Object.keys(value);
  if (keys.length === 0 && !(value instanceof Error)) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.expectFailure', value, 'must not be an empty object');
  }
  const isConfiguration = keys.length > 0 && keys.every((key) => CONFIGURATION.has(key));
  return isConfiguration ? { label: value.label, match: value.match } : { match: value };
}

/**
 * @param {{ match?: unknown }} expected
 * @param {Error} error  of the test
 * @returns {Error | null} null where it is the one that was expected
 */
export function mismatch({ match }, error) {
  if (match === undefined) return null;
  try {
    load('assert').throws(() => {
      throw error.failureType === kinds.test ? error.cause : error;
    }, match);
    return null;
  } catch (cause) {
    return failure(new Error('The test failed, but not as it was expected to', { cause }), kinds.test);
  }
}
