// The errors that the package readable-stream throws, made ours: it asks this file instead of its own.
import { codes as ours, AbortError, aggregateTwoErrors } from '../errors.js';

// The package calls a few of the constructors without `new`.
const callable = (name) =>
  function construct(...args) {
    return new ours[name](...args);
  };

const CHUNK = ['string', 'Buffer', 'TypedArray', 'DataView'];

export const codes = {
  __proto__: ours,
  ERR_ILLEGAL_CONSTRUCTOR: callable('ERR_ILLEGAL_CONSTRUCTOR'),
  ERR_MULTIPLE_CALLBACK: callable('ERR_MULTIPLE_CALLBACK'),
  // Where the package names Uint8Array, every view is taken (chunks.js).
  ERR_INVALID_ARG_TYPE: function invalidType(name, expected, actual) {
    return new ours.ERR_INVALID_ARG_TYPE(name, name === 'chunk' ? CHUNK : expected, actual);
  },
};

export { AbortError, aggregateTwoErrors };

export function hideStackFrames(fn) {
  return fn;
}
