// A stream of what an iterable has.
import buffers from '../../buffer.js';
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';

const { Buffer } = buffers;

/**
 * @param {Function} Readable  class of the stream
 * @param {Iterable|AsyncIterable} iterable  a string or a Buffer is one chunk
 * @param {object} [options]  of the stream; `beforeClose` is called before the iterable is told that no more is wanted
 * @throws ERR_INVALID_ARG_TYPE
 */
export function from(Readable, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  if (typeof iterable?.[Symbol.asyncIterator] !== 'function' && typeof iterable?.[Symbol.iterator] !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }
  const source = new Source(iterable);
  return new Readable({
    objectMode: true,
    highWaterMark: 1, // what has been taken from an iterable cannot be given back
    ...options,
    read() {
      if (source.busy) return;
      source.busy = true;
      if (source.isAsync) source.feed(this);
      else source.feedNow(this);
    },
    destroy(error, callback) {
      options?.beforeClose?.();
      source.close(error).then(
        () => nextTick(callback, error),
        (failure) => nextTick(callback, failure || error),
      );
    },
  });
}

class Source {
  busy = false;
  #iterator;

  constructor(iterable) {
    this.isAsync = typeof iterable[Symbol.asyncIterator] === 'function';
    this.#iterator = this.isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  }

  // Without a promise for what is there at once.
  feedNow(stream) {
    try {
      for (;;) {
        const { value, done } = this.#iterator.next();
        if (done) {
          stream.push(null);
          return;
        }
        if (typeof value?.then === 'function') {
          this.#feedLater(stream, value);
          return;
        }
        if (!this.#push(stream, value)) return;
      }
    } catch (error) {
      stream.destroy(error);
    }
  }

  async #feedLater(stream, promise) {
    try {
      const value = await promise;
      if (this.#push(stream, value)) this.feedNow(stream);
    } catch (error) {
      stream.destroy(error);
    }
  }

  async feed(stream) {
    try {
      for (;;) {
        const { value, done } = await this.#iterator.next();
        if (done) {
          stream.push(null);
          return;
        }
        if (!this.#push(stream, typeof value?.then === 'function' ? await value : value)) return;
      }
    } catch (error) {
      stream.destroy(error);
    }
  }

  // Whether it goes on at once; else the next _read() does.
  #push(stream, value) {
    if (value === null) {
      this.busy = false;
      throw new codes.ERR_STREAM_NULL_VALUES();
    }
    if (stream.push(value)) return true;
    this.busy = false;
    return false;
  }

  async close(error) {
    const iterator = this.#iterator;
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') await (await iterator.return()).value;
  }
}
