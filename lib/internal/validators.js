//# allFunctionsCalledOnLoad
// Checks of arguments: each throws the error that Node documents, and words it.
import { codes } from './errors.js';

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_SOCKET_BAD_PORT, ERR_UNKNOWN_SIGNAL } =
  codes;

/** @param {unknown} value */
export function isInt32(value) {
  return value === (value | 0);
}

/** @param {unknown} value */
export function isUint32(value) {
  return value === value >>> 0;
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless value is a string */
export function validateString(value, name) {
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, 'string', value);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless value is a boolean */
export function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw new ERR_INVALID_ARG_TYPE(name, 'boolean', value);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless value is callable */
export function validateFunction(value, name) {
  if (typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE(name, 'Function', value);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless value is callable and not an async function */
export function validatePlainFunction(value, name) {
  if (
    typeof value !== 'function' ||
    /^\[object Async(Generator)?Function\]$/.test(Object.prototype.toString.call(value))
  ) {
    throw new ERR_INVALID_ARG_TYPE(name, 'Function', value);
  }
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless value is undefined */
export function validateUndefined(value, name) {
  if (value !== undefined) throw new ERR_INVALID_ARG_TYPE(name, 'undefined', value);
}

function rangeText(min, max) {
  if (min === undefined) return `<= ${max}`;
  return max === undefined ? `>= ${min}` : `>= ${min} && <= ${max}`;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @param {number} [min]
 * @param {number} [max]
 * @throws {TypeError} ERR_INVALID_ARG_TYPE unless a number
 * @throws {RangeError} ERR_OUT_OF_RANGE outside of min..max, or NaN where one of them is given
 */
export function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (
    (min != null && value < min) ||
    (max != null && value > max) ||
    ((min != null || max != null) && Number.isNaN(value))
  ) {
    throw new ERR_OUT_OF_RANGE(name, rangeText(min ?? undefined, max ?? undefined), value);
  }
}

/** Like validateNumber, and the value is an integer. The range's default is that of safe integers. */
export function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, rangeText(min, max), value);
}

/** validateInteger for a signed 32-bit integer. */
export function validateInt32(value, name, min = -2147483648, max = 2147483647) {
  validateInteger(value, name, min, max);
}

/** validateInteger for an unsigned 32-bit integer; `positive` leaves out 0. */
export function validateUint32(value, name, positive = false) {
  validateInteger(value, name, positive ? 1 : 0, 4294967295);
}

/**
 * A number that is finite, or undefined.
 * @returns {boolean} false when undefined
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE for NaN and infinities
 */
export function validateFiniteNumber(value, name) {
  if (value === undefined) return false;
  if (Number.isFinite(value)) return true;
  if (Number.isNaN(value)) return false;
  validateNumber(value, name);
  throw new ERR_OUT_OF_RANGE(name, 'a finite number', value);
}

/**
 * A number in a range, or the default for undefined and NaN.
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function checkRangesOrGetDefault(value, name, lower, upper, fallback) {
  if (!validateFiniteNumber(value, name)) return fallback;
  if (value < lower || value > upper) throw new ERR_OUT_OF_RANGE(name, `>= ${lower} and <= ${upper}`, value);
  return value;
}

/** @throws {TypeError} ERR_INVALID_ARG_VALUE unless value is among those in oneOf */
export function validateOneOf(value, name, oneOf) {
  if (!oneOf.includes(value)) {
    const allowed = oneOf.map((each) => (typeof each === 'string' ? `'${each}'` : String(each))).join(', ');
    throw new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${allowed}`);
  }
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless value is among those in union */
export function validateUnion(value, name, union) {
  if (!union.includes(value)) throw new ERR_INVALID_ARG_TYPE(name, `('${union.join('|')}')`, value);
}

/** Flags of validateObject. */
export const kValidateObjectNone = 0;
export const kValidateObjectAllowNullable = 1;
export const kValidateObjectAllowArray = 2;
export const kValidateObjectAllowFunction = 4;

/** For arguments that Web IDL calls an object. */
export const kValidateObjectAllowObjects = kValidateObjectAllowArray | kValidateObjectAllowFunction;
export const kValidateObjectAllowObjectsAndNull = kValidateObjectAllowObjects | kValidateObjectAllowNullable;

/**
 * @param {unknown} value
 * @param {string} name
 * @param {number} [flags]  kValidateObjectAllow*: what passes beside plain objects
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function validateObject(value, name, flags = kValidateObjectNone) {
  const passes =
    value === null
      ? flags & kValidateObjectAllowNullable
      : Array.isArray(value)
        ? flags & kValidateObjectAllowArray
        : typeof value === 'object' || (typeof value === 'function' && flags & kValidateObjectAllowFunction);
  if (!passes) throw new ERR_INVALID_ARG_TYPE(name, 'Object', value);
}

/** A dictionary of Web IDL: an object, a function, null or undefined. @throws {TypeError} ERR_INVALID_ARG_TYPE */
export function validateDictionary(value, name) {
  if (value != null && typeof value !== 'object' && typeof value !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, 'a dictionary', value);
  }
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless an array; ERR_INVALID_ARG_VALUE when shorter than minLength */
export function validateArray(value, name, minLength = 0) {
  if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value);
  if (value.length < minLength) throw new ERR_INVALID_ARG_VALUE(name, value, `must be longer than ${minLength}`);
}

function validateEach(value, name, validate) {
  validateArray(value, name);
  for (let i = 0; i < value.length; i++) validate(value[i], `${name}[${i}]`);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless an array of strings */
export function validateStringArray(value, name) {
  validateEach(value, name, validateString);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless an array of booleans */
export function validateBooleanArray(value, name) {
  validateEach(value, name, validateBoolean);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless undefined or an AbortSignal */
export function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal);
  }
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless an array of AbortSignals */
export function validateAbortSignalArray(value, name) {
  validateEach(value, name, (signal, itemName) => {
    if (signal === undefined) throw new ERR_INVALID_ARG_TYPE(itemName, 'AbortSignal', signal);
    validateAbortSignal(signal, itemName);
  });
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless a Buffer, TypedArray or DataView */
export function validateBuffer(value, name = 'buffer') {
  if (!ArrayBuffer.isView(value)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], value);
}

/** Hexadecimal text has whole bytes. @throws {TypeError} ERR_INVALID_ARG_VALUE */
export function validateEncoding(data, encoding) {
  const { length } = data;
  if (length % 2 !== 0 && typeof encoding === 'string' && encoding.toLowerCase() === 'hex') {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, `is invalid for data of length ${length}`);
  }
}

/**
 * @param {unknown} port  a number, or a string that reads as one
 * @returns {number} 0..65535
 * @throws {RangeError} ERR_SOCKET_BAD_PORT
 */
export function validatePort(port, name = 'Port', allowZero = true) {
  const readable = typeof port === 'number' || (typeof port === 'string' && port.trim().length > 0);
  if (!readable || +port !== +port >>> 0 || port > 0xffff || (port === 0 && !allowZero)) {
    throw new ERR_SOCKET_BAD_PORT(name, port, allowZero);
  }
  return port | 0;
}

/**
 * A file mode: a 32-bit number, or a string of octal digits.
 * @param {unknown} value
 * @param {string} name
 * @param {number} [fallback]  taken for undefined
 * @returns {number}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE  @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function parseFileMode(value, name, fallback = undefined) {
  value ??= fallback;
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value)) {
      throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a 32-bit unsigned integer or an octal string');
    }
    value = Number.parseInt(value, 8);
  }
  validateUint32(value, name);
  return value;
}

/**
 * @param {string} signal  such as `SIGINT`
 * @param {Record<string, number>} signals  the platform's (os.constants.signals)
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_SIGNAL
 */
export function validateSignalName(signal, signals, name = 'signal') {
  validateString(signal, name);
  if (signals[signal] === undefined) {
    throw new ERR_UNKNOWN_SIGNAL(
      signals[signal.toUpperCase()] === undefined ? signal : `${signal} (signals must use all capital letters)`,
    );
  }
}

/** One link of a `Link` header, roughly RFC 8288: `</a.css>; rel=preload`. */
const linkValue = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;

/**
 * @param {string | string[]} hints
 * @returns {string} the header's value
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
export function validateLinkHeaderValue(hints) {
  const links = Array.isArray(hints) ? hints : [hints];
  for (const link of links) {
    if (typeof link !== 'string' || !linkValue.test(link)) {
      throw new ERR_INVALID_ARG_VALUE(
        'hints',
        hints,
        'must be an array or string of format "</styles.css>; rel=preload; as=style"',
      );
    }
  }
  return links.join(', ');
}
