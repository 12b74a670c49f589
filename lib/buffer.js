// node:buffer: bytes, outside of the engine's heap.

import { binding } from './internal/binding.js';
import { Blob, File, resolveObjectURL } from './internal/blob.js';
import { FastBuffer, allocateUnpooled, allocateUnsafe, allocateZeroed } from './internal/buffer/allocation.js';
import { atob, btoa } from './internal/buffer/base64.js';
import * as bytes from './internal/buffer/bytes.js';
import { Buffer, adopt } from './internal/buffer/constructor.js';
import { UNKNOWN, encodingNumber } from './internal/buffer/encodings.js';
import * as floats from './internal/buffer/floats.js';
import { byteLengthOf, concat, copyBytesFrom, from } from './internal/buffer/from.js';
import { getInspectMaxBytes, inspect, setInspectMaxBytes } from './internal/buffer/inspect.js';
import * as integers from './internal/buffer/integers.js';
import { isUint8Array } from './internal/buffer/kinds.js';
import * as search from './internal/buffer/search.js';
import * as text from './internal/buffer/text.js';
import { codes } from './internal/errors.js';
import { validateNumber } from './internal/validators.js';

const { isAscii: asciiBytes, isUtf8: utf8Bytes, kMaxLength, kStringMaxLength } = binding('buffer');

adopt();

// Functions, not methods: programs call some of them with new.
const statics = {
  poolSize: 64 * 1024,

  from,
  copyBytesFrom,

  /** Node Buffer.of: a Buffer of the bytes given. */
  of: function of(...items) {
    const buffer = allocateUnsafe(items.length);
    for (let i = 0; i < items.length; i++) buffer[i] = items[i];
    return buffer;
  },

  /**
   * Node Buffer.alloc, since v5.10.
   * @param {number} size  bytes
   * @param {string | Uint8Array | number} [fill=0]
   * @param {string} [encoding='utf8']  of a string
   * @returns {Buffer}
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_ENCODING
   * @throws {RangeError} ERR_OUT_OF_RANGE, or where the memory is not to be had
   */
  alloc: function alloc(size, fill, encoding) {
    validateNumber(size, 'size', 0, kMaxLength);
    if (fill === undefined || fill === 0 || !(size > 0)) return allocateZeroed(size);
    const buffer = allocateUnpooled(size);
    return bytes.fillRange(buffer, fill, 0, buffer.length, encoding);
  },

  /**
   * Node Buffer.allocUnsafe, since v5.10: with any contents, perhaps a part of a memory that it shares.
   * @param {number} size  bytes
   * @returns {Buffer}
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {RangeError} ERR_OUT_OF_RANGE, ERR_MEMORY_ALLOCATION_FAILED
   */
  allocUnsafe: function allocUnsafe(size) {
    validateNumber(size, 'size', 0, kMaxLength);
    return allocateUnsafe(size);
  },

  /**
   * Node Buffer.allocUnsafeSlow, since v5.12: the same, alone in its memory.
   * @param {number} size  bytes
   * @returns {Buffer}
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {RangeError} ERR_OUT_OF_RANGE, ERR_MEMORY_ALLOCATION_FAILED
   */
  allocUnsafeSlow: function allocUnsafeSlow(size) {
    validateNumber(size, 'size', 0, kMaxLength);
    return allocateUnpooled(size);
  },

  /** Node Buffer.isBuffer, since v0.1.101. */
  isBuffer: function isBuffer(value) {
    return value instanceof Buffer;
  },

  compare: bytes.compareTwo,

  /** Node Buffer.isEncoding, since v0.9.1: whether `encoding` names one, whatever its case. */
  isEncoding: function isEncoding(encoding) {
    return encodingNumber(encoding) !== UNKNOWN;
  },

  concat,
  byteLength: byteLengthOf,
};
for (const name of ['compare', 'byteLength']) {
  Object.defineProperty(statics[name], 'name', { value: name, configurable: true });
}
Object.assign(Buffer, statics);

const { prototype } = FastBuffer;
for (const numbers of [integers, floats]) {
  for (const [name, fn] of Object.entries(numbers)) {
    prototype[name] = fn;
    // Each has a second spelling: readUint8 for readUInt8.
    if (name.includes('UInt')) prototype[name.replace('UInt', 'Uint')] = fn;
  }
}
const { transcode, ...textMethods } = text;
const { compareTwo, fillRange, ...byteMethods } = bytes;
Object.assign(prototype, textMethods, byteMethods, search);
prototype.toLocaleString = prototype.toString;
prototype.inspect = inspect;
prototype[Symbol.for('nodejs.util.inspect.custom')] = inspect;
for (const [name, key] of [
  ['parent', 'buffer'],
  ['offset', 'byteOffset'],
]) {
  Object.defineProperty(prototype, name, {
    enumerable: true,
    get() {
      return this instanceof Buffer && isUint8Array(this) ? this[key] : undefined;
    },
  });
}

function requireMemory(input) {
  if (!ArrayBuffer.isView(input) && !(input instanceof ArrayBuffer) && !(input instanceof SharedArrayBuffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  }
}

/**
 * Node buffer.isUtf8, since v18.14.
 * @param {ArrayBuffer | Buffer | TypedArray} input
 * @returns {boolean} whether it is well-formed UTF-8
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} ERR_INVALID_STATE where the memory is detached
 */
function isUtf8(input) {
  requireMemory(input);
  return utf8Bytes(input);
}

/**
 * Node buffer.isAscii, since v18.15.
 * @param {ArrayBuffer | Buffer | TypedArray} input
 * @returns {boolean} whether all bytes are below 128
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} ERR_INVALID_STATE where the memory is detached
 */
function isAscii(input) {
  requireMemory(input);
  return asciiBytes(input);
}

const face = { Buffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength, btoa, atob };
Object.defineProperties(face, {
  constants: {
    enumerable: true,
    value: Object.defineProperties(
      {},
      {
        MAX_LENGTH: { enumerable: true, value: kMaxLength },
        MAX_STRING_LENGTH: { enumerable: true, value: kStringMaxLength },
      },
    ),
  },
  INSPECT_MAX_BYTES: { enumerable: true, configurable: true, get: getInspectMaxBytes, set: setInspectMaxBytes },
});
Object.assign(face, { Blob, resolveObjectURL, File });

// V8 keeps what a class extends in a layout for which `x instanceof Buffer` takes 6 ns instead of 100.
void class extends Buffer {};

export default face;
export { Buffer, atob, btoa, Blob, File, kMaxLength, kStringMaxLength };
