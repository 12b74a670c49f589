// Objects of the library that are copied or moved to another context: the part that C++ calls. See symbols.js.

import { load, has } from '../builtins.js';
import { DOMException } from '../dom_exception.js';
import { kClone, kDeserialize, kTransfer, kTransferList } from './symbols.js';

/** @returns {DOMException} a DataCloneError */
export function dataCloneError(message) {
  return new DOMException(message, 'DataCloneError');
}

/**
 * What C++ writes of an object.
 * @param {object} object
 * @param {boolean} transferred
 * @returns {[string, unknown]} the class that makes it again, and from what
 */
export function takeApart(object, transferred) {
  const parts = transferred ? object[kTransfer]() : object[kClone]();
  if (parts === null || typeof parts !== 'object') throw dataCloneError('Cannot clone object of unsupported type.');
  return [`${parts.deserializeInfo}`, parts.data];
}

/**
 * The object that the other side took apart.
 * @param {string} info
 * @param {unknown} data
 */
export function putTogether(info, data) {
  const colon = info.lastIndexOf(':');
  const id = info.slice(0, colon);
  if (!has(id)) throw new Error(`Missing internal module '${id}'`);
  const Class = load(id)[info.slice(colon + 1)];
  if (typeof Class?.[kDeserialize] !== 'function') throw new Error(`Unknown deserialize spec ${info}`);
  return Class[kDeserialize](data);
}

/**
 * Everything that is moved when `list` is: an object of the library may bring more along.
 * @param {Iterable<unknown>} list
 * @returns {unknown[]}
 */
export function completeTransferList(list) {
  const complete = [];
  for (const item of list) {
    complete.push(item);
    const more = item?.[kTransferList];
    if (typeof more === 'function') complete.push(...more.call(item));
  }
  return complete;
}
