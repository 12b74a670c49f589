// Changes as an async iterator.
import { AbortError, codes } from '../errors.js';
import { validateAbortSignal, validateBoolean, validateInteger, validateObject, validateOneOf } from '../validators.js';
import { checkEncoding } from './arguments.js';
import { watch } from './watch.js';

const DEFAULT_QUEUE = 2048;

/**
 * @param {string | Buffer | URL} filename
 * @param {string | { persistent?: boolean, recursive?: boolean, encoding?: string, signal?: AbortSignal, maxQueue?: number,
 *   overflow?: 'ignore' | 'throw', ignore?: string | RegExp | Function | Array }} [options]
 *   maxQueue: changes that may wait to be asked for; overflow: what happens to those beyond
 * @returns {AsyncIterator<{ eventType: string, filename: string | Buffer }>}
 * Node fsPromises.watch since v15.9.0
 */
export async function* watchIterator(filename, options = {}) {
  if (typeof options === 'string') options = { encoding: options };
  validateObject(options, 'options');
  const {
    persistent = true,
    recursive = false,
    encoding = 'utf8',
    maxQueue = DEFAULT_QUEUE,
    overflow = 'ignore',
    signal,
    ignore,
  } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'throw']);
  validateAbortSignal(signal, 'options.signal');
  checkEncoding(encoding);
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });

  const waiting = [];
  let failure = null;
  let wake = () => {};
  const fail = (error) => {
    failure ??= error;
    wake();
  };
  const onAbort = () => fail(new AbortError(undefined, { cause: signal.reason }));
  const watcher = watch(filename, { persistent, recursive, encoding, ignore });
  watcher.on('change', (eventType, name) => {
    if (waiting.length < maxQueue) {
      waiting.push({ __proto__: null, eventType, filename: name });
      wake();
    } else if (overflow === 'throw') {
      fail(new codes.ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue));
    } else {
      process.emitWarning('fs.watch maxQueue exceeded');
    }
  });
  watcher.on('error', fail);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      while (waiting.length > 0 && failure === null) yield waiting.shift();
      if (failure !== null) throw failure;
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', onAbort);
  }
}
