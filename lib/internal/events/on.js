// events.on: the events of one type as an async iterator.

import { AbortError, codes } from '../errors.js';
import { Ring } from '../task_queue/ring.js';
import { validateAbortSignal, validateInteger, validateObject } from '../validators.js';
import { addAbortListener } from './abort_listener.js';
import { subscribe, unsubscribe } from './subscribe.js';

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

/**
 * @param {EventEmitter|EventTarget} emitter
 * @param {string|symbol} type
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]  ends the iteration with an AbortError
 * @param {string[]} [options.close]  types of events that end the iteration
 * @param {number} [options.highWaterMark]  more waiting events than this pause() the emitter, if it can
 * @param {number} [options.lowWaterMark]  fewer than this resume() it
 * @returns {AsyncIterator<Array>} each event's arguments
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, AbortError
 * Source: Node events.on since v13.6.0.
 */
export function on(emitter, type, options = {}) {
  validateObject(options, 'options');
  const { signal, close } = options;
  validateAbortSignal(signal, 'options.signal');
  const abortError = () => new AbortError(undefined, { cause: signal.reason });
  if (signal?.aborted) throw abortError();
  // The names with small letters came first.
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(high, 'options.highWaterMark', 1);
  validateInteger(low, 'options.lowWaterMark', 1);

  const events = new Ring(); // that nobody asked for yet
  const readers = new Ring(); // promises of next() that wait for an event
  const subscriptions = [];
  let waiting = 0;
  let paused = false;
  let failure; // { error }, told to the next reader
  let finished = false;
  let listening;

  function subscribeTo(name, listener) {
    subscribe(emitter, name, listener);
    subscriptions.push([name, listener]);
  }

  function onEvent(...args) {
    const reader = readers.shift();
    if (reader !== undefined) {
      reader.resolve({ value: args, done: false });
      return;
    }
    events.push(args);
    if (++waiting > high && !paused) {
      paused = true;
      emitter.pause?.();
    }
  }

  function fail(error) {
    const reader = readers.shift();
    if (reader === undefined) failure = { error };
    else reader.reject(error);
    finish();
  }

  function finish() {
    listening?.[Symbol.dispose]();
    for (const [name, listener] of subscriptions.splice(0)) unsubscribe(emitter, name, listener);
    finished = true;
    let reader;
    while ((reader = readers.shift()) !== undefined) reader.resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  const iterator = {
    __proto__: AsyncIteratorPrototype,

    next() {
      if (waiting > 0) {
        const value = events.shift();
        if (--waiting < low && paused) {
          paused = false;
          emitter.resume?.();
        }
        return Promise.resolve({ value, done: false });
      }
      if (failure !== undefined) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return finish();
      const reader = Promise.withResolvers();
      readers.push(reader);
      return reader.promise;
    },

    return() {
      return finish();
    },

    throw(error) {
      if (!(error instanceof Error)) {
        throw new codes.ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      }
      fail(error);
    },

    [Symbol.asyncIterator]() {
      return this;
    },
  };

  subscribeTo(type, onEvent);
  if (type !== 'error' && typeof emitter.on === 'function') subscribeTo('error', fail);
  if (close?.length) for (const name of close) subscribeTo(name, finish);
  if (signal !== undefined) listening = addAbortListener(signal, () => fail(abortError()));
  return iterator;
}
