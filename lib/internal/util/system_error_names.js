// The names and messages of system errors by their numbers.
import { codes, systemErrors } from '../errors.js';
import { validateNumber } from '../validators.js';

function checked(errno) {
  validateNumber(errno, 'err');
  if (errno >= 0 || !Number.isSafeInteger(errno)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', errno);
  return systemErrors().get(errno);
}

/**
 * @param {number} errno  negative
 * @returns {string} such as `ENOENT`
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {RangeError} ERR_OUT_OF_RANGE  Node util.getSystemErrorName since v9.7.0
 */
export function getSystemErrorName(errno) {
  return checked(errno)?.[0] ?? `Unknown system error ${errno}`;
}

/**
 * @param {number} errno  negative
 * @returns {string} such as `no such file or directory`
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {RangeError} ERR_OUT_OF_RANGE  Node util.getSystemErrorMessage since v22.12.0
 */
export function getSystemErrorMessage(errno) {
  return checked(errno)?.[1] ?? `Unknown system error ${errno}`;
}

/** @returns {Map<number, [name: string, message: string]>}  Node util.getSystemErrorMap since v16.0.0 */
export function getSystemErrorMap() {
  return new Map(Array.from(systemErrors(), ([errno, entry]) => [errno, [...entry]]));
}
