// `for await` over a stream that is read.
import { aggregateTwoErrors } from '../errors.js';
import { validateObject } from '../validators.js';
import { destroyStream } from './destroyer.js';
import { finished } from './finished.js';

/** Waits for the next thing that happens to a stream: something to read, the end, an error, the close. */
class Watch {
  error = undefined; // null at the end
  #go = undefined;

  constructor(stream) {
    this.onReadable = () => this.#wake();
    stream.on('readable', this.onReadable);
    this.stop = finished(stream, { writable: false }, (error) => {
      this.error = error ? aggregateTwoErrors(this.error, error) : null;
      this.#wake();
    });
  }

  #wake() {
    const go = this.#go;
    this.#go = undefined;
    go?.();
  }

  next() {
    return new Promise((resolve) => {
      this.#go = resolve;
    });
  }
}

async function* chunks(stream, destroyOnReturn) {
  const watch = new Watch(stream);
  let failure;
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (watch.error) throw watch.error;
      else if (watch.error === null) return;
      else await watch.next();
    }
  } catch (error) {
    failure = aggregateTwoErrors(watch.error, error);
    throw failure;
  } finally {
    // undefined if the loop was left, null at the end
    const outcome = failure ?? watch.error;
    if ((outcome || destroyOnReturn) && (outcome === undefined || stream._readableState?.autoDestroy)) {
      destroyStream(stream, null);
    } else {
      stream.off('readable', watch.onReadable);
      watch.stop();
    }
  }
}

/**
 * @param {Readable} stream
 * @param {{destroyOnReturn?: boolean}} [options]
 * @returns {AsyncGenerator} of its chunks
 */
export function iterate(stream, options) {
  const iterator = chunks(stream, options?.destroyOnReturn !== false);
  iterator.stream = stream;
  return iterator;
}

/**
 * @param {{destroyOnReturn?: boolean}} [options]  whether a loop that is left early destroys the stream; so by default
 * Source: Node readable.iterator since v16.3.0.
 */
export function iterator(options) {
  if (options !== undefined) validateObject(options, 'options');
  return iterate(this, options);
}
