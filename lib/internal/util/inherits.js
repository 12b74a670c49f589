// util.inherits.
import { codes } from '../errors.js';

/**
 * Has the instances of one constructor function inherit the methods of another.
 * @param {Function} constructor
 * @param {Function} parent  is `constructor.super_` then
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.inherits since v0.3.0
 */
export function inherits(constructor, parent) {
  if (constructor === undefined || constructor === null)
    throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', constructor);
  if (parent === undefined || parent === null) throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', parent);
  if (parent.prototype === undefined)
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', parent.prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}
