// Writable: a stream that is written to.
import buffers from '../../buffer.js';
import { AbortError, codes } from '../errors.js';
import { captureRejectionSymbol } from '../events/emitter.js';
import { nextTick } from '../task_queue/ticks.js';
import { addAbortSignal } from './abort_signal.js';
import { construct, destroy, fail, undestroy } from './destroy.js';
import { disposeOf } from './dispose.js';
import { abandon, finishIfDone } from './finishing.js';
import { DESTROYED, ERRORED, OBJECT_MODE } from './flags.js';
import { Stream } from './legacy.js';
import { isReadable, isWritable } from './status.js';
import { CORKED, ENDED, ENDING, FINISHED, NEED_DRAIN, WRITING, WritableState } from './writable_state.js';
import { callbackOf, flush, take, write } from './writing.js';

/**
 * @param {object} [options]  highWaterMark, decodeStrings, defaultEncoding, objectMode, emitClose, autoDestroy, signal;
 *   write, writev, final, destroy, construct as methods
 * Source: Node class stream.Writable since v0.9.4.
 */
export function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  makeWritable(this, options, false);
  Stream.call(this, options);
  if (options) {
    takeWriteMethods(this, options);
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  construct(this, () => writeOn(this));
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

// A Duplex is one too, without having its prototype.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object?._writableState instanceof WritableState;
  },
});

/** Gives the stream its state. */
export function makeWritable(stream, options, isDuplex) {
  const state = new WritableState(options, stream, isDuplex);
  state.onwrite = callbackOf(stream, state);
  stream._writableState = state;
}

/** Takes the methods of the options that this half calls. */
export function takeWriteMethods(stream, options) {
  if (typeof options.write === 'function') stream._write = options.write;
  if (typeof options.writev === 'function') stream._writev = options.writev;
  if (typeof options.final === 'function') stream._final = options.final;
}

/** Carries out what was written while _construct() was at work. */
export function writeOn(stream) {
  const state = stream._writableState;
  if ((state.flags & WRITING) === 0) flush(stream, state);
  if ((state.flags & ENDING) !== 0) finishIfDone(stream, state, false);
}

function pipe() {
  fail(this, new codes.ERR_STREAM_CANNOT_PIPE());
}

/** For those who implement a stream: carries out a write, and then calls back. */
function _write(chunk, encoding, callback) {
  if (!this._writev) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_write()');
  this._writev([{ chunk, encoding }], callback);
}

/** For those who implement a stream: frees what it holds. */
function _destroy(error, callback) {
  callback(error);
}

/** Buffers what is written, until uncork() has been called as often. Source: Node writable.cork since v0.11.2. */
function cork() {
  this._writableState.corked++;
}

/** Source: Node writable.uncork since v0.11.2. */
function uncork() {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  if ((state.flags & WRITING) === 0) flush(this, state);
}

/**
 * @param {string} encoding  of strings that are written without one
 * @throws ERR_UNKNOWN_ENCODING
 * Source: Node writable.setDefaultEncoding since v0.11.15.
 */
function setDefaultEncoding(encoding) {
  const name = typeof encoding === 'string' ? encoding.toLowerCase() : encoding;
  if (!buffers.Buffer.isEncoding(name)) throw new codes.ERR_UNKNOWN_ENCODING(name);
  this._writableState.defaultEncoding = name;
  return this;
}

/**
 * The last chunk, if any, and the end of the stream.
 * @param {string|ArrayBufferView|*} [chunk]
 * @param {string} [encoding]  of a string
 * @param {function(?Error)} [callback]  gets null when all is written, else what went wrong
 * Source: Node writable.end since v0.9.4.
 */
function end(chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const taken = take(this, state, chunk, encoding, undefined);
    if (taken instanceof Error) error = taken;
  }
  if ((state.flags & CORKED) !== 0) {
    state.corked = 1;
    this.uncork();
  }
  if (error !== undefined) {
    // it has been told
  } else if ((state.flags & (ERRORED | ENDING)) === 0) {
    state.flags |= ENDING;
    finishIfDone(this, state, true);
    state.flags |= ENDED;
  } else if ((state.flags & FINISHED) !== 0) {
    error = new codes.ERR_STREAM_ALREADY_FINISHED('end');
  } else if ((state.flags & DESTROYED) !== 0) {
    error = new codes.ERR_STREAM_DESTROYED('end');
  }
  if (typeof callback === 'function') {
    if (error !== undefined) nextTick(callback, error);
    else if ((state.flags & ERRORED) !== 0) nextTick(callback, state.errored);
    else if ((state.flags & FINISHED) !== 0) nextTick(callback, null);
    else if (state.whenFinished === null) state.whenFinished = [callback];
    else state.whenFinished.push(callback);
  }
  return this;
}

/** As destroy() of any stream; the writes that wait are told. Source: Node writable.destroy since v8.0.0. */
function destroyWritable(error, callback) {
  const state = this._writableState;
  if ((state.flags & DESTROYED) === 0 && (state.bufferedRequestCount > 0 || state.whenFinished !== null)) {
    nextTick(abandon, state);
  }
  return destroy.call(this, error, callback);
}

/** Source: Node writable[Symbol.asyncDispose] since v22.4.0. */
function dispose() {
  if (!this.destroyed) this.destroy(isWritable(this) || isReadable(this) ? new AbortError() : null);
  return disposeOf(this);
}

/** What a Duplex has of a Writable. */
export const writingMethods = {
  write,
  cork,
  uncork,
  setDefaultEncoding,
  _write,
  _writev: null,
  end,
  destroy: destroyWritable,
  [Symbol.asyncDispose]: dispose,
};

Object.assign(Writable.prototype, writingMethods, {
  pipe,
  _undestroy: undestroy,
  _destroy,
  [captureRejectionSymbol](error) {
    this.destroy(error);
  },
});

// Of a stream that has its state; undefined before.
function ofState(get) {
  return {
    get() {
      return this._writableState && get(this._writableState);
    },
    configurable: true,
  };
}

/** What a Duplex has of a Writable, beside its methods. */
export const writingProperties = {
  writable: {
    get() {
      const state = this._writableState;
      // what a stream of an old kind says stays
      return Boolean(state) && state.writable !== false && (state.flags & (DESTROYED | ERRORED | ENDING | ENDED)) === 0;
    },
    set(value) {
      if (this._writableState) this._writableState.writable = Boolean(value);
    },
    configurable: true,
  },
  writableAborted: ofState(
    (state) =>
      state.writable !== false && (state.flags & (DESTROYED | ERRORED)) !== 0 && (state.flags & FINISHED) === 0,
  ),
  writableBuffer: ofState((state) => state.getBuffer()),
  writableCorked: ofState((state) => state.corked),
  writableEnded: ofState((state) => (state.flags & ENDING) !== 0),
  writableFinished: ofState((state) => (state.flags & FINISHED) !== 0),
  writableHighWaterMark: ofState((state) => state.highWaterMark),
  writableLength: ofState((state) => state.length),
  writableNeedDrain: ofState((state) => (state.flags & (NEED_DRAIN | DESTROYED | ENDING)) === NEED_DRAIN),
  writableObjectMode: ofState((state) => (state.flags & OBJECT_MODE) !== 0),
};

Object.defineProperties(Writable.prototype, {
  ...writingProperties,
  destroyed: {
    get() {
      return this._writableState !== undefined && (this._writableState.flags & DESTROYED) !== 0;
    },
    set(value) {
      if (this._writableState) this._writableState.destroyed = value;
    },
    configurable: true,
  },
  errored: ofState((state) => state.errored),
  closed: ofState((state) => state.closed),
});

Writable.WritableState = WritableState;
