// pipeline(): streams connected one after another, which end together.
import { AbortError, codes } from '../errors.js';
import { addAbortListener } from '../events/abort_listener.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateAbortSignal, validateFunction } from '../validators.js';
import { destroyStream } from './destroyer.js';
import { duplexFrom } from './duplex_from.js';
import { finished } from './finished.js';
import { PassThrough } from './passthrough.js';
import { pumpToNode, pumpToWeb } from './pump.js';
import { Readable } from './readable.js';
import {
  isAsyncIterable,
  isIterable,
  isNodeStream,
  isReadable,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isTransformStream,
  isWebStream,
} from './status.js';

const isEarlyClose = (error) => error?.code === 'ERR_STREAM_PREMATURE_CLOSE';

/**
 * Connects streams, passes errors on and destroys all of them when one fails.
 * @param {...(Stream|Iterable|AsyncIterable|Function|ReadableStream|WritableStream|TransformStream)} streams
 *   source, transforms and destination; after them `callback(error, value)`, which comes when all that was destroyed has closed
 * @returns {Stream} the last one
 * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE
 * Source: Node stream.pipeline since v10.0.0.
 */
export function pipeline(...streams) {
  const callback = streams.pop();
  validateFunction(callback, 'streams[stream.length - 1]');
  const parts = streams.length === 1 && Array.isArray(streams[0]) ? streams[0] : streams;
  return connect(parts, {}, callback);
}

/**
 * The same as a promise of what the last part returns, with `{ signal, end }` as last argument.
 * Source: Node stream/promises pipeline since v15.0.0.
 */
export function pipelineDone(...streams) {
  return new Promise((resolve, reject) => {
    const last = streams.at(-1);
    let options = {};
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !isWebStream(last)) {
      options = streams.pop();
    }
    const parts = streams.length === 1 && Array.isArray(streams[0]) ? streams[0] : streams;
    connect(parts, options, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}
Object.defineProperty(pipelineDone, 'name', { value: 'pipeline' });

function connect(parts, options, callback) {
  if (parts.length < 2) throw new codes.ERR_MISSING_ARGS('streams');
  validateAbortSignal(options.signal, 'options.signal');
  const line = new Line(parts, options, (error, value) => {
    if (error) afterClose(parts, () => callback(error, value));
    else callback(error, value);
  });
  if (parts.some((part, index) => index > 0 && part?.closed === true && typeof part.write === 'function')) {
    return line.refuse();
  }
  return line.connect();
}

// Calls back once those of the streams that have been destroyed are closed.
function afterClose(streams, callback) {
  let open = 1;
  const closed = () => {
    if (--open === 0) callback();
  };
  for (const stream of streams) {
    if (stream?.destroyed !== true || stream.closed !== false || stream._writableState?.emitClose === false) continue;
    open += 1;
    stream.once('close', closed);
  }
  closed();
}

/** The streams of one pipeline, and how it goes with them. */
class Line {
  #parts;
  #signal;
  #ends; // whether the last stream ends with the first
  #callback;
  #error = undefined;
  #value = undefined;
  #pending = 0; // how many streams and connections have not finished
  #destroyers = [];
  #cleanUps = []; // of the last stream, which the program may go on reading
  #controller = new AbortController(); // tells the functions that it is over
  #abortListener = undefined;

  constructor(parts, { signal, end }, callback) {
    this.#parts = parts;
    this.#signal = signal;
    this.#ends = end !== false;
    this.#callback = callback;
  }

  /** One of the streams has closed before anything could be written to it. */
  refuse() {
    const error = new codes.ERR_STREAM_UNABLE_TO_PIPE();
    for (const part of this.#parts) if (isNodeStream(part)) part.destroy?.();
    nextTick(this.#callback, error);
    return this.#parts.at(-1);
  }

  connect() {
    const signal = this.#signal;
    const abort = () => this.#failOnly(new AbortError(undefined, { cause: signal.reason }));
    if (signal?.aborted) nextTick(abort);
    else if (signal !== undefined) this.#abortListener = addAbortListener(signal, abort);
    let flow;
    for (let index = 0; index < this.#parts.length; index++) {
      const part = this.#parts[index];
      const isLast = index === this.#parts.length - 1;
      if (isNodeStream(part)) this.#watch(part, index, isLast);
      if (index === 0) flow = this.#source(part);
      else if (typeof part === 'function') flow = this.#call(part, flow, index, isLast);
      else if (isNodeStream(part)) flow = this.#intoNode(part, flow, isLast);
      else if (isWebStream(part)) flow = this.#intoWeb(part, flow, isLast);
      else flow = duplexFrom(part);
    }
    return flow;
  }

  #endsAt(isLast) {
    return !isLast || this.#ends;
  }

  // One of those that are waited for is over.
  #finish = (error) => {
    this.#pending -= 1;
    this.#settle(error, this.#pending === 0);
  };

  #failOnly = (error) => this.#settle(error, false);

  #settle(error, isLast) {
    // the first error, unless it only says that a stream was closed because of another
    if (error && (!this.#error || isEarlyClose(this.#error))) this.#error = error;
    if (!this.#error && !isLast) return;
    while (this.#destroyers.length > 0) this.#destroyers.shift()(this.#error);
    this.#abortListener?.[Symbol.dispose]();
    this.#controller.abort();
    if (!isLast) return;
    if (!this.#error) for (const cleanUp of this.#cleanUps) cleanUp();
    nextTick(this.#callback, this.#error, this.#value);
  }

  // Destroys the stream when the pipeline fails, and has the pipeline fail with the stream.
  #watch(stream, index, isLast) {
    if (this.#endsAt(isLast)) this.#destroyLater(stream, !isLast, index > 0, isLast);
    const onError = (error) => {
      if (error && error.name !== 'AbortError' && !isEarlyClose(error)) this.#failOnly(error);
    };
    stream.on('error', onError);
    if (isLast && isReadable(stream)) this.#cleanUps.push(() => stream.removeListener('error', onError));
  }

  #destroyLater(stream, readable, writable, isLast) {
    let over = false;
    stream.on('close', () => {
      over = true;
    });
    const stop = finished(stream, { readable, writable }, (error) => {
      over = !error;
    });
    this.#destroyers.push((error) => {
      if (over) return;
      over = true;
      const reason = error || new codes.ERR_STREAM_DESTROYED('pipe');
      destroyStream(stream, reason);
      // one of an old kind that has no way to be ended hears why nothing comes any more
      if (!stream.destroy && !stream.close && !stream.abort) stream.emit('error', reason);
    });
    if (isLast && isReadable(stream)) this.#cleanUps.push(stop);
  }

  #source(part) {
    if (typeof part === 'function') {
      const made = part({ signal: this.#controller.signal });
      if (!isIterable(made))
        throw new codes.ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', made);
      return made;
    }
    return isIterable(part) || isReadableNodeStream(part) || isTransformStream(part) ? part : duplexFrom(part);
  }

  // A function gets an iterable, and gives one; the last one may give a promise.
  #call(fn, flow, index, isLast) {
    const made = fn(asIterable(isTransformStream(flow) ? flow.readable : flow), { signal: this.#controller.signal });
    if (!isLast) {
      if (!isAsyncIterable(made)) {
        throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${index - 1}]`, made);
      }
      return made;
    }
    // What the program gets is a stream, whatever was made.
    const out = new PassThrough({ objectMode: true });
    const then = made?.then; // looked at once
    if (typeof then === 'function') this.#awaitLast(made, then, out);
    else if (isAsyncIterable(made)) this.#pump(pumpToNode, made, out, isLast);
    else if (isReadableStream(made) || isTransformStream(made))
      this.#pump(pumpToNode, made.readable || made, out, isLast);
    else throw new codes.ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', made);
    this.#destroyLater(out, false, true, isLast);
    return out;
  }

  #awaitLast(promise, then, out) {
    this.#pending += 1;
    then.call(
      promise,
      (value) => {
        this.#value = value;
        if (value !== undefined && value !== null) out.write(value);
        if (this.#ends) out.end();
        nextTick(this.#finish);
      },
      (error) => {
        out.destroy(error);
        nextTick(this.#finish, error);
      },
    );
  }

  #intoNode(stream, flow, isLast) {
    if (isReadableNodeStream(flow)) this.#pipe(flow, stream, isLast);
    else if (isTransformStream(flow) || isReadableStream(flow))
      this.#pump(pumpToNode, flow.readable || flow, stream, isLast);
    else if (isIterable(flow)) this.#pump(pumpToNode, flow, stream, isLast);
    else throw unfit(flow);
    return stream;
  }

  #intoWeb(stream, flow, isLast) {
    if (isReadableNodeStream(flow)) this.#pump(pumpToWeb, asIterable(flow), stream, isLast);
    else if (isReadableStream(flow) || isIterable(flow)) this.#pump(pumpToWeb, flow, stream, isLast);
    else if (isTransformStream(flow)) this.#pump(pumpToWeb, flow.readable, stream, isLast);
    else throw unfit(flow);
    return stream;
  }

  #pump(pump, from, to, isLast) {
    this.#pending += 1;
    pump(from, to, this.#endsAt(isLast)).then(
      () => this.#finish(),
      (error) => this.#finish(error),
    );
  }

  #pipe(from, to, isLast) {
    this.#pending += 2;
    let ended = false;
    to.on('close', () => {
      // what still would have been written is lost
      if (!ended) this.#failOnly(new codes.ERR_STREAM_PREMATURE_CLOSE());
    });
    from.pipe(to, { end: false });
    if (this.#endsAt(isLast)) {
      const end = () => {
        ended = true;
        to.end();
      };
      if (isReadableFinished(from)) nextTick(end);
      else from.once('end', end);
    } else {
      this.#finish();
    }
    finished(from, { readable: true, writable: false }, (error) => {
      const state = from._readableState;
      // It was closed with its end still to be read, which pipe() does.
      if (isEarlyClose(error) && state?.ended && !state.errored && !state.errorEmitted) {
        from.once('end', this.#finish).once('error', this.#finish);
      } else {
        this.#finish(error);
      }
    });
    const stop = finished(to, { readable: false, writable: true }, this.#finish);
    if (isLast && isReadable(to)) this.#cleanUps.push(stop);
  }
}

function asIterable(flow) {
  if (isIterable(flow)) return flow;
  if (isReadableNodeStream(flow)) return chunksOf(flow);
  throw unfit(flow);
}

// The stream is taken in hands when somebody begins to iterate.
async function* chunksOf(stream) {
  yield* Readable.prototype[Symbol.asyncIterator].call(stream);
}

function unfit(flow) {
  return new codes.ERR_INVALID_ARG_TYPE(
    'val',
    ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'],
    flow,
  );
}
