// Calls the function of a test or hook, which may return a promise or take a callback, and end too late.
import { AbortError } from '../errors.js';
import { clearTimeout, setTimeout } from '../../timers.js';
import { failure, kinds } from './failure.js';

function withCallback(fn, receiver, args) {
  return new Promise((resolve, reject) => {
    let called = false;
    const done = (error) => {
      if (called) return reject(failure('callback invoked multiple times', kinds.repeated));
      called = true;
      return error ? reject(error) : resolve();
    };
    const returned = Reflect.apply(fn, receiver, [...args, done]);
    if (typeof returned?.then === 'function') {
      reject(failure('passed a callback but also returned a Promise', kinds.both));
    }
  });
}

/** A promise that only rejects: on timeout, or when the signal fires. */
function stopper({ timeout, signal, what = 'test' }) {
  const { promise, reject } = Promise.withResolvers();
  let timer;
  if (timeout !== Infinity) {
    timer = setTimeout(() => reject(failure(`${what} timed out after ${timeout}ms`, kinds.timeout)), timeout);
    // A test whose event loop is empty is over; the timeout does not keep it alive.
    timer.unref?.();
  }
  const abort = () => reject(failure(new AbortError(undefined, { cause: signal.reason }), kinds.aborted));
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  promise.catch(() => {});
  const dispose = () => {
    if (timer !== undefined) clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
  return { promise, dispose };
}

async function followed(work, afterwards) {
  await work;
  await afterwards();
}

/**
 * @param {Function} fn  (context) or (context, done)
 * @param {object} context
 * @param {{ timeout: number, signal?: AbortSignal, callback?: boolean, afterwards?: () => Promise<void> }} options  `afterwards` is what
 *   belongs to it once the function is through
 */
export async function invoke(fn, context, { timeout, signal, callback = fn.length > 1, afterwards }) {
  const stop = stopper({ timeout, signal });
  try {
    const work = callback ? withCallback(fn, context, [context]) : Reflect.apply(fn, context, [context]);
    await Promise.race([afterwards === undefined ? work : followed(work, afterwards), stop.promise]);
  } finally {
    stop.dispose();
  }
}
