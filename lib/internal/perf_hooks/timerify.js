// performance.timerify: a function whose calls become performance entries.

import { codes } from '../errors.js';
import { validateFunction, validateObject } from '../validators.js';
import { PerformanceNodeEntry } from './entry.js';
import { isHistogram } from './histogram.js';
import { now } from './now.js';
import { enqueue } from './observe.js';

/**
 * @param {Function} fn
 * @param {{histogram?: RecordableHistogram}} [options]  histogram: records the duration in ns
 * @returns {Function} fn; each call that does not fail makes an entry of type 'function', with the arguments as detail.
 *   The call of an async function ends when its promise is settled.
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node performance.timerify since v8.5.0.
 */
export function timerify(fn, options = {}) {
  validateFunction(fn, 'fn');
  validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && (!isHistogram(histogram) || typeof histogram.record !== 'function')) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
  }

  function complete(start, args) {
    const duration = now() - start;
    // A clock may stand still for so short a time; a histogram counts from 1.
    histogram?.record(Math.max(1, Math.ceil(duration * 1e6)));
    const entry = new PerformanceNodeEntry(fn.name, 'function', start, duration, args);
    for (const [i, arg] of args.entries()) entry[i] = arg;
    enqueue(entry);
  }

  function timerified(...args) {
    const start = now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === 'function') return result.finally(() => complete(start, args));
    complete(start, args);
    return result;
  }

  return Object.defineProperties(timerified, {
    length: { value: fn.length, configurable: true },
    name: { value: `timerified ${fn.name}`, configurable: true },
  });
}
