// Listening to what is either an EventEmitter or an EventTarget.

import { codes } from '../errors.js';

/**
 * @param {EventEmitter|EventTarget} emitter
 * @param {string|symbol} type
 * @param {Function} listener
 * @param {{once?: boolean}} [options]
 * @throws ERR_INVALID_ARG_TYPE if emitter is neither
 */
export function subscribe(emitter, type, listener, options) {
  if (typeof emitter.on === 'function') {
    if (options?.once) emitter.once(type, listener);
    else emitter.on(type, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(type, listener, options);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

/** Ends what subscribe() began. */
export function unsubscribe(emitter, type, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(type, listener);
  else emitter.removeEventListener(type, listener);
}
