// Random bytes, numbers and identifiers.
import { Buffer, kMaxLength } from '../../buffer.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { DOMException } from '../dom_exception.js';
import { codes } from '../errors.js';
import { types } from '../util/types.js';
import { validateBoolean, validateFunction, validateNumber, validateObject } from '../validators.js';
import process from '../../process.js';
import { isBytes } from './arguments.js';

const native = binding('crypto');

const MAX_SIZE = Math.min(kMaxLength, 2 ** 31 - 1);
/** 48 bits: what randomInt draws from. */
const MAX_RANGE = 0xffff_ffff_ffff;

/** @returns {number} bytes @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
function checkSize(size, elementSize, offset, length) {
  validateNumber(size, 'size');
  const bytes = size * elementSize;
  if (Number.isNaN(bytes) || bytes > MAX_SIZE || bytes < 0) {
    throw new codes.ERR_OUT_OF_RANGE('size', `>= 0 && <= ${MAX_SIZE}`, bytes);
  }
  if (bytes + offset > length) throw new codes.ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, bytes + offset);
  return Math.floor(bytes);
}

/** @returns {number} bytes @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
function checkOffset(offset, elementSize, length) {
  validateNumber(offset, 'offset');
  const bytes = offset * elementSize;
  const max = Math.min(length, MAX_SIZE);
  if (Number.isNaN(bytes) || bytes > max || bytes < 0)
    throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${max}`, bytes);
  return Math.floor(bytes);
}

/** The part of a view or a buffer that is to be filled. */
function partOf(buf, offset, size) {
  if (!isBytes(buf)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  const elementSize = buf.BYTES_PER_ELEMENT ?? 1;
  const start = checkOffset(offset, elementSize, buf.byteLength);
  const length = size === undefined ? buf.byteLength - start : checkSize(size, elementSize, start, buf.byteLength);
  return ArrayBuffer.isView(buf)
    ? new Uint8Array(buf.buffer, buf.byteOffset + start, length)
    : new Uint8Array(buf, start, length);
}

/**
 * Node crypto.randomBytes since v0.5.8.
 * @param {number} size  0..2^31-1
 * @param {(error: Error | null, bytes: Buffer) => void} [callback]  without it, the bytes are made at once
 * @returns {Buffer | undefined}
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
export function randomBytes(size, callback) {
  const length = checkSize(size, 1, 0, Number.POSITIVE_INFINITY);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = new FastBuffer(length);
  if (callback === undefined) {
    if (length > 0) native.randomFillSync(bytes);
    return bytes;
  }
  native.randomFill(bytes, (error) => {
    if (error) callback(error);
    else callback(null, bytes);
  });
}

/**
 * Fills a view, or the part of `size` elements from `offset` on. Node crypto.randomFillSync since v6.13.0.
 * @template T
 * @param {T} buf
 * @returns {T}
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
export function randomFillSync(buf, offset = 0, size = undefined) {
  const part = partOf(buf, offset, size);
  if (part.length > 0) native.randomFillSync(part);
  return buf;
}

/** As randomFillSync, while the program goes on. Node crypto.randomFill since v6.13.0. */
export function randomFill(buf, offset, size, callback) {
  if (!isBytes(buf)) throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  if (typeof offset === 'function') [callback, offset, size] = [offset, 0, undefined];
  else if (typeof size === 'function') [callback, size] = [size, undefined];
  else validateFunction(callback, 'callback');
  const part = partOf(buf, offset, size);
  // The program may shrink a resizable buffer meanwhile.
  const filled = part.buffer.resizable ? new FastBuffer(part.length) : part;
  native.randomFill(filled, (error) => {
    if (error) {
      callback(error);
      return;
    }
    if (filled !== part && part.length > 0) part.set(filled);
    callback(null, buf);
  });
}

/** Draws of 48 bits, made many at a time. */
const DRAWS = 512;
let draws;
let drawsUsed = DRAWS;

function nextDraw() {
  if (drawsUsed === DRAWS) {
    draws ??= new FastBuffer(DRAWS * 6);
    native.randomFillSync(draws);
    drawsUsed = 0;
  }
  return draws.readUIntBE(6 * drawsUsed++, 6);
}

/**
 * An integer n with min <= n < max, each as likely as any other. Node crypto.randomInt since v14.10.0.
 * @param {number} [min=0]
 * @param {number} max  less than 2^48 above min
 * @param {(error: undefined, n: number) => void} [callback]
 * @returns {number | undefined}
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
export function randomInt(min, max, callback) {
  const fromZero = max === undefined || typeof max === 'function';
  if (fromZero) [callback, max, min] = [max, min, 0];
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new codes.ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new codes.ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) throw new codes.ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (range > MAX_RANGE) throw new codes.ERR_OUT_OF_RANGE(fromZero ? 'max' : 'max - min', `<= ${MAX_RANGE}`, range);

  // Draws beyond the last whole multiple of the range would favour small numbers.
  const limit = MAX_RANGE - (MAX_RANGE % range);
  let draw = nextDraw();
  while (draw >= limit) draw = nextDraw();
  const n = (draw % range) + min;
  if (callback === undefined) return n;
  process.nextTick(callback, undefined, n);
}

const UUIDS = 128;
let uuidBytes;
let uuidsUsed = UUIDS;
let hexPairs;

function uuidOf(bytes, at) {
  hexPairs ??= Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
  const h = (i) => hexPairs[bytes[at + i]];
  const version = hexPairs[(bytes[at + 6] & 0x0f) | 0x40];
  const variant = hexPairs[(bytes[at + 8] & 0x3f) | 0x80];
  return `${h(0)}${h(1)}${h(2)}${h(3)}-${h(4)}${h(5)}-${version}${h(7)}-${variant}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}`;
}

/**
 * A UUID of version 4, RFC 9562. Node crypto.randomUUID since v14.17.0.
 * @param {{disableEntropyCache?: boolean}} [options]  whether its bytes are drawn for it alone
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function randomUUID(options) {
  if (options !== undefined) validateObject(options, 'options');
  const alone = options?.disableEntropyCache;
  if (alone !== undefined) validateBoolean(alone, 'options.disableEntropyCache');
  if (alone) return uuidOf(randomBytes(16), 0);
  if (uuidsUsed === UUIDS) {
    uuidBytes ??= new FastBuffer(UUIDS * 16);
    native.randomFillSync(uuidBytes);
    uuidsUsed = 0;
  }
  return uuidOf(uuidBytes, 16 * uuidsUsed++);
}

/**
 * Web Cryptography API, section 10.1.1: fills an array of integers.
 * @template T
 * @param {T} array  at most 65536 bytes
 * @returns {T}
 * @throws {DOMException} TypeMismatchError, QuotaExceededError
 */
export function getRandomValues(array) {
  if (
    !types.isTypedArray(array) ||
    types.isFloat32Array(array) ||
    types.isFloat64Array(array) ||
    types.isFloat16Array?.(array)
  ) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (array.byteLength > 65536) {
    throw new DOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  return randomFillSync(array, 0);
}
