// The source line of an error that C++ has not seen being thrown.
import { binding } from '../binding.js';

const native = binding('process');

const noted = new WeakMap();

/** Gives `error` the excerpt that is printed should nobody catch it: where it is about is not where it is thrown. */
export function noteExcerpt(error, excerpt) {
  noted.set(error, excerpt);
}

/** @returns {string | undefined} */
export const notedExcerpt = (error) => noted.get(error);

/** @returns {string} file:line, source line and caret of where `error` was made; '' if that is not known */
export function excerptOf(error) {
  return native.excerpt(error);
}
