// The errors that the package readable-stream throws, made ours: it asks this file instead of its own.
import { codes as ours, AbortError, aggregateTwoErrors } from '../errors.js';

// The package calls a few of the constructors without `new`.
const callable = (name) =>
  function construct(...args) {
    return new ours[name](...args);
  };

export const codes = {
  __proto__: ours,
  ERR_ILLEGAL_CONSTRUCTOR: callable('ERR_ILLEGAL_CONSTRUCTOR'),
  ERR_MULTIPLE_CALLBACK: callable('ERR_MULTIPLE_CALLBACK'),
};

export { AbortError, aggregateTwoErrors };

export function hideStackFrames(fn) {
  return fn;
}
