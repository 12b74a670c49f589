// What reading and writing numbers does once something is wrong: never on the fast way.

import { codes } from '../errors.js';
import { validateNumber } from '../validators.js';

/**
 * Throws for an offset at which a number does not lie within the Buffer.
 * @param {unknown} offset
 * @param {number} last  the highest right one; negative where the Buffer is too short for any
 * @param {string} [name='offset']
 * @returns {never}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE, ERR_BUFFER_OUT_OF_BOUNDS
 */
export function refuseOffset(offset, last, name = 'offset') {
  validateNumber(offset, name);
  if (Math.floor(offset) !== offset) throw new codes.ERR_OUT_OF_RANGE(name, 'an integer', offset);
  if (last < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS();
  throw new codes.ERR_OUT_OF_RANGE(name, `>= ${name === 'byteLength' ? 1 : 0} and <= ${last}`, offset);
}

/**
 * Throws for the length of an integer that is none of 1 to 6 bytes.
 * @param {unknown} byteLength
 * @returns {never}
 */
export function refuseByteLength(byteLength) {
  refuseOffset(byteLength, 6, 'byteLength');
}

/**
 * Throws for a value that its bytes cannot hold.
 * @param {number | bigint} value
 * @param {number | bigint} min
 * @param {number | bigint} max
 * @param {number} bytes
 * @returns {never}
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function refuseValue(value, min, max, bytes) {
  const n = typeof min === 'bigint' ? 'n' : '';
  let range = `>= ${min}${n} and <= ${max}${n}`;
  if (bytes > 4) {
    range =
      min < 0
        ? `>= -(2${n} ** ${bytes * 8 - 1}${n}) and < 2${n} ** ${bytes * 8 - 1}${n}`
        : `>= 0${n} and < 2${n} ** ${bytes * 8}${n}`;
  }
  throw new codes.ERR_OUT_OF_RANGE('value', range, value);
}

/**
 * @param {unknown} value
 * @returns {bigint} the value
 * @throws {TypeError} the engine's own, unless it is a bigint
 */
export function requireBigInt(value) {
  return typeof value === 'bigint' ? value : 1n * value;
}
