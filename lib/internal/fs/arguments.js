// What users pass to the functions of fs: paths, descriptors, modes, flags, offsets. Each check throws what Node documents.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { tracking } from '../async_hooks/origin.js';
import { tracked } from '../async_hooks/resources.js';
import { codes, stampCode } from '../errors.js';
import { validateAbortSignal, validateFunction, validateInt32, validateInteger } from '../validators.js';

const { constants } = binding('fs');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = codes;
const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY } = constants;

const withoutNul = 'must be a string, Uint8Array, or URL without null bytes';

const isUrl = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

/**
 * @param {string | Uint8Array | URL} value
 * @param {string} [name]  the argument's
 * @returns {string | Uint8Array} what the binding takes as a path
 * @throws {TypeError} ERR_INVALID_ARG_TYPE; ERR_INVALID_ARG_VALUE with a NUL in it; what fileURLToPath() throws
 */
export function toPath(value, name = 'path') {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new ERR_INVALID_ARG_VALUE(name, value, withoutNul);
    return value;
  }
  if (value instanceof Uint8Array) {
    if (value.includes(0)) throw new ERR_INVALID_ARG_VALUE(name, value, withoutNul);
    return value;
  }
  if (isUrl(value)) return toPath(load('url').fileURLToPath(value), name);
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
}

/**
 * @param {number} value
 * @returns {number} a descriptor
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function toDescriptor(value, name = 'fd') {
  validateInt32(value, name, 0);
  return value | 0;
}

/**
 * @param {Function} callback  of one operation
 * @returns {Function} what the binding is to call
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function requestCallback(callback) {
  validateFunction(callback, 'cb');
  return tracking ? tracked('FSREQCALLBACK', callback) : callback;
}

/**
 * The mode of access() or copyFile().
 * @param {number | null | undefined} value  0..7; nothing is 0
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function toBits(value, name = 'mode') {
  if (value == null) return 0;
  if (typeof value !== 'number') {
    throw stampCode(new TypeError(`${name} must be int32 or null/undefined`), 'ERR_INVALID_ARG_TYPE');
  }
  if (!(value >= 0 && value <= 7)) {
    const range = Number.isFinite(value) ? ': >= 0 && <= 7' : '';
    throw stampCode(new RangeError(`${name} is out of range${range}`), 'ERR_OUT_OF_RANGE');
  }
  return Math.trunc(value);
}

const flagNames = new Map([
  ['r', O_RDONLY],
  ['rs', O_RDONLY | O_SYNC],
  ['r+', O_RDWR],
  ['rs+', O_RDWR | O_SYNC],
  ['w', O_TRUNC | O_CREAT | O_WRONLY],
  ['wx', O_TRUNC | O_CREAT | O_WRONLY | O_EXCL],
  ['w+', O_TRUNC | O_CREAT | O_RDWR],
  ['wx+', O_TRUNC | O_CREAT | O_RDWR | O_EXCL],
  ['a', O_APPEND | O_CREAT | O_WRONLY],
  ['ax', O_APPEND | O_CREAT | O_WRONLY | O_EXCL],
  ['as', O_APPEND | O_CREAT | O_WRONLY | O_SYNC],
  ['a+', O_APPEND | O_CREAT | O_RDWR],
  ['ax+', O_APPEND | O_CREAT | O_RDWR | O_EXCL],
  ['as+', O_APPEND | O_CREAT | O_RDWR | O_SYNC],
]);
for (const [letters, other] of [
  ['rs', 'sr'],
  ['rs+', 'sr+'],
  ['wx', 'xw'],
  ['wx+', 'xw+'],
  ['ax', 'xa'],
  ['as', 'sa'],
  ['ax+', 'xa+'],
  ['as+', 'sa+'],
])
  flagNames.set(other, flagNames.get(letters));

/**
 * @param {string | number | null | undefined} value  such as `r+`; nothing is `r`
 * @returns {number} O_*
 * @throws {TypeError} ERR_INVALID_ARG_VALUE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function toFlags(value, name = 'flags') {
  if (value === 'r' || value == null) return O_RDONLY;
  if (typeof value === 'number') {
    validateInt32(value, name);
    return value;
  }
  const flags = flagNames.get(value);
  if (flags === undefined) throw new ERR_INVALID_ARG_VALUE(name, value);
  return flags;
}

/** @throws {TypeError} ERR_INVALID_ARG_VALUE unless nothing, `buffer` or the name of an encoding */
export function checkEncoding(encoding) {
  if (encoding && encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

/**
 * The options of a function whose options may also be an encoding, or be left out.
 * @template T
 * @param {unknown} options
 * @param {T} defaults
 * @returns {T} never to be changed: it may be what the user passed
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 */
export function toOptions(options, defaults) {
  if (options == null || typeof options === 'function') return defaults;
  if (typeof options === 'string') {
    checkEncoding(options);
    return { ...defaults, encoding: options };
  }
  if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  checkEncoding(options.encoding);
  validateAbortSignal(options.signal, 'options.signal');
  return options;
}

/** @throws {RangeError} ERR_OUT_OF_RANGE unless offset..offset+length lies in `size` bytes that are read into */
export function checkReadRange(offset, length, size) {
  if (offset < 0) throw new ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > size) throw new ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
}

/** The same for bytes that are written. */
export function checkWriteRange(offset, length, size) {
  if (offset > size) throw new ERR_OUT_OF_RANGE('offset', `<= ${size}`, offset);
  if (length > size - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
}

/** What the binding takes for "where the file stands". */
export const CURRENT = -1;

/**
 * Where to read.
 * @param {number | bigint | null | undefined} value  nothing or -1: where the file stands
 * @param {number} length  bytes that are to be read
 * @returns {number | bigint}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function toPosition(value, length) {
  if (value == null) return CURRENT;
  if (typeof value === 'number') {
    validateInteger(value, 'position', -1);
    return value;
  }
  if (typeof value === 'bigint') {
    const max = 2n ** 63n - 1n - BigInt(length);
    if (value < -1n || value > max) throw new ERR_OUT_OF_RANGE('position', `>= -1 && <= ${max}`, value);
    return value;
  }
  throw new ERR_INVALID_ARG_TYPE('position', ['integer', 'bigint'], value);
}

/** Where to write: anything but a number is where the file stands. */
export function toWritePosition(value) {
  return Number.isSafeInteger(value) && value >= 0 ? value : CURRENT;
}

/** @throws {TypeError} ERR_INVALID_ARG_VALUE unless an array of views @returns {ArrayBufferView[]} */
export function checkVector(buffers) {
  if (!Array.isArray(buffers)) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  for (let i = 0; i < buffers.length; i++) {
    if (!ArrayBuffer.isView(buffers[i])) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
  return buffers;
}

/**
 * @param {string | ArrayBufferView} data
 * @param {string} encoding  of a string
 * @returns {ArrayBufferView} its bytes
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function toBytes(data, encoding, name = 'data') {
  if (typeof data === 'string') return Buffer.from(data, encoding || 'utf8');
  if (!ArrayBuffer.isView(data))
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  return data;
}

/** A size in bytes; what is below 0 is 0. @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE */
export function toSize(size) {
  validateInteger(size, 'len');
  return Math.max(0, size);
}
