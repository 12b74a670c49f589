// Readable: a stream that is read.
import { AbortError, codes } from '../errors.js';
import { captureRejectionSymbol } from '../events/emitter.js';
import { StringDecoder } from '../../string_decoder.js';
import { addAbortSignal } from './abort_signal.js';
import { construct, destroy, fail, undestroy } from './destroy.js';
import { destroyStream } from './destroyer.js';
import { disposeOf } from './dispose.js';
import { isPaused, on, pause, removeAllListeners, removeListener, resume } from './flowing.js';
import { from } from './from.js';
import { iterate, iterator } from './iterate.js';
import { Stream } from './legacy.js';
import { pipe, unpipe } from './pipe.js';
import { DATA_EMITTED, END_EMITTED, NEED_READABLE, ReadableState, replaceBuffer } from './readable_state.js';
import { DESTROYED, ERRORED, ERROR_EMITTED, OBJECT_MODE } from './flags.js';
import { push, read, readAhead, unshift } from './reading.js';

/**
 * @param {object} [options]  highWaterMark, encoding, objectMode, emitClose, autoDestroy, signal; read, destroy, construct as methods
 * Source: Node class stream.Readable since v0.9.4.
 */
export function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  this._readableState = new ReadableState(options);
  Stream.call(this, options);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  construct(this, () => readOn(this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

/** Reads what was asked for while _construct() was at work. */
export function readOn(stream) {
  const state = stream._readableState;
  if ((state.flags & NEED_READABLE) !== 0) readAhead(stream, state);
}

/** For those who implement a stream: calls push(), now or later. */
function _read() {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_read()');
}

/** For those who implement a stream: frees what it holds. */
function _destroy(error, callback) {
  callback(error);
}

/**
 * Chunks are text from now on; what is buffered becomes that too.
 * @param {string} encoding
 * Source: Node readable.setEncoding since v0.9.4.
 */
function setEncoding(encoding) {
  const state = this._readableState;
  const decoder = new StringDecoder(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  replaceBuffer(state, state.buffer.map((chunk) => decoder.write(chunk)).join(''));
  return this;
}

/**
 * Reads from a stream of an old kind, which has 'data', pause() and resume().
 * Source: Node readable.wrap since v0.9.4.
 */
function wrap(old) {
  let paused = false;
  old.on('data', (chunk) => {
    if (this.push(chunk) || !old.pause) return;
    paused = true;
    old.pause();
  });
  old.on('end', () => this.push(null));
  old.on('error', (error) => fail(this, error));
  old.on('close', () => this.destroy());
  old.on('destroy', () => this.destroy());
  this._read = () => {
    if (!paused || !old.resume) return;
    paused = false;
    old.resume();
  };
  for (const name of Object.keys(old)) {
    if (this[name] === undefined && typeof old[name] === 'function') this[name] = old[name].bind(old);
  }
  return this;
}

Object.assign(Readable.prototype, {
  destroy,
  _undestroy: undestroy,
  _destroy,
  push,
  unshift,
  isPaused,
  setEncoding,
  read,
  _read,
  pipe,
  unpipe,
  on,
  addListener: on,
  removeListener,
  off: removeListener,
  removeAllListeners,
  resume,
  pause,
  wrap,
  iterator,
  [captureRejectionSymbol](error) {
    this.destroy(error);
  },
  [Symbol.asyncIterator]() {
    return iterate(typeof this.read === 'function' ? this : Readable.wrap(this, { objectMode: true }));
  },
  /** Source: Node readable[Symbol.asyncDispose] since v20.4.0. */
  [Symbol.asyncDispose]() {
    if (!this.destroyed) this.destroy(this.readableEnded ? null : new AbortError());
    return disposeOf(this);
  },
});

// Of a stream that has its state; undefined before.
function ofState(get) {
  return {
    get() {
      return this._readableState && get(this._readableState);
    },
    configurable: true,
  };
}

Object.defineProperties(Readable.prototype, {
  readable: {
    get() {
      const state = this._readableState;
      // what a stream of an old kind says stays
      return (
        Boolean(state) && state.readable !== false && (state.flags & (DESTROYED | ERROR_EMITTED | END_EMITTED)) === 0
      );
    },
    set(value) {
      if (this._readableState) this._readableState.readable = Boolean(value);
    },
    configurable: true,
  },
  readableFlowing: {
    get() {
      return this._readableState?.flowing;
    },
    set(value) {
      if (this._readableState) this._readableState.flowing = value;
    },
    configurable: true,
  },
  destroyed: {
    get() {
      return this._readableState !== undefined && (this._readableState.flags & DESTROYED) !== 0;
    },
    set(value) {
      if (this._readableState) this._readableState.destroyed = value;
    },
    configurable: true,
  },
  readableDidRead: ofState((state) => (state.flags & DATA_EMITTED) !== 0),
  readableAborted: ofState(
    (state) =>
      state.readable !== false && (state.flags & (DESTROYED | ERRORED)) !== 0 && (state.flags & END_EMITTED) === 0,
  ),
  readableHighWaterMark: ofState((state) => state.highWaterMark),
  readableBuffer: ofState((state) => state.buffer),
  readableLength: ofState((state) => state.length),
  readableObjectMode: ofState((state) => (state.flags & OBJECT_MODE) !== 0),
  readableEncoding: ofState((state) => state.encoding),
  readableEnded: ofState((state) => (state.flags & END_EMITTED) !== 0),
  errored: ofState((state) => state.errored),
  closed: ofState((state) => state.closed),
});

Readable.ReadableState = ReadableState;

/**
 * @param {Iterable|AsyncIterable} iterable
 * @param {object} [options]  of the stream; objectMode unless said otherwise
 * @returns {Readable}
 * Source: Node stream.Readable.from since v10.17.0.
 */
Readable.from = (iterable, options) => from(Readable, iterable, options);

/** @returns {Readable} that reads from a stream of an old kind */
Readable.wrap = (source, options) =>
  new Readable({
    objectMode: source.readableObjectMode ?? source.objectMode ?? true,
    ...options,
    destroy(error, callback) {
      destroyStream(source, error);
      callback(error);
    },
  }).wrap(source);
