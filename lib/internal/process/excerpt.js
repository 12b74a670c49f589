// The source line of an error that C++ has not seen being thrown.
import { binding } from '../binding.js';

const native = binding('process');

/** @returns {string} file:line, source line and caret of where `error` was made; '' if that is not known */
export function excerptOf(error) {
  return native.excerpt(error);
}
