// Duplex.from(): a Duplex of anything that is, gives or takes chunks.
import buffers from '../../buffer.js';
import { load } from '../builtins.js';
import { AbortError, codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { Bridge } from './bridge.js';
import { destroyStream } from './destroyer.js';
import { Duplex } from './duplex.js';
import { finished } from './finished.js';
import { from } from './from.js';
import { Readable } from './readable.js';
import {
  isDuplexNodeStream,
  isIterable,
  isNodeStream,
  isReadable,
  isReadableNodeStream,
  isReadableStream,
  isWritable,
  isWritableNodeStream,
  isWritableStream,
} from './status.js';

const web = () => load('internal/stream/web/from_web');

/**
 * @param {Stream|Blob|ArrayBuffer|string|Iterable|AsyncIterable|Function|Promise|{readable, writable}|ReadableStream|WritableStream} body
 * @param {string} [name]  of what is wrong in an error
 * @returns {Duplex}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE
 * Source: Node stream.Duplex.from since v16.8.0.
 */
export function duplexFrom(body, name = 'body') {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return ofPair({ readable: body });
  if (isWritableNodeStream(body)) return ofPair({ writable: body });
  if (isNodeStream(body)) return ofPair({});
  if (isReadableStream(body)) return ofPair({ readable: web().readableFromWeb(body) });
  if (isWritableStream(body)) return ofPair({ writable: web().writableFromWeb(body) });
  if (typeof body === 'function') return ofFunction(body, name);
  if (body instanceof buffers.Blob) return duplexFrom(body.arrayBuffer());
  if (isIterable(body)) return from(Duplex, body, { objectMode: true, writable: false });
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return web().duplexFromWeb(body);
  if (typeof body?.readable === 'object' || typeof body?.writable === 'object') {
    const { readable, writable } = body;
    return ofPair({
      readable: readable && (isReadableNodeStream(readable) ? readable : duplexFrom(readable)),
      writable: writable && (isWritableNodeStream(writable) ? writable : duplexFrom(writable)),
    });
  }
  const then = body?.then;
  if (typeof then === 'function') return ofPromise(body, then);
  throw new codes.ERR_INVALID_ARG_TYPE(
    name,
    [
      'Blob',
      'ReadableStream',
      'WritableStream',
      'Stream',
      'Iterable',
      'AsyncIterable',
      'Function',
      '{ readable, writable } pair',
      'Promise',
    ],
    body,
  );
}

function ofPair({ readable, writable }) {
  const source = readable && typeof readable.read !== 'function' ? Readable.wrap(readable) : readable;
  const bridge = new Bridge({
    source: isReadable(source) ? source : undefined,
    target: isWritable(writable) ? writable : undefined,
    owned: [writable, source],
    readableObjectMode: Boolean(source?.readableObjectMode),
    writableObjectMode: Boolean(writable?.writableObjectMode),
  });
  const over = (error) => {
    if (error) destroyStream(source, error);
    Bridge.over(bridge, error);
  };
  if (isWritable(writable)) {
    finished(writable, over);
    writable.on('finish', () => Bridge.finish(bridge));
  }
  if (isReadable(source)) finished(source, over);
  return bridge;
}

function ofPromise(promise, then) {
  const stream = new Duplex({ objectMode: true, writable: false, read() {} });
  then.call(
    promise,
    (value) => {
      if (value !== undefined && value !== null) stream.push(value);
      stream.push(null);
    },
    (error) => destroyStream(stream, error),
  );
  return stream;
}

/** What is written to a Duplex as an iterable, one chunk at a time. */
class Input {
  #controller = new AbortController();
  #next = Promise.withResolvers();

  get signal() {
    return this.#controller.signal;
  }

  async *chunks() {
    for (;;) {
      const { chunk, done, callback } = await this.#next.promise;
      if (callback !== undefined) nextTick(callback);
      if (done) return;
      if (this.signal.aborted) throw new AbortError(undefined, { cause: this.signal.reason });
      this.#next = Promise.withResolvers();
      yield chunk;
    }
  }

  write(chunk, callback) {
    this.#next.resolve({ chunk, done: false, callback });
  }

  end(callback) {
    this.#next.resolve({ chunk: undefined, done: true, callback });
  }

  /** Whoever waits for a chunk waits no longer. */
  stop() {
    this.#controller.abort();
    this.#next.resolve({ chunk: undefined, done: false, callback: undefined });
  }
}

function ofFunction(fn, name) {
  const input = new Input();
  const value = fn(input.chunks(), { signal: input.signal });
  if (isDuplexNodeStream(value)) return value;
  const writing = {
    objectMode: true,
    write: (chunk, encoding, callback) => input.write(chunk, callback),
  };
  if (isIterable(value)) {
    return from(Duplex, value, {
      ...writing,
      final: (callback) => input.end(callback),
      beforeClose: () => input.stop(),
    });
  }
  const then = value?.then;
  if (typeof then !== 'function') {
    throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
  }
  const done = then.call(
    value,
    (result) => {
      if (result !== undefined && result !== null) throw new codes.ERR_INVALID_RETURN_VALUE('nully', name, result);
    },
    (error) => destroyStream(stream, error),
  );
  const stream = new Duplex({
    ...writing,
    readable: false,
    final(callback) {
      input.end(() => {
        done.then(
          () => nextTick(callback, null),
          (error) => nextTick(callback, error),
        );
      });
    },
    destroy(error, callback) {
      input.stop();
      callback(error);
    },
  });
  return stream;
}
