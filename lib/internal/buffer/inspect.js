// How util.inspect shows a Buffer: <Buffer 61 62 63>.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { validateNumber } from '../validators.js';

const { ownNames } = binding('buffer');

let maxBytes = 50;

/** @returns {number} how many bytes are shown: buffer.INSPECT_MAX_BYTES */
export function getInspectMaxBytes() {
  return maxBytes;
}

/**
 * @param {number} value
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function setInspectMaxBytes(value) {
  validateNumber(value, 'INSPECT_MAX_BYTES', 0);
  maxBytes = value;
}

/** Properties that a program has put on the Buffer, as inspect would show them within braces. */
function shownProperties(buffer, context) {
  const names = ownNames(buffer, context?.showHidden === true);
  if (names.length === 0) return '';
  const copy = {};
  for (const name of names) Object.defineProperty(copy, name, Object.getOwnPropertyDescriptor(buffer, name));
  const text = load('util').inspect(copy, { ...context, breakLength: Infinity, compact: true });
  return text.slice(2, -2);
}

/**
 * Node buf.inspect(), and what util.inspect calls.
 * @param {number} [depth]
 * @param {object} [context]  the options of util.inspect
 * @returns {string}
 */
export function inspect(depth, context) {
  const shown = Math.min(maxBytes, this.length);
  const rest = this.length - shown;
  let text = this.hexSlice(0, shown)
    .replace(/(.{2})/g, '$1 ')
    .trim();
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? 's' : ''}`;
  const properties = shownProperties(this, context);
  if (properties !== '') text += text === '' ? properties : `, ${properties}`;
  return `<${this.constructor?.name ?? 'Buffer'} ${text}>`;
}
