// What is shown with an error besides its stack, where only others know it: its source line, a hint.
import { binding } from '../binding.js';

const native = binding('process');

const noted = new WeakMap();

/** Gives `error` the excerpt that is printed should nobody catch it: where it is about is not where it is thrown. */
export function noteExcerpt(error, excerpt) {
  noted.set(error, excerpt);
}

/** @returns {string | undefined} */
export const notedExcerpt = (error) => noted.get(error);

const hints = new WeakMap();

/** Gives `error` the hint that was found where it was thrown. @param {string} hint  a line of text; may be empty */
export function noteHint(error, hint) {
  hints.set(error, hint);
}

/** @returns {string | undefined} */
export const notedHint = (error) => hints.get(error);

/** @returns {string} file:line, source line and caret of where `error` was made; '' if that is not known */
export function excerptOf(error) {
  return native.excerpt(error);
}
