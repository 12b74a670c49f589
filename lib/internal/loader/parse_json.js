// JSON that a module or a package is made of, and where it is wrong.
import { binding } from '../binding.js';
import { drawExcerpt, lineOf } from '../errors/excerpt.js';
import { noteExcerpt } from '../process/excerpt.js';
import { reword } from './reword.js';

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

/** @throws SyntaxError whose message begins with the file's name */
export function parseJson(text, name) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw pointAtFault(reword(error, `${name}: ${error.message}`), text, name);
  }
}
