// util.callbackify: functions that return promises become functions that call back.
import { codes, stampCode } from '../errors.js';
import { validateFunction } from '../validators.js';

// A callback tells failure by its first argument being truthy.
function rejected(reason, callback) {
  if (reason) {
    callback(reason);
    return;
  }
  const error = new codes.ERR_FALSY_VALUE_REJECTION(reason);
  // from who called this on
  Error.captureStackTrace(error, rejected);
  callback(stampCode(error, error.code));
}

/**
 * @param {Function} original  returns a promise
 * @returns {Function} takes one more argument, (error, value) => void, that is called on a tick of its own
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.callbackify since v8.2.0
 */
export function callbackify(original) {
  validateFunction(original, 'original');

  function calledBack(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    const bound = callback.bind(this);
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(bound, null, value),
      (reason) => process.nextTick(rejected, reason, bound),
    );
  }

  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(descriptors)) {
    Object.defineProperty(calledBack, key, Object.setPrototypeOf(descriptors[key], null));
  }
  return calledBack;
}
