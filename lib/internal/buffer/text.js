// Buffers as text: toString, write, and the methods that name their encoding (utf8Slice, hexWrite, ...), which packages call too.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateInteger } from '../validators.js';
import { isUint8Array } from './kinds.js';
import { FastBuffer } from './allocation.js';
import { ASCII, BASE64, BASE64URL, HEX, LATIN1, UTF16LE, UTF8, encodingNumber, requireEncoding } from './encodings.js';

const native = binding('buffer');

/**
 * Each reads `this` from a start to an end (bytes; all of it by default).
 * @throws {TypeError} ERR_INVALID_ARG_TYPE where `this` is no view on bytes
 * @throws {RangeError} ERR_OUT_OF_RANGE
 * @throws {Error} ERR_STRING_TOO_LONG
 */
export const { utf8Slice, ucs2Slice, latin1Slice, asciiSlice, base64Slice, base64urlSlice, hexSlice } = native;

/** A place that a program passed as a number of any kind; `fallback` where it passed none. */
function placeOf(value, fallback) {
  if (value === undefined) return fallback;
  value = Math.trunc(+value);
  return Number.isNaN(value) ? 0 : value;
}

/**
 * A method that writes a string to `this` from an offset, at most `length` bytes, and returns how many it wrote. `strict` ones refuse a
 * length that reaches beyond the end, the others cut it.
 * Its errors: ERR_INVALID_ARG_TYPE, ERR_BUFFER_OUT_OF_BOUNDS.
 */
function writer(name, encoding, strict) {
  const method = function (string, offset, length) {
    const room = ArrayBuffer.isView(this) ? this.byteLength : 0;
    offset = placeOf(offset, 0);
    if (offset < 0 || offset > room) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
    length = placeOf(length, room - offset);
    if (length < 0 || (strict && length > room - offset)) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
    return native.encodeInto(this, string, offset, length, encoding);
  };
  return Object.defineProperty(method, 'name', { value: name });
}

export const utf8Write = writer('utf8Write', UTF8, true);
export const latin1Write = writer('latin1Write', LATIN1, true);
export const asciiWrite = writer('asciiWrite', ASCII, true);
export const ucs2Write = writer('ucs2Write', UTF16LE, false);
export const base64Write = writer('base64Write', BASE64, false);
export const base64urlWrite = writer('base64urlWrite', BASE64URL, false);
export const hexWrite = writer('hexWrite', HEX, false);

/**
 * Node buf.toString, since v0.1.90. Bytes that are no UTF-8 become U+FFFD.
 * @param {string} [encoding='utf8']
 * @param {number} [start=0]
 * @param {number} [end]
 * @returns {string}
 * @throws {TypeError} ERR_UNKNOWN_ENCODING
 * @throws {Error} ERR_STRING_TOO_LONG
 */
export function toString(encoding, start, end) {
  if (arguments.length === 0) return native.decodeAll(this);
  const { length } = this;
  if (!(start > 0)) start = 0;
  else if (start >= length) return '';
  else start = Math.trunc(start);
  if (end === undefined || end > length) end = length;
  else end = Math.trunc(end) || 0;
  if (end <= start) return '';
  return native.decode(this, start, end, encoding === undefined ? UTF8 : requireEncoding(encoding));
}

/**
 * Node buf.write, since v0.1.90: whole characters only.
 * @param {string} string
 * @param {number} [offset=0]
 * @param {number} [length]  bytes at most
 * @param {string} [encoding='utf8']
 * @returns {number} bytes written
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function write(string, offset, length, encoding) {
  const room = this.length;
  if (typeof offset === 'string') {
    if (length !== undefined) throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    encoding = offset;
    offset = 0;
    length = room;
  } else if (offset === undefined) {
    if (typeof length === 'string') encoding = length;
    offset = 0;
    length = room;
  } else {
    validateInteger(offset, 'offset', 0, room);
    if (typeof length === 'string') {
      encoding = length;
      length = room - offset;
    } else if (length === undefined) {
      length = room - offset;
    } else {
      validateInteger(length, 'length', 0, room);
      length = Math.min(length, room - offset);
    }
  }
  return native.encodeInto(this, string, offset, length, encoding ? requireEncoding(encoding) : UTF8);
}

/**
 * Node buf.toJSON, since v0.9.2.
 * @returns {{ type: 'Buffer', data: number[] }}
 */
export function toJSON() {
  const data = new Array(this.length);
  for (let i = 0; i < data.length; i++) data[i] = this[i];
  return { type: 'Buffer', data };
}

const SOURCE = ['Buffer', 'Uint8Array'];

/**
 * Node buffer.transcode, since v7.1: what the target cannot say becomes '?'.
 * @param {Uint8Array} source
 * @param {string} fromEncoding  'utf8', 'utf16le', 'ucs2', 'latin1', 'binary' or 'ascii'
 * @param {string} toEncoding  likewise
 * @returns {Buffer}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} U_ILLEGAL_ARGUMENT_ERROR for other encodings, U_INVALID_CHAR_FOUND for ill-formed text between UTF-8 and UTF-16
 */
export function transcode(source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) throw new codes.ERR_INVALID_ARG_TYPE('source', SOURCE, source);
  if (source.length === 0) return new FastBuffer();
  const from = encodingNumber(fromEncoding ?? 'utf8');
  const to = encodingNumber(toEncoding ?? 'utf8');
  if (!isCharacterSet(from) || !isCharacterSet(to)) throw transcodeError('U_ILLEGAL_ARGUMENT_ERROR', 1);
  const memory = native.transcode(source, from, to);
  if (memory === undefined) throw transcodeError('U_INVALID_CHAR_FOUND', 10);
  return new FastBuffer(memory);
}

function isCharacterSet(encoding) {
  return encoding === UTF8 || encoding === UTF16LE || encoding === LATIN1 || encoding === ASCII;
}

function transcodeError(code, errno) {
  return Object.assign(new Error(`Unable to transcode Buffer [${code}]`), { code, errno });
}
