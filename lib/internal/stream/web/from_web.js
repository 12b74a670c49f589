// Web streams as Node's: Readable.fromWeb(), Writable.fromWeb(), Duplex.fromWeb().
import { Buffer } from '../../../buffer.js';

import { codes } from '../../errors.js';
import { nextTick } from '../../task_queue/ticks.js';
import { validateBoolean, validateObject } from '../../validators.js';
import { destroyStream as destroy } from '../destroyer.js';
import { Duplex } from '../duplex.js';
import { Readable } from '../readable.js';
import { Writable } from '../writable.js';
import { coreOfReadable } from '../../webstreams/readable_stream.js';
import { coreOfWritable } from '../../webstreams/writable_stream.js';

function check(stream, coreOf, type, name) {
  if (coreOf(stream) === undefined) throw new codes.ERR_INVALID_ARG_TYPE(name, type, stream);
}

function checkOptions(options) {
  validateObject(options, 'options');
  const { objectMode = false, encoding } = options;
  validateBoolean(objectMode, 'options.objectMode');
  if (encoding !== undefined && !Buffer.isEncoding(encoding))
    throw new codes.ERR_INVALID_ARG_VALUE('options.encoding', encoding);
}

// Callbacks come in a tick of their own: what they throw is no rejection of a promise.
function settle(promise, callback) {
  promise.then(
    () => nextTick(callback),
    (error) => nextTick(callback, error),
  );
}

// The reading half: methods of a stream over a reader.
class Source {
  #reader;
  #over = false;

  constructor(web) {
    this.#reader = web.getReader();
  }

  watch(stream) {
    this.#reader.closed.then(
      () => {
        this.#over = true;
      },
      (error) => {
        this.#over = true;
        nextTick(destroy, stream, error);
      },
    );
  }

  read(stream) {
    this.#reader.read().then(
      ({ value, done }) => nextTick(push, stream, done ? null : value),
      (error) => nextTick(destroy, stream, error),
    );
  }

  end(error) {
    return this.#over ? Promise.resolve() : this.#reader.cancel(error);
  }
}

function push(stream, chunk) {
  stream.push(chunk);
}

// The writing half, over a writer.
class Sink {
  #writer;
  #over = false;

  constructor(web) {
    this.#writer = web.getWriter();
  }

  watch(stream) {
    this.#writer.closed.then(
      () => {
        this.#over = true;
        if (!stream.writableEnded) nextTick(destroy, stream, new codes.ERR_STREAM_PREMATURE_CLOSE());
      },
      (error) => {
        this.#over = true;
        nextTick(destroy, stream, error);
      },
    );
  }

  write(chunk, callback) {
    settle(
      this.#writer.ready.then(() => this.#writer.write(chunk)),
      callback,
    );
  }

  final(callback) {
    settle(this.end(null), callback);
  }

  end(error) {
    if (this.#over) return Promise.resolve();
    return error === null || error === undefined ? this.#writer.close() : this.#writer.abort(error);
  }
}

// The error for which it is destroyed stays the first one.
function destroyWith(promises, error, callback) {
  Promise.all(promises).then(
    () => nextTick(callback, error),
    (failure) => nextTick(callback, error ?? failure),
  );
}

/**
 * @param {ReadableStream} web
 * @param {{highWaterMark?: number, encoding?: string, objectMode?: boolean, signal?: AbortSignal}} [options]
 * @returns {Readable}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE if it is locked
 * Source: Node stream.Readable.fromWeb since v17.0.0.
 */
export function readableFromWeb(web, options = {}) {
  check(web, coreOfReadable, 'ReadableStream', 'readableStream');
  checkOptions(options);
  const { highWaterMark, encoding, objectMode, signal } = options;
  const source = new Source(web);
  const stream = new Readable({
    highWaterMark,
    encoding,
    objectMode,
    signal,
    read() {
      source.read(this);
    },
    destroy(error, callback) {
      destroyWith([source.end(error)], error, callback);
    },
  });
  source.watch(stream);
  return stream;
}

/**
 * @param {WritableStream} web
 * @param {{highWaterMark?: number, decodeStrings?: boolean, objectMode?: boolean, signal?: AbortSignal}} [options]
 * @returns {Writable}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE if it is locked
 * Source: Node stream.Writable.fromWeb since v17.0.0.
 */
export function writableFromWeb(web, options = {}) {
  check(web, coreOfWritable, 'WritableStream', 'writableStream');
  checkOptions(options);
  const { highWaterMark, decodeStrings, objectMode, signal } = options;
  const sink = new Sink(web);
  const stream = new Writable({
    highWaterMark,
    decodeStrings,
    objectMode,
    signal,
    write(chunk, encoding, callback) {
      sink.write(chunk, callback);
    },
    final(callback) {
      sink.final(callback);
    },
    destroy(error, callback) {
      destroyWith([sink.end(error)], error, callback);
    },
  });
  sink.watch(stream);
  return stream;
}

/**
 * @param {{readable: ReadableStream, writable: WritableStream}} pair
 * @param {object} [options]  allowHalfOpen, decodeStrings, encoding, highWaterMark, objectMode, signal
 * @returns {Duplex}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE if one of them is locked
 * Source: Node stream.Duplex.fromWeb since v17.0.0.
 */
export function duplexFromWeb(pair, options = {}) {
  validateObject(pair, 'pair');
  check(pair.readable, coreOfReadable, 'ReadableStream', 'pair.readable');
  check(pair.writable, coreOfWritable, 'WritableStream', 'pair.writable');
  checkOptions(options);
  const { allowHalfOpen = false, decodeStrings, encoding, highWaterMark, objectMode, signal } = options;
  const source = new Source(pair.readable);
  const sink = new Sink(pair.writable);
  const stream = new Duplex({
    allowHalfOpen,
    decodeStrings,
    encoding,
    highWaterMark,
    objectMode,
    signal,
    read() {
      source.read(this);
    },
    write(chunk, encoding, callback) {
      sink.write(chunk, callback);
    },
    final(callback) {
      sink.final(callback);
    },
    destroy(error, callback) {
      destroyWith([source.end(error), sink.end(error)], error, callback);
    },
  });
  source.watch(stream);
  sink.watch(stream);
  return stream;
}
