// structuredClone of HTML (https://html.spec.whatwg.org/multipage/structured-data.html#dom-structuredclone).

import { codes } from '../errors.js';
import { stampCode } from '../errors/define.js';
import { native } from './native.js';
import { completeTransferList } from './transferable.js';

const NOTHING = [];

function badType(message) {
  return stampCode(new TypeError(message), 'ERR_INVALID_ARG_TYPE');
}

function transferListOf(options) {
  if (options === undefined || options === null) return NOTHING;
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw badType("Failed to execute 'structuredClone': Options cannot be converted to a dictionary");
  }
  const { transfer } = options;
  if (transfer === undefined) return NOTHING;
  if (transfer === null || typeof transfer !== 'object' || typeof transfer[Symbol.iterator] !== 'function') {
    throw badType("Failed to execute 'structuredClone': transfer in Options can not be converted to sequence.");
  }
  return completeTransferList(transfer);
}

/** Whether value is its own copy, undefined apart. Each `typeof` is written out: so V8 tests the kind instead of making its name. */
const isPlain = (value) =>
  typeof value === 'number' ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  typeof value === 'bigint' ||
  value === null;

/**
 * A deep copy by the structured clone algorithm. Node since v17.
 * @template T
 * @param {T} value
 * @param {{ transfer?: Iterable<object> }} [options]  what is moved instead of copied
 * @returns {T}
 * @throws {DOMException} DataCloneError
 * @throws {TypeError} ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE
 */
export function structuredClone(value, options) {
  // First: once `arguments` is looked at, optimized code has to count them.
  if (options === undefined && isPlain(value)) return value;
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('The value argument must be specified');
  return native.structuredClone(value, transferListOf(options));
}
