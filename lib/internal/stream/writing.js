//# allFunctionsCalledOnLoad
// A chunk's way through the writing half: write() takes it, _write() or _writev() carries it out, what they call back goes on.
// This runs for every chunk of every stream: a question about the state is a test of bits, and what is written at once allocates nothing.
import buffers from '../../buffer.js';
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { asBuffer, refuseChunk } from './chunks.js';
import { fail } from './destroy.js';
import * as finishing from './finishing.js';
import * as common from './flags.js';
import * as states from './writable_state.js';

// V8 puts the constants of a function into its code, while those of a module are loaded and checked at every use. So all that runs for
// every chunk stands in a function, which is called once.
function make() {
  const { CONSTRUCTING, DESTROYED, ERRORED, OBJECT_MODE, SYNC } = common;
  const { CORKED, DECODE_STRINGS, ENDING, FLUSHING, NEED_DRAIN, TELLING, WRITING } = states;
  const { abandon, finishIfDone, forgetBuffered, nothing } = finishing;
  const { Buffer } = buffers;

  const FAILED = DESTROYED | ERRORED;
  const WAIT = WRITING | CORKED | CONSTRUCTING | ERRORED; // a write is buffered
  const SLACK = 256; // so many writes may have been carried out before the buffer is made shorter

  /**
   * @param {string|ArrayBufferView|*} chunk
   * @param {string} [encoding]  of a string
   * @param {function(Error=)} [callback]  once it is written
   * @returns {boolean} false if no more should be written before 'drain'
   * @throws ERR_STREAM_NULL_VALUES, ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING
   * Source: Node writable.write since v0.9.4.
   */
  function write(chunk, encoding, callback) {
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = undefined;
    }
    return take(this, this._writableState, chunk, encoding, callback) === true;
  }

  /** Takes a chunk. @returns {boolean|Error} as write(); the error if it is refused */
  function take(stream, state, chunk, encoding, callback) {
    if (typeof callback !== 'function') callback = nothing;
    if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
    let length = 1;
    if ((state.flags & OBJECT_MODE) === 0) {
      if (typeof chunk === 'string') {
        encoding = encodingOf(state, encoding);
        if ((state.flags & DECODE_STRINGS) !== 0 && encoding !== 'buffer') {
          chunk = Buffer.from(chunk, encoding);
          encoding = 'buffer';
        }
      } else if (chunk instanceof Buffer) {
        encoding = 'buffer';
      } else if (ArrayBuffer.isView(chunk)) {
        chunk = asBuffer(chunk);
        encoding = 'buffer';
      } else {
        throw refuseChunk(chunk);
      }
      length = chunk.length;
    } else {
      encoding = encodingOf(state, encoding);
    }
    if ((state.flags & (ENDING | DESTROYED)) !== 0) return refuse(stream, state, callback);
    state.pendingcb++;
    state.length += length;
    if ((state.flags & WAIT) !== 0) {
      state.buffered.push({ chunk, encoding, callback });
      if (encoding !== 'buffer') state.allBytes = false;
      if (callback !== nothing) state.allSilent = false;
    } else {
      state.writeLength = length;
      state.writeCallback = callback;
      state.flags |= WRITING | SYNC;
      stream._write(chunk, encoding, state.onwrite);
      state.flags &= ~SYNC;
    }
    // What has been written at once is no longer there: nobody has to wait for it.
    const more = state.length < state.highWaterMark || state.length === 0;
    if (!more) state.flags |= NEED_DRAIN;
    return more && (state.flags & FAILED) === 0;
  }

  function encodingOf(state, encoding) {
    if (!encoding) return state.defaultEncoding;
    if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
    return encoding;
  }

  function refuse(stream, state, callback) {
    const error =
      (state.flags & ENDING) !== 0 ? new codes.ERR_STREAM_WRITE_AFTER_END() : new codes.ERR_STREAM_DESTROYED('write');
    nextTick(callback, error);
    fail(stream, error, true);
    return error;
  }

  /** @returns {function(Error=)} what _write() and _writev() of that stream call back */
  function callbackOf(stream, state) {
    return (error) => written(stream, state, error);
  }

  function written(stream, state, error) {
    const callback = state.writeCallback;
    if (callback === null) {
      fail(stream, new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    const atOnce = (state.flags & SYNC) !== 0;
    state.flags &= ~WRITING;
    state.writeCallback = null;
    state.length -= state.writeLength;
    state.writeLength = 0;
    if (error) {
      noteFailure(stream, state, error);
      if (atOnce) nextTick(tellFailure, stream, state, error, callback);
      else tellFailure(stream, state, error, callback);
      return;
    }
    if (state.buffered.length > state.bufferedIndex) flush(stream, state);
    if (!atOnce) tell(stream, state, 1, callback);
    else if (callback !== nothing) tellLater(stream, state, callback);
    // Who has no callback needs a tick only for 'drain', or if the stream is gone.
    else if ((state.flags & TELLING) === 0 && (isDrained(state) || (state.flags & DESTROYED) !== 0)) {
      state.flags |= TELLING;
      nextTick(tell, stream, state, 1, callback);
    } else {
      state.pendingcb--;
      if ((state.flags & ENDING) !== 0) finishIfDone(stream, state, true);
    }
  }

  function isDrained(state) {
    return (state.flags & (NEED_DRAIN | ENDING | DESTROYED)) === NEED_DRAIN && state.length === 0;
  }

  // Writes that end in the same tick with the same callback are told of together.
  function tellLater(stream, state, callback) {
    if (state.told !== null && state.told.callback === callback) {
      state.told.count++;
      return;
    }
    const told = { count: 1, callback };
    state.told = told;
    nextTick(tellTogether, stream, state, told);
  }

  function tellTogether(stream, state, told) {
    if (state.told === told) state.told = null;
    tell(stream, state, told.count, told.callback);
  }

  function tell(stream, state, count, callback) {
    state.flags &= ~TELLING;
    if (isDrained(state)) {
      state.flags &= ~NEED_DRAIN;
      stream.emit('drain');
    }
    for (let left = count; left > 0; left--) {
      state.pendingcb--;
      callback(null);
    }
    if ((state.flags & DESTROYED) !== 0) abandon(state);
    if ((state.flags & ENDING) !== 0) finishIfDone(stream, state, true);
  }

  function noteFailure(stream, state, error) {
    void error.stack; // written now, it shows where the error was made and keeps nothing alive
    const other = stream._readableState;
    if ((state.flags & ERRORED) === 0) state.errored = error;
    if (other && (other.flags & ERRORED) === 0) other.errored = error;
  }

  function tellFailure(stream, state, error, callback) {
    state.pendingcb--;
    callback(error);
    abandon(state); // what is buffered is not written any more
    fail(stream, error);
  }

  /** Carries out what is buffered, as far as nothing makes it wait. */
  function flush(stream, state) {
    if ((state.flags & (CORKED | FLUSHING | DESTROYED | CONSTRUCTING)) !== 0) return;
    const { buffered } = state;
    const count = buffered.length - state.bufferedIndex;
    if (count === 0) return;
    state.flags |= FLUSHING;
    if (count > 1 && stream._writev) {
      writeTogether(stream, state, count);
    } else {
      let at = state.bufferedIndex;
      do {
        const { chunk, encoding, callback } = buffered[at];
        buffered[at++] = null;
        begin(state, (state.flags & OBJECT_MODE) !== 0 ? 1 : chunk.length, callback);
        stream._write(chunk, encoding, state.onwrite);
        state.flags &= ~SYNC;
      } while (at < buffered.length && (state.flags & (WRITING | DESTROYED)) === 0);
      if (at === buffered.length) {
        forgetBuffered(state);
      } else if (at > SLACK) {
        buffered.splice(0, at);
        state.bufferedIndex = 0;
      } else {
        state.bufferedIndex = at;
      }
    }
    state.flags &= ~FLUSHING;
    // _writev() may have written more, and called back at once
    if ((state.flags & WRITING) === 0 && state.buffered.length > state.bufferedIndex) flush(stream, state);
  }

  function begin(state, length, callback) {
    state.writeLength = length;
    state.writeCallback = callback;
    state.flags |= WRITING | SYNC;
  }

  function writeTogether(stream, state, count) {
    const writes = state.getBuffer();
    writes.allBuffers = state.allBytes;
    state.pendingcb -= count - 1;
    const callback = state.allSilent
      ? nothing
      : (error) => {
          for (const each of writes) each.callback(error);
        };
    begin(state, state.length, callback);
    forgetBuffered(state);
    stream._writev(writes, state.onwrite);
    state.flags &= ~SYNC;
  }

  return { write, take, callbackOf, flush };
}

export const { write, take, callbackOf, flush } = make();
