import { codes } from '../errors.js';
import { stampCode } from '../errors/define.js';

/** The TypeError for a call that the state of a stream does not allow: ERR_INVALID_STATE. */
export function invalidState(message) {
  return stampCode(new TypeError(`Invalid state: ${message}`), 'ERR_INVALID_STATE');
}

/** The TypeError for a method called on something else: ERR_INVALID_THIS. */
export function invalidThis(type) {
  return new codes.ERR_INVALID_THIS(type);
}

/** The TypeError for `new` on a class that only the library instantiates: ERR_ILLEGAL_CONSTRUCTOR. */
export function illegalConstructor() {
  return new codes.ERR_ILLEGAL_CONSTRUCTOR();
}

/** The RangeError for a number that the standard does not take: ERR_INVALID_ARG_VALUE. */
export function outOfRange(name, value) {
  const { message } = new codes.ERR_INVALID_ARG_VALUE(name, value);
  return stampCode(new RangeError(message), 'ERR_INVALID_ARG_VALUE');
}

/** The RangeError for a view that is not the one that was asked for: ERR_INVALID_ARG_VALUE. */
export function badView(message) {
  return stampCode(new RangeError(message), 'ERR_INVALID_ARG_VALUE');
}
