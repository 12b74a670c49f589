// node:timers/promises

import { addAbortListener } from '../internal/events/abort_listener.js';
import { AbortError, codes } from '../internal/errors.js';
import { clearImmediate, Immediate } from '../internal/timers/immediate.js';
import { clear, Timeout } from '../internal/timers/timeout.js';
import { validateAbortSignal, validateBoolean, validateNumber, validateObject } from '../internal/validators.js';

function check(options) {
  validateObject(options, 'options');
  const { signal, ref = true } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  validateBoolean(ref, 'options.ref');
  return options;
}

const abortError = (signal) => new AbortError(undefined, { cause: signal.reason });

// A promise for what `start(resolve)` begins, which `stop(begun)` ends if the signal is aborted first.
function wait(start, stop, { signal, ref = true }) {
  if (signal?.aborted) return Promise.reject(abortError(signal));
  const { promise, resolve, reject } = Promise.withResolvers();
  let listening;
  const begun = start((value) => {
    listening?.[Symbol.dispose]();
    resolve(value);
  });
  if (!ref) begun.unref();
  if (signal !== undefined) {
    listening = addAbortListener(signal, () => {
      stop(begun);
      reject(abortError(signal));
    });
  }
  return promise;
}

/**
 * @param {number} [delay]  ms to wait, 1 by default
 * @param {*} [value]  what the promise resolves to
 * @param {{signal?: AbortSignal, ref?: boolean}} [options]
 * @returns {Promise<*>} rejected with an AbortError if the signal is aborted first, with ERR_INVALID_ARG_TYPE on a wrong argument
 * Source: Node timersPromises.setTimeout since v15.0.0.
 */
export function setTimeout(delay, value, options = {}) {
  try {
    if (delay !== undefined) validateNumber(delay, 'delay');
    check(options);
  } catch (error) {
    return Promise.reject(error);
  }
  return wait((resolve) => new Timeout(resolve, delay, [value], false, true), clear, options);
}

/**
 * @param {*} [value]  what the promise resolves to, in the next check phase
 * @param {{signal?: AbortSignal, ref?: boolean}} [options]
 * @returns {Promise<*>} as of setTimeout
 * Source: Node timersPromises.setImmediate since v15.0.0.
 */
export function setImmediate(value, options = {}) {
  try {
    check(options);
  } catch (error) {
    return Promise.reject(error);
  }
  return wait((resolve) => new Immediate(resolve, [value]), clearImmediate, options);
}

/**
 * Yields value every `delay` ms. Intervals that pass while the consumer is busy are made up for.
 * @param {number} [delay]  ms
 * @param {*} [value]
 * @param {{signal?: AbortSignal, ref?: boolean}} [options]
 * @throws an AbortError, from the iterator, once the signal is aborted
 * Source: Node timersPromises.setInterval since v15.9.0.
 */
export async function* setInterval(delay, value, options = {}) {
  if (delay !== undefined) validateNumber(delay, 'delay');
  const { signal, ref = true } = check(options);
  if (signal?.aborted) throw abortError(signal);

  let due = 0;
  let wake; // ends the wait for the next interval
  const interval = new Timeout(
    () => {
      due++;
      wake?.();
    },
    delay,
    undefined,
    true,
    true,
  );
  if (!ref) interval.unref();
  const listening =
    signal &&
    addAbortListener(signal, () => {
      clear(interval);
      wake?.();
    });
  try {
    while (!signal?.aborted) {
      if (due === 0)
        await new Promise((resolve) => {
          wake = resolve;
        });
      for (; due > 0; due--) yield value;
    }
    throw abortError(signal);
  } finally {
    clear(interval);
    listening?.[Symbol.dispose]();
  }
}

/** Source: Node timersPromises.scheduler since v17.3.0; WICG Scheduling APIs. */
class Scheduler {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** @returns {Promise<void>} resolved in the next check phase */
  yield() {
    if (!(this instanceof Scheduler)) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }

  /** @returns {Promise<void>} resolved after `delay` ms; options as of setTimeout */
  wait(delay, options) {
    if (!(this instanceof Scheduler)) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

export const scheduler = Object.create(Scheduler.prototype);

export default { setTimeout, setImmediate, setInterval, scheduler };
