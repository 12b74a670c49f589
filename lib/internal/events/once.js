// events.once: an event as a promise.

import { AbortError } from '../errors.js';
import { validateAbortSignal, validateObject } from '../validators.js';
import { addAbortListener } from './abort_listener.js';
import { subscribe, unsubscribe } from './subscribe.js';

/**
 * @param {EventEmitter|EventTarget} emitter
 * @param {string|symbol} type
 * @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<Array>} the arguments of the next event of that type. Rejected with what an emitter's 'error' says
 *   if that comes first, with an AbortError if the signal is aborted first, with ERR_INVALID_ARG_TYPE.
 * Source: Node events.once since v11.13.0.
 */
export async function once(emitter, type, options = {}) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  const abortError = () => new AbortError(undefined, { cause: signal.reason });
  if (signal?.aborted) throw abortError();

  const { promise, resolve, reject } = Promise.withResolvers();
  const watchError = type !== 'error' && typeof emitter.once === 'function';
  let listening;
  const onEvent = (...args) => {
    if (watchError) emitter.removeListener('error', onError);
    listening?.[Symbol.dispose]();
    resolve(args);
  };
  const onError = (error) => {
    unsubscribe(emitter, type, onEvent);
    listening?.[Symbol.dispose]();
    reject(error);
  };
  subscribe(emitter, type, onEvent, { once: true });
  if (watchError) emitter.once('error', onError);
  if (signal !== undefined) {
    listening = addAbortListener(signal, () => {
      unsubscribe(emitter, type, onEvent);
      if (watchError) emitter.removeListener('error', onError);
      reject(abortError());
    });
  }
  return promise;
}
