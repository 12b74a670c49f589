// util.aborted: waits for an AbortSignal, for as long as something else lives.
import { codes } from '../errors.js';
import { kValidateObjectAllowObjects, validateAbortSignal, validateObject } from '../validators.js';

let listeners;

/**
 * @param {AbortSignal} signal
 * @param {object} resource  held weakly: once it is collected, the promise stays pending
 * @returns {Promise<void>} settled when the signal fires
 * @throws {TypeError} ERR_INVALID_ARG_TYPE (as a rejection)  Node util.aborted since v19.7.0
 */
export async function aborted(signal, resource) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return undefined;
  listeners ??= new FinalizationRegistry(({ signal: target, listener }) =>
    target.deref()?.removeEventListener('abort', listener),
  );
  const { promise, resolve } = Promise.withResolvers();
  const held = new WeakRef(resource);
  const listener = () => {
    listeners.unregister(listener);
    if (held.deref() !== undefined) resolve();
  };
  signal.addEventListener('abort', listener, { once: true });
  listeners.register(resource, { signal: new WeakRef(signal), listener }, listener);
  return promise;
}
