// finished(): calls back when nothing more happens in a stream, whoever made it.
import { runInFrame } from '../async_hooks/frame.js';
import { getContext } from '../async_hooks/origin.js';
import { AbortError, codes } from '../errors.js';
import { addAbortListener } from '../events/abort_listener.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateAbortSignal, validateBoolean, validateFunction, validateObject } from '../validators.js';
import {
  isClosed,
  isNodeStream,
  isReadable,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isRequest,
  isWritable,
  isWritableFinished,
  isWritableNodeStream,
  isWritableStream,
  kIsClosedPromise,
  readableError,
  willEmitClose,
  writableError,
} from './status.js';

/**
 * @param {Stream|ReadableStream|WritableStream} stream
 * @param {{readable?: boolean, writable?: boolean, error?: boolean, signal?: AbortSignal}} [options]  what to wait for: both halves
 *   if not said otherwise; with `error: false` no 'error' is listened to
 * @param {function(Error=)} callback  called once
 * @returns {function()} that removes the listeners
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node stream.finished since v10.0.0.
 */
export function finished(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options === undefined || options === null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  const inContext = keepContext(callback);
  if (isReadableStream(stream) || isWritableStream(stream)) return finishedWeb(stream, options, inContext);
  if (!isNodeStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const waiting = new Waiting(stream, options, inContext);
  waiting.begin(options);
  return () => waiting.stop();
}

// The callback sees the values of AsyncLocalStorage that are current now.
function keepContext(callback) {
  const frame = getContext();
  return function (...args) {
    return getContext() === frame ? Reflect.apply(callback, this, args) : runInFrame(frame, callback, this, args);
  };
}

class Waiting {
  #stream;
  #callback;
  #readable; // whether this half is waited for
  #writable;
  #readableOver;
  #writableOver;
  #closeComes; // 'close' tells that all is over
  #closed;
  #called = false;
  #listeners = [];
  #abort = undefined;

  constructor(stream, { readable, writable }, callback) {
    this.#stream = stream;
    this.#callback = callback;
    const isRead = isReadableNodeStream(stream);
    const isWritten = isWritableNodeStream(stream);
    this.#readable = readable ?? isRead;
    this.#writable = writable ?? isWritten;
    this.#closeComes = willEmitClose(stream) && isRead === this.#readable && isWritten === this.#writable;
    this.#readableOver = isReadableFinished(stream, false);
    this.#writableOver = isWritableFinished(stream, false);
    this.#closed = isClosed(stream);
  }

  begin({ error, signal }) {
    this.#listen(error !== false);
    if (this.#closed) nextTick(() => this.#onClose());
    else if (this.#isOver()) nextTick(() => this.#onOver());
    if (signal !== undefined) this.#obey(signal);
  }

  stop() {
    this.#called = true;
    this.#stopListening();
  }

  #stopListening() {
    for (const [emitter, type, listener] of this.#listeners) emitter.removeListener(type, listener);
    this.#listeners.length = 0;
    this.#abort?.[Symbol.dispose]();
  }

  #on(type, listener, emitter = this.#stream) {
    emitter.on(type, listener);
    this.#listeners.push([emitter, type, listener]);
  }

  #listen(alsoErrors) {
    const stream = this.#stream;
    const onClose = () => this.#onClose();
    const onFinish = () => this.#onFinish();
    if (isRequest(stream)) {
      this.#on('complete', onFinish);
      if (!this.#closeComes) this.#on('abort', onClose);
      if (stream.req) this.#on('finish', onFinish, stream.req);
      else this.#on('request', () => this.#on('finish', onFinish, stream.req));
    } else if (this.#writable && !stream._writableState) {
      const onOldEnd = () => {
        if (!stream.writable) this.#onFinish();
      };
      this.#on('end', onOldEnd);
      this.#on('close', onOldEnd);
    }
    if (!this.#closeComes && typeof stream.aborted === 'boolean') this.#on('aborted', onClose);
    this.#on('end', () => this.#onEnd());
    this.#on('finish', onFinish);
    if (alsoErrors) this.#on('error', (error) => this.#call(error));
    this.#on('close', onClose);
  }

  // Whether nothing will come that could tell.
  #isOver() {
    const stream = this.#stream;
    const { _readableState: readable, _writableState: writable } = stream;
    if (writable?.errorEmitted || readable?.errorEmitted) return !this.#closeComes;
    if (
      !this.#readable &&
      (!this.#closeComes || isReadable(stream)) &&
      (this.#writableOver || isWritable(stream) === false) &&
      !(writable?.pendingcb > 0)
    ) {
      return true;
    }
    if (
      !this.#writable &&
      (!this.#closeComes || isWritable(stream)) &&
      (this.#readableOver || isReadable(stream) === false)
    ) {
      return true;
    }
    return Boolean(readable && stream.req && stream.aborted);
  }

  #onFinish() {
    this.#writableOver = true;
    if (this.#stream.destroyed) this.#closeComes = false;
    if (this.#closeComes && (!this.#stream.writable || this.#readable)) return;
    if (!this.#readable || this.#readableOver) this.#call();
  }

  #onEnd() {
    this.#readableOver = true;
    if (this.#stream.destroyed) this.#closeComes = false;
    if (this.#closeComes && (!this.#stream.readable || this.#writable)) return;
    if (!this.#writable || this.#writableOver) this.#call();
  }

  #failure() {
    const error = writableError(this.#stream) || readableError(this.#stream);
    return error && typeof error !== 'boolean' ? error : undefined;
  }

  #onOver() {
    this.#closed = true;
    this.#call(this.#failure());
  }

  #onClose() {
    this.#closed = true;
    const stream = this.#stream;
    const failure = this.#failure();
    const early =
      (this.#readable &&
        !this.#readableOver &&
        isReadableNodeStream(stream, true) &&
        !isReadableFinished(stream, false)) ||
      (this.#writable && !this.#writableOver && !isWritableFinished(stream, false));
    this.#call(failure ?? (early ? new codes.ERR_STREAM_PREMATURE_CLOSE() : undefined));
  }

  #call(error) {
    if (this.#called) return;
    this.#called = true;
    this.#abort?.[Symbol.dispose]();
    if (error === undefined) this.#callback.call(this.#stream);
    else this.#callback.call(this.#stream, error);
  }

  #obey(signal) {
    const abort = () => {
      if (this.#called) return;
      this.#stopListening();
      this.#call(new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) nextTick(abort);
    else this.#abort = addAbortListener(signal, abort);
  }
}

function finishedWeb(stream, { signal }, callback) {
  let over = false;
  let listener;
  const call = (error) => {
    if (over) return;
    over = true;
    listener?.[Symbol.dispose]();
    if (error === undefined) callback.call(stream);
    else callback.call(stream, error);
  };
  if (signal !== undefined) {
    const abort = () => call(new AbortError(undefined, { cause: signal.reason }));
    if (signal.aborted) nextTick(abort);
    else listener = addAbortListener(signal, abort);
  }
  // in a tick: what the callback throws is no rejection
  stream[kIsClosedPromise].promise.then(
    () => nextTick(call),
    (error) => nextTick(call, error),
  );
  return () => {};
}

/**
 * The same as a promise; with `cleanup: true` the listeners are removed once it is settled.
 * Source: Node stream/promises finished since v15.0.0.
 */
export function finishedDone(stream, options) {
  let cleanup = false;
  if (options?.cleanup) {
    validateBoolean(options.cleanup, 'cleanup');
    ({ cleanup } = options);
  }
  return new Promise((resolve, reject) => {
    const stop = finished(stream, options, (error) => {
      if (cleanup) stop();
      if (error) reject(error);
      else resolve();
    });
  });
}
Object.defineProperty(finishedDone, 'name', { value: 'finished' });
