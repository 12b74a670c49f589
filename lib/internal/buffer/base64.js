// atob and btoa of HTML (https://html.spec.whatwg.org/multipage/webappapis.html#atob).

import { binding } from '../binding.js';
import { DOMException } from '../dom_exception.js';
import { codes } from '../errors.js';

const native = binding('buffer');

const BAD_CHARACTER = 1;

/**
 * Node buffer.atob, since v15.13; HTML atob(): base64 as a string whose characters are the bytes.
 * @param {unknown} input  becomes a string; white space is passed over, padding may be absent
 * @returns {string}
 * @throws {DOMException} InvalidCharacterError
 */
export function atob(input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input');
  const bytes = native.atob(`${input}`);
  if (typeof bytes === 'string') return bytes;
  throw new DOMException(
    bytes === BAD_CHARACTER ? 'Invalid character' : 'The string to be decoded is not correctly encoded.',
    'InvalidCharacterError',
  );
}

/**
 * Node buffer.btoa, since v15.13; HTML btoa(): characters up to U+00FF, each as a byte, in base64.
 * @param {unknown} input  becomes a string
 * @returns {string}
 * @throws {DOMException} InvalidCharacterError for other characters
 */
export function btoa(input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input');
  const text = native.btoa(`${input}`);
  if (text === undefined) throw new DOMException('Invalid character', 'InvalidCharacterError');
  return text;
}
