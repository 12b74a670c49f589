// Buffer.from in all its forms, copyBytesFrom, concat.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateArray, validateInteger } from '../validators.js';
import { FastBuffer, allocateUnsafe, encodeToPool, poolThreshold } from './allocation.js';
import { BASE64, BASE64URL, HEX, UNKNOWN, UTF16LE, UTF8, encodingNumber, requireEncoding } from './encodings.js';
import { isAnyArrayBuffer, isTypedArray, isUint8Array } from './kinds.js';

const { byteLengthUtf8, copy, encodeToNew } = binding('buffer');
const typedArrayLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get;

const WANTED = ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'];

/** Bytes that `length` characters take at most. */
function roomFor(length, encoding) {
  switch (encoding) {
    case UTF8:
      return length * 3;
    case UTF16LE:
      return length * 2;
    case BASE64:
    case BASE64URL:
      return Math.ceil(length * 0.75);
    case HEX:
      return length >>> 1;
    default:
      return length;
  }
}

function lengthInBytes(string, encoding) {
  if (encoding === UTF8) return byteLengthUtf8(string);
  if (encoding !== BASE64 && encoding !== BASE64URL) return roomFor(string.length, encoding);
  let { length } = string;
  if (string.charCodeAt(length - 1) === 0x3d /* = */) length--;
  if (length > 1 && string.charCodeAt(length - 1) === 0x3d) length--;
  return Math.floor(length * 0.75);
}

function fromString(string, encodingName) {
  const encoding = typeof encodingName !== 'string' || encodingName.length === 0 ? UTF8 : requireEncoding(encodingName);
  const { length } = string;
  if (length === 0) return new FastBuffer();
  const room = roomFor(length, encoding);
  if (room < poolThreshold()) return encodeToPool(string, encoding, room);
  return new FastBuffer(encodeToNew(string, encoding));
}

function fromArrayBuffer(memory, offset, length) {
  if (offset === undefined) {
    offset = 0;
  } else {
    offset = +offset;
    if (Number.isNaN(offset)) offset = 0;
  }
  const room = memory.byteLength - offset;
  if (room < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
  // Without a length, the Buffer follows a resizable ArrayBuffer.
  if (length === undefined) return new FastBuffer(memory, offset);
  length = +length;
  if (!(length > 0)) length = 0;
  else if (length > room) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
  return new FastBuffer(memory, offset, length);
}

function fromArrayLike(list) {
  const { length } = list;
  if (!(length > 0)) return new FastBuffer();
  const buffer = allocateUnsafe(length);
  if (isUint8Array(list)) {
    buffer.set(list, 0);
  } else {
    for (let i = 0; i < length; i++) buffer[i] = list[i];
  }
  return buffer;
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length === 'number' ? fromArrayLike(value) : new FastBuffer();
  }
  return value.type === 'Buffer' && Array.isArray(value.data) ? fromArrayLike(value.data) : undefined;
}

/**
 * Node Buffer.from, since v5.10.
 * @param {string | ArrayBuffer | SharedArrayBuffer | Uint8Array | ArrayLike<number> | object} value  an ArrayBuffer's memory is shared, all
 *   else is copied; an object gives itself through valueOf() or Symbol.toPrimitive
 * @param {string | number} [encodingOrOffset]  a string's encoding; an ArrayBuffer's first byte
 * @param {number} [length]  of an ArrayBuffer, in bytes
 * @returns {Buffer}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
 * @throws {RangeError} ERR_BUFFER_OUT_OF_BOUNDS
 */
export function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const plain = value.valueOf && value.valueOf();
    if (plain != null && plain !== value && (typeof plain === 'string' || typeof plain === 'object')) {
      return from(plain, encodingOrOffset, length);
    }
    const buffer = fromObject(value);
    if (buffer !== undefined) return buffer;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const primitive = value[Symbol.toPrimitive]('string');
      if (typeof primitive === 'string') return fromString(primitive, encodingOrOffset);
    }
  }
  throw new codes.ERR_INVALID_ARG_TYPE('first argument', WANTED, value);
}

/**
 * Node Buffer.copyBytesFrom, since v19.8: the bytes under a typed array, in the machine's order.
 * @param {TypedArray} view
 * @param {number} [offset=0]  in elements
 * @param {number} [length]  in elements; to the end without it
 * @returns {Buffer}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function copyBytesFrom(view, offset, length) {
  if (!isTypedArray(view)) throw new codes.ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  const viewLength = typedArrayLength.call(view);
  if (viewLength === 0) return new FastBuffer();
  let start = 0;
  let end = viewLength;
  if (offset !== undefined) {
    validateInteger(offset, 'offset', 0);
    if (offset >= viewLength) return new FastBuffer();
    start = offset;
  }
  if (length !== undefined) {
    validateInteger(length, 'length', 0);
    end = Math.min(start + length, viewLength);
  }
  const size = view.BYTES_PER_ELEMENT;
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset + start * size, (end - start) * size));
}

/**
 * Node Buffer.concat, since v0.7.11.
 * @param {Uint8Array[]} list
 * @param {number} [length]  of the result in bytes: what is longer is cut, what is shorter filled with zeros
 * @returns {Buffer}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  let all = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!isUint8Array(part)) throw new codes.ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
    all += typedArrayLength.call(part); // which a property of the program's own may hide
  }
  if (length === undefined) length = all;
  else validateInteger(length, 'length', 0);
  const result = allocateUnsafe(length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (at >= length) break;
    at += copy(part, result, at, 0, Math.min(part.byteLength, length - at));
  }
  if (at < length) result.fill(0, at, length);
  return result;
}

/**
 * Node Buffer.byteLength, since v0.1.90.
 * @param {string | ArrayBufferView | ArrayBuffer | SharedArrayBuffer} value
 * @param {string} [encodingName='utf8']  an unknown one counts as UTF-8
 * @returns {number} bytes
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function byteLengthOf(value, encodingName) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || isAnyArrayBuffer(value)) return value.byteLength;
    throw new codes.ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], value);
  }
  const encoding = encodingNumber(encodingName);
  return lengthInBytes(value, encoding === UNKNOWN ? UTF8 : encoding);
}
