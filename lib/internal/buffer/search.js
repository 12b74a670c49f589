// indexOf, lastIndexOf, includes.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { isUint8Array } from './kinds.js';
import { UTF8, encodingNumber, requireEncoding } from './encodings.js';

const { indexOfBytes, indexOfNumber, indexOfString } = binding('buffer');

function search(buffer, value, byteOffset, encoding, forward) {
  if (!ArrayBuffer.isView(buffer))
    throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  }
  byteOffset = +byteOffset;
  // Nothing, or what is no number, means the whole of it: from the front, or from the end.
  if (Number.isNaN(byteOffset)) byteOffset = forward ? 0 : buffer.length || buffer.byteLength;
  else byteOffset = Math.trunc(byteOffset);
  if (typeof value === 'number') return indexOfNumber(buffer, value >>> 0, byteOffset, forward);
  if (typeof value === 'string') {
    const number = encoding === undefined ? UTF8 : requireEncoding(encoding);
    return indexOfString(buffer, value, byteOffset, number, forward);
  }
  if (isUint8Array(value)) return indexOfBytes(buffer, value, byteOffset, encodingNumber(encoding), forward);
  throw new codes.ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
}

/**
 * Node buf.indexOf, since v1.5.
 * @param {string | Uint8Array | number} value  of a number the lowest byte counts
 * @param {number} [byteOffset=0]  negative counts from the end
 * @param {string} [encoding='utf8']
 * @returns {number} the first match's first byte, or -1
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
 */
export function indexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true);
}

/**
 * Node buf.lastIndexOf, since v6.
 * @param {string | Uint8Array | number} value
 * @param {number} [byteOffset]  where the last match may begin; the end by default
 * @param {string} [encoding='utf8']
 * @returns {number} the last match's first byte, or -1
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
 */
export function lastIndexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, false);
}

/**
 * Node buf.includes, since v5.3.
 * @param {string | Uint8Array | number} value
 * @param {number} [byteOffset=0]
 * @param {string} [encoding='utf8']
 * @returns {boolean}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
 */
export function includes(value, byteOffset, encoding) {
  return this.indexOf(value, byteOffset, encoding) !== -1;
}
