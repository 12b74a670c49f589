// The line of the source that an error is about, with a caret below it.
import { load } from '../builtins.js';
import { frameOf } from './frames.js';

/** A minified file has lines of a megabyte: the neighbourhood is shown. */
const widest = 1024;

/**
 * @param {string} name  of the file
 * @param {number} line  from 1
 * @param {number} column  from 0
 * @param {string} text  of the line
 * @param {boolean} [precise]  tell the column, too
 * @returns {string} file:line, source line and caret, a line each
 */
export function drawExcerpt(name, line, column, text, precise = false) {
  const place = precise ? `${name}:${line}:${column + 1}` : `${name}:${line}`;
  if (text.length > widest) {
    const from = Math.max(0, column - widest / 4);
    text = text.slice(from, from + widest);
    column -= from;
  }
  const indent = text.slice(0, column).replace(/[^\t]/g, ' ');
  return `${place}\n${text}\n${indent}^\n`;
}

/**
 * @param {string} source
 * @param {number} line  from 1
 * @returns {string | undefined}
 */
export function lineOf(source, line) {
  let start = 0;
  for (let i = 1; i < line; i++) {
    start = source.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = source.indexOf('\n', start);
  return source.slice(start, end === -1 ? source.length : end).replace(/\r$/, '');
}

/** The text of a file by its path or file: URL; undefined where it cannot be read. */
export function sourceOf(name) {
  try {
    const path = name.startsWith('file:') ? load('url').fileURLToPath(name) : name;
    return path.startsWith('/') ? load('fs').readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/**
 * For an error that the library threw: where the program called it.
 * @param {Error} error
 * @returns {string | undefined}
 */
export function programExcerpt(error) {
  const frame = frameOf(error);
  if (frame === undefined) return undefined;
  const source = sourceOf(frame.file);
  const text = source === undefined ? undefined : lineOf(source, frame.line);
  return text === undefined ? undefined : drawExcerpt(frame.file, frame.line, frame.column - 1, text);
}
