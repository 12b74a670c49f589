// A listener of an AbortSignal that nobody can keep from being called.

import { validateAbortSignal, validateFunction } from '../validators.js';
import { codes } from '../errors.js';
import { queueMicrotask } from '../task_queue/microtasks.js';

/** Option of addEventListener: the listener is called even after stopImmediatePropagation(). */
export const kResistStopPropagation = Symbol('kResistStopPropagation');

/**
 * Calls listener once when signal is aborted, whatever other listeners do; in a microtask if it is aborted already.
 * @param {AbortSignal} signal
 * @param {(event: Event) => void} listener
 * @returns {Disposable} that removes the listener
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node events.addAbortListener since v20.5.0.
 */
export function addAbortListener(signal, listener) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let remove;
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    signal.addEventListener('abort', listener, { once: true, [kResistStopPropagation]: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  return {
    __proto__: null,
    [Symbol.dispose]() {
      remove?.();
    },
  };
}
