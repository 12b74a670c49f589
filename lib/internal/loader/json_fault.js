// Where JSON that a module or a package is made of is wrong.
import { binding } from '../binding.js';
import { drawExcerpt, lineOf } from '../errors/excerpt.js';
import { noteExcerpt } from '../process/excerpt.js';

const { jsonFault } = binding('loader');

/**
 * Gives an error about JSON, should nobody catch it, the place in the text in place of the library's.
 * @param {Error} error
 * @param {string} text  that JSON.parse() refuses
 * @param {string} name  of its file
 * @returns {Error} the same error
 */
export function pointAtFault(error, text, name) {
  const place = jsonFault(text);
  if (place === undefined) return error;
  const [line, column] = place;
  noteExcerpt(error, drawExcerpt(name, line, column, lineOf(text, line) ?? '', true));
  return error;
}
