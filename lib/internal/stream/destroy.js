// How a stream begins and ends: _construct(), destroy(), and 'error' and 'close' after it, each once.
import { aggregateTwoErrors, codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import {
  AUTO_DESTROY,
  CLOSED,
  CLOSE_EMITTED,
  CONSTRUCTING,
  DESTROYED,
  EMIT_CLOSE,
  ERRORED,
  ERROR_EMITTED,
} from './flags.js';
import { resetReadable } from './readable_state.js';
import { resetWritable } from './writable_state.js';

// What waits for _construct(): { goOn: functions, destroy: function or undefined }.
const kConstruct = Symbol('construct');

// The bits of both halves; a stream of an old kind has none.
function flagsOf(stream) {
  return (stream._readableState?.flags ?? 0) | (stream._writableState?.flags ?? 0);
}

function raise(stream, flags) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable) readable.flags |= flags;
  if (writable) writable.flags |= flags;
}

// The first error stays.
function keep(stream, error) {
  if (!error) return;
  void error.stack; // written now, a stack shows where it was made and keeps nothing alive
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (writable && (writable.flags & ERRORED) === 0) writable.errored = error;
  if (readable && (readable.flags & ERRORED) === 0) readable.errored = error;
}

/**
 * Ends the stream: 'error', if there is one, then 'close'. What is buffered is lost.
 * @param {Error} [error]
 * @param {function(Error=)} [callback]  once _destroy() is done; Node has it without saying so
 * @returns {Stream} this
 * Source: Node readable.destroy, writable.destroy since v8.0.0.
 */
export function destroy(error, callback) {
  const flags = flagsOf(this);
  if ((flags & DESTROYED) !== 0) {
    if (typeof callback === 'function') callback();
    return this;
  }
  keep(this, error);
  raise(this, DESTROYED);
  if ((flags & CONSTRUCTING) !== 0) {
    this[kConstruct].destroy = (failure) => tearDown(this, aggregateTwoErrors(failure, error), callback);
  } else {
    tearDown(this, error, callback);
  }
  return this;
}

function tearDown(stream, error, callback) {
  let called = false;
  function done(failure) {
    if (called) return;
    called = true;
    keep(stream, failure);
    raise(stream, CLOSED);
    if (typeof callback === 'function') callback(failure);
    if (failure) nextTick(emitErrorAndClose, stream, failure);
    else nextTick(emitClose, stream);
  }
  try {
    stream._destroy(error || null, done);
  } catch (failure) {
    done(failure);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  raise(stream, CLOSE_EMITTED);
  if ((flagsOf(stream) & EMIT_CLOSE) !== 0) stream.emit('close');
}

function emitError(stream, error) {
  if ((flagsOf(stream) & ERROR_EMITTED) !== 0) return;
  raise(stream, ERROR_EMITTED);
  stream.emit('error', error);
}

/**
 * A stream fails: it is destroyed, or, without autoDestroy, emits 'error'.
 * @param {Stream} stream
 * @param {Error} error
 * @param {boolean} [later]  'error' comes in a tick, since the program cannot have a listener yet
 */
export function fail(stream, error, later = false) {
  const flags = flagsOf(stream);
  if ((flags & DESTROYED) !== 0) return;
  if ((flags & AUTO_DESTROY) !== 0) {
    stream.destroy(error);
  } else if (error) {
    keep(stream, error);
    if (later) nextTick(emitError, stream, error);
    else emitError(stream, error);
  }
}

/** Makes a destroyed stream as if it had just been made: its resource can be opened anew. */
export function undestroy() {
  if (this._readableState) resetReadable(this._readableState);
  if (this._writableState) resetWritable(this._writableState);
}

/**
 * Has _construct() called, if the stream has one, in a tick; nothing is read or written before it has called back.
 * @param {Stream} stream
 * @param {function()} then  called after that
 */
export function construct(stream, then) {
  if (typeof stream._construct !== 'function') return;
  raise(stream, CONSTRUCTING);
  // A stream may be both a Readable and a Writable by their constructors.
  if (stream[kConstruct] !== undefined) {
    stream[kConstruct].goOn.push(then);
    return;
  }
  const waiting = { goOn: [then], destroy: undefined };
  Object.defineProperty(stream, kConstruct, { value: waiting, writable: true, configurable: true });
  nextTick(callConstruct, stream, waiting);
}

function callConstruct(stream, waiting) {
  let called = false;
  function done(error) {
    if (called) {
      fail(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    for (const state of [stream._readableState, stream._writableState]) if (state) state.flags &= ~CONSTRUCTING;
    if (waiting.destroy !== undefined) waiting.destroy(error);
    else if (error) fail(stream, error, true);
    else nextTick(callAll, waiting.goOn);
    stream[kConstruct] = undefined;
  }
  try {
    stream._construct((error) => nextTick(done, error));
  } catch (error) {
    nextTick(done, error);
  }
}

function callAll(functions) {
  for (const each of functions) each();
}
