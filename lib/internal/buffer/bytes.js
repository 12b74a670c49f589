// Buffers as rows of bytes: compare, copy, fill, swap, views.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateInteger, validateString } from '../validators.js';
import { isUint8Array } from './kinds.js';
import { FastBuffer } from './allocation.js';
import { ASCII, LATIN1, UTF8, requireEncoding } from './encodings.js';

const native = binding('buffer');
const BYTES = ['Buffer', 'Uint8Array'];
const plainFill = Uint8Array.prototype.fill;

/** Bytes below which a loop in JavaScript beats the call to a native function. */
const SWAP_NATIVELY = 128;

function requireBytes(value, name) {
  if (!isUint8Array(value)) throw new codes.ERR_INVALID_ARG_TYPE(name, BYTES, value);
}

/**
 * Node Buffer.compare, since v0.11.13.
 * @param {Uint8Array} buf1
 * @param {Uint8Array} buf2
 * @returns {-1 | 0 | 1}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function compareTwo(buf1, buf2) {
  requireBytes(buf1, 'buf1');
  requireBytes(buf2, 'buf2');
  return buf1 === buf2 ? 0 : native.compare(buf1, buf2);
}

/**
 * Node buf.compare, since v0.11.13.
 * @param {Uint8Array} target
 * @param {number} [targetStart=0]
 * @param {number} [targetEnd]
 * @param {number} [sourceStart=0]  in `this`
 * @param {number} [sourceEnd]
 * @returns {-1 | 0 | 1} -1 where `this` sorts before the target
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  requireBytes(target, 'target');
  if (arguments.length === 1) return native.compare(this, target);
  if (targetStart === undefined) targetStart = 0;
  else validateInteger(targetStart, 'targetStart', 0);
  if (targetEnd === undefined) targetEnd = target.length;
  else validateInteger(targetEnd, 'targetEnd', 0, target.length);
  if (sourceStart === undefined) sourceStart = 0;
  else validateInteger(sourceStart, 'sourceStart', 0);
  if (sourceEnd === undefined) sourceEnd = this.length;
  else validateInteger(sourceEnd, 'sourceEnd', 0, this.length);
  if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
  if (targetStart >= targetEnd) return 1;
  return native.compareRanges(this, target, sourceStart, sourceEnd, targetStart, targetEnd);
}

/**
 * Node buf.equals, since v0.11.13.
 * @param {Uint8Array} otherBuffer
 * @returns {boolean}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function equals(otherBuffer) {
  requireBytes(otherBuffer, 'otherBuffer');
  if (this === otherBuffer) return true;
  const { byteLength } = this;
  if (byteLength !== otherBuffer.byteLength) return false;
  return byteLength === 0 || native.compare(this, otherBuffer) === 0;
}

/** An integer from what a program passed where numbers used to be coerced. */
function toOffset(value) {
  value = Math.floor(+value);
  return Number.isNaN(value) ? 0 : value;
}

/**
 * Node buf.copy, since v0.1.90. Overlapping parts of one memory are copied rightly.
 * @param {Uint8Array} target
 * @param {number} [targetStart=0]
 * @param {number} [sourceStart=0]
 * @param {number} [sourceEnd]
 * @returns {number} bytes copied
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function copy(target, targetStart, sourceStart, sourceEnd) {
  requireBytes(this, 'source');
  if (!ArrayBuffer.isView(target)) throw new codes.ERR_INVALID_ARG_TYPE('target', BYTES, target);
  const sourceLength = this.byteLength;
  const room = target.byteLength;
  if (targetStart === undefined) {
    targetStart = 0;
  } else {
    targetStart = toOffset(targetStart);
    if (targetStart < 0) throw new codes.ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
    if (targetStart >= room) return 0;
  }
  if (sourceStart === undefined) {
    sourceStart = 0;
  } else {
    sourceStart = toOffset(sourceStart);
    if (sourceStart < 0 || sourceStart > sourceLength) {
      throw new codes.ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${sourceLength}`, sourceStart);
    }
    if (sourceStart >= sourceLength) return 0;
  }
  if (sourceEnd === undefined) {
    sourceEnd = sourceLength;
  } else {
    sourceEnd = toOffset(sourceEnd);
    if (sourceEnd < 0) throw new codes.ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
    if (sourceEnd > sourceLength) sourceEnd = sourceLength;
  }
  if (sourceStart >= sourceEnd) return 0;
  const count = Math.min(sourceEnd - sourceStart, room - targetStart);
  if (count <= 0) return 0;
  return native.copy(this, target, targetStart, sourceStart, count);
}

/**
 * Node buf.fill, since v0.5.
 * @param {string | Uint8Array | number | boolean} value  repeated to the end
 * @param {number} [offset=0]
 * @param {number} [end]
 * @param {string} [encoding='utf8']  of a string
 * @returns {Buffer} this
 * @throws {TypeError} ERR_INVALID_ARG_VALUE for a value without a byte; ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function fill(value, offset, end, encoding) {
  return fillRange(this, value, offset, end, encoding);
}

/** The same for a Buffer that is being made: `this` need not carry its methods. */
export function fillRange(buffer, value, offset, end, encoding) {
  let number = UTF8;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset;
      offset = undefined;
      end = buffer.length;
    } else if (typeof end === 'string') {
      encoding = end;
      end = buffer.length;
    }
    if (encoding !== undefined && encoding !== null) {
      validateString(encoding, 'encoding');
      if (encoding !== '') number = requireEncoding(encoding);
    }
    if (value.length === 0) {
      value = 0;
    } else if (value.length === 1) {
      const code = value.charCodeAt(0);
      if (code < (number === UTF8 ? 128 : number === LATIN1 || number === ASCII ? 256 : 0)) value = code;
    }
  }
  if (offset === undefined) {
    offset = 0;
    end = buffer.length;
  } else {
    validateInteger(offset, 'offset', 0);
    if (end === undefined) end = buffer.length;
    else validateInteger(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  if (typeof value === 'string') {
    if (!native.fillString(buffer, value, offset, end, number)) throw new codes.ERR_INVALID_ARG_VALUE('value', value);
  } else if (ArrayBuffer.isView(value)) {
    if (!native.fillBytes(buffer, value, offset, end)) throw new codes.ERR_INVALID_ARG_VALUE('value', value);
  } else {
    plainFill.call(buffer, value & 255, offset, end);
  }
  return buffer;
}

function swapPair(buffer, i, j) {
  const held = buffer[i];
  buffer[i] = buffer[j];
  buffer[j] = held;
}

function swap(buffer, width, natively) {
  const { length } = buffer;
  if (length % width !== 0) throw new codes.ERR_INVALID_BUFFER_SIZE(`${width * 8}-bits`);
  if (length >= SWAP_NATIVELY) {
    natively(buffer);
    return buffer;
  }
  for (let i = 0; i < length; i += width) {
    for (let low = i, high = i + width - 1; low < high; low++, high--) swapPair(buffer, low, high);
  }
  return buffer;
}

/**
 * Node buf.swap16, since v5.10: turns each two bytes round, in place.
 * @returns {Buffer} this
 * @throws {RangeError} ERR_INVALID_BUFFER_SIZE
 */
export function swap16() {
  return swap(this, 2, native.swap16);
}

/**
 * Node buf.swap32, since v5.10: the same with each four bytes.
 * @returns {Buffer} this
 * @throws {RangeError} ERR_INVALID_BUFFER_SIZE
 */
export function swap32() {
  return swap(this, 4, native.swap32);
}

/**
 * Node buf.swap64, since v6.3: the same with each eight bytes.
 * @returns {Buffer} this
 * @throws {RangeError} ERR_INVALID_BUFFER_SIZE
 */
export function swap64() {
  return swap(this, 8, native.swap64);
}

/** A position in a row of `length` from what Array.prototype.slice takes. */
function clampIndex(index, length) {
  index = Math.trunc(+index);
  if (!(index > 0 || index < 0)) return 0;
  if (index < 0) return Math.max(index + length, 0);
  return index < length ? index : length;
}

/**
 * Node buf.subarray, since v3: a view on the same memory.
 * @param {number} [start=0]  negative counts from the end
 * @param {number} [end]
 * @returns {Buffer}
 */
export function subarray(start, end) {
  const { length } = this;
  start = clampIndex(start, length);
  end = end === undefined ? length : clampIndex(end, length);
  return new FastBuffer(this.buffer, this.byteOffset + start, end > start ? end - start : 0);
}

/** Node buf.slice, since v0.3, deprecated: the same as subarray(). */
export function slice(start, end) {
  return this.subarray(start, end);
}
