// The names that a text encoding goes by, as numbers. Everything that takes an encoding asks here.

import { binding } from '../binding.js';
import { codes } from '../errors.js';

const { encodings } = binding('buffer');

export const UTF8 = encodings.utf8;
export const UTF16LE = encodings.utf16le;
export const LATIN1 = encodings.latin1;
export const ASCII = encodings.ascii;
export const BASE64 = encodings.base64;
export const BASE64URL = encodings.base64url;
export const HEX = encodings.hex;

/** Stands for a name that is none. */
export const UNKNOWN = -1;

function lookUp(name) {
  switch (name) {
    case 'utf8':
    case 'utf-8':
      return UTF8;
    case 'hex':
      return HEX;
    case 'base64':
      return BASE64;
    case 'latin1':
    case 'binary':
      return LATIN1;
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return UTF16LE;
    case 'base64url':
      return BASE64URL;
    case 'ascii':
      return ASCII;
    default:
      return UNKNOWN;
  }
}

/**
 * The number of an encoding, whatever the case of its name.
 * @param {unknown} name
 * @returns {number} one of the constants above; UNKNOWN for what names none
 */
export function encodingNumber(name) {
  const number = lookUp(name);
  return number === UNKNOWN && typeof name === 'string' ? lookUp(name.toLowerCase()) : number;
}

/**
 * The same for what a user passed where an encoding has to be right.
 * @param {unknown} name
 * @returns {number}
 * @throws {TypeError} ERR_UNKNOWN_ENCODING
 */
export function requireEncoding(name) {
  const number = encodingNumber(typeof name === 'object' && name !== null ? `${name}` : name);
  if (number === UNKNOWN) throw new codes.ERR_UNKNOWN_ENCODING(name);
  return number;
}

const CANONICAL = [];
CANONICAL[UTF8] = 'utf8';
CANONICAL[UTF16LE] = 'utf16le';
CANONICAL[LATIN1] = 'latin1';
CANONICAL[ASCII] = 'ascii';
CANONICAL[BASE64] = 'base64';
CANONICAL[BASE64URL] = 'base64url';
CANONICAL[HEX] = 'hex';

/**
 * The one name that an encoding is stored under ('utf8' for nothing at all).
 * @param {unknown} name
 * @returns {string | undefined}
 */
export function normalizeEncoding(name) {
  if (name === undefined || name === null || name === '' || name === 'utf8') return 'utf8';
  return CANONICAL[encodingNumber(name)];
}
