// What a Readable has of an array's methods. Those that give a stream are async generators here: stream.js makes streams of them.
import { AbortError, codes } from '../errors.js';
import { validateAbortSignal, validateFunction, validateInteger, validateObject } from '../validators.js';
import { finished } from './finished.js';

// What a function of map() returns for a value that is left out.
const NONE = Symbol('none');
const END = Symbol('end');

function checkOptions(options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  if (options?.signal !== undefined && options.signal !== null) validateAbortSignal(options.signal, 'options.signal');
}

function throwIfAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

/** Calls a function for every chunk of a stream, several at a time; the results come in the order of the chunks. */
class Mapper {
  #stream;
  #fn;
  #signal;
  #concurrency;
  #mark; // so many results are kept
  #running = 0;
  #queue = []; // promises of results
  #over = false;
  #wakeReader = undefined;
  #wakePump = undefined;

  constructor(stream, fn, { concurrency, mark, signal }) {
    this.#stream = stream;
    this.#fn = fn;
    this.#concurrency = concurrency;
    this.#mark = mark;
    this.#signal = AbortSignal.any(signal ? [signal] : []);
  }

  #goOn() {
    if (this.#over || this.#running >= this.#concurrency || this.#queue.length >= this.#mark) return;
    this.#wakePump?.();
    this.#wakePump = undefined;
  }

  #put(promise) {
    this.#queue.push(promise);
    this.#wakeReader?.();
    this.#wakeReader = undefined;
  }

  #start(promise) {
    this.#running += 1;
    promise.then(
      () => {
        this.#running -= 1;
        this.#goOn();
      },
      () => {
        this.#over = true;
        this.#running -= 1;
      },
    );
    this.#put(promise);
  }

  #call(chunk) {
    try {
      const result = this.#fn(chunk, { signal: this.#signal });
      return result === NONE ? undefined : Promise.resolve(result);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #pump() {
    try {
      for await (const chunk of this.#stream) {
        if (this.#over) return;
        throwIfAborted(this.#signal);
        const promise = this.#call(chunk);
        if (promise === undefined) continue;
        this.#start(promise);
        if (!this.#over && (this.#queue.length >= this.#mark || this.#running >= this.#concurrency)) {
          await new Promise((resolve) => {
            this.#wakePump = resolve;
          });
        }
      }
      this.#put(END);
    } catch (error) {
      this.#start(Promise.reject(error));
    } finally {
      this.#over = true;
      this.#wakeReader?.();
      this.#wakeReader = undefined;
    }
  }

  async *results() {
    this.#pump();
    try {
      for (;;) {
        while (this.#queue.length > 0) {
          const value = await this.#queue[0];
          if (value === END) return;
          throwIfAborted(this.#signal);
          if (value !== NONE) yield value;
          this.#queue.shift();
          this.#goOn();
        }
        await new Promise((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    } finally {
      this.#over = true;
      this.#wakePump?.();
    }
  }
}

function mapped(stream, fn, options) {
  validateFunction(fn, 'fn');
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency !== undefined && options.concurrency !== null) concurrency = Math.floor(options.concurrency);
  let ahead = concurrency - 1;
  if (options?.highWaterMark !== undefined && options.highWaterMark !== null) ahead = Math.floor(options.highWaterMark);
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(ahead, 'options.highWaterMark', 0);
  return new Mapper(stream, fn, { concurrency, mark: ahead + concurrency, signal: options?.signal }).results();
}

function filtered(stream, fn, options) {
  validateFunction(fn, 'fn');
  return mapped(stream, async (value, context) => ((await fn(value, context)) ? value : NONE), options);
}

async function* flattened(values) {
  for await (const value of values) yield* value;
}

function countOf(number) {
  const count = Number(number);
  if (Number.isNaN(count)) return 0;
  if (count < 0) throw new codes.ERR_OUT_OF_RANGE('number', '>= 0', count);
  return Math.trunc(count);
}

async function* dropped(stream, count, signal) {
  throwIfAborted(signal);
  let left = count;
  for await (const value of stream) {
    throwIfAborted(signal);
    if (left-- <= 0) yield value;
  }
}

async function* taken(stream, count, signal) {
  throwIfAborted(signal);
  let left = count;
  for await (const value of stream) {
    throwIfAborted(signal);
    if (left-- > 0) yield value;
    // without waiting for one that nobody wants
    if (left <= 0) return;
  }
}

async function* indexed(stream, signal) {
  let index = 0;
  for await (const value of stream) {
    throwIfAborted(signal);
    yield [index++, value];
  }
}

/** Methods that give a stream. Source of all: Node, readable.map etc. since v16.14.0 and v17.4.0. */
export const streamOperators = {
  asIndexedPairs(options = undefined) {
    checkOptions(options);
    return indexed(this, options?.signal);
  },
  drop(number, options = undefined) {
    checkOptions(options);
    return dropped(this, countOf(number), options?.signal);
  },
  filter(fn, options) {
    return filtered(this, fn, options);
  },
  flatMap(fn, options) {
    return flattened(mapped(this, fn, options));
  },
  map(fn, options) {
    return mapped(this, fn, options);
  },
  take(number, options = undefined) {
    checkOptions(options);
    return taken(this, countOf(number), options?.signal);
  },
};

async function some(stream, fn, options) {
  for await (const _ of filtered(stream, fn, options)) return true;
  return false;
}

/** Methods that give a promise. */
export const promiseOperators = {
  async every(fn, options = undefined) {
    validateFunction(fn, 'fn');
    return !(await some(this, async (...args) => !(await fn(...args)), options));
  },
  async forEach(fn, options) {
    validateFunction(fn, 'fn');
    async function call(value, context) {
      await fn(value, context);
      return NONE;
    }
    for await (const _ of mapped(this, call, options));
  },
  async reduce(reducer, initialValue, options = undefined) {
    validateFunction(reducer, 'reducer');
    checkOptions(options);
    const signal = options?.signal;
    if (signal?.aborted) {
      const error = new AbortError(undefined, { cause: signal.reason });
      this.once('error', () => {}); // who called gets it
      await new Promise((resolve) => finished(this.destroy(error), resolve));
      throw error;
    }
    const inner = AbortSignal.any(signal ? [signal] : []);
    let has = arguments.length > 1;
    let result = initialValue;
    for await (const value of this) {
      throwIfAborted(signal);
      if (has) result = await reducer(result, value, { signal: inner });
      else result = value;
      has = true;
    }
    if (!has) throw emptyReduce();
    return result;
  },
  async toArray(options) {
    checkOptions(options);
    const result = [];
    for await (const value of this) {
      throwIfAborted(options?.signal);
      result.push(value);
    }
    return result;
  },
  async some(fn, options = undefined) {
    return some(this, fn, options);
  },
  async find(fn, options) {
    for await (const value of filtered(this, fn, options)) return value;
    return undefined;
  },
};

function emptyReduce() {
  const error = new codes.ERR_MISSING_ARGS('reduce');
  error.message = 'Reduce of an empty stream requires an initial value';
  return error;
}
