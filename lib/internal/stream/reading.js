//# allFunctionsCalledOnLoad
// A chunk's way through the reading half: push() brings it, read() hands it out, 'data' and 'readable' tell of it.
// This runs for every chunk of every stream: a question about the state is a test of bits, and nothing is allocated.
//
// V8 keeps one note of what it has seen for all `x.length` of a function whose x have the same number, where parameters and local
// variables are numbered each from 0. So a chunk and a state must not have the same: their lengths would be read by the slow way.
import buffers from '../../buffer.js';
import { codes } from '../errors.js';
import { EventEmitter, kCapture as captures } from '../events/emitter.js';
import { nextTick } from '../task_queue/ticks.js';
import { asBuffer, refuseChunk } from './chunks.js';
import { fail } from './destroy.js';
import * as common from './flags.js';
import * as states from './readable_state.js';

const MAX_HIGH_WATER_MARK = 0x40000000;

// V8 puts the constants of a function into its code, while those of a module are loaded and checked at every use. So all that runs for
// every chunk stands in a function, which is called once.
function make() {
  const { CLOSE_EMITTED, CONSTRUCTING, DESTROYED, ERRORED, ERROR_EMITTED, OBJECT_MODE, SYNC } = common;
  const { DATA_EMITTED, EMITTED_READABLE, ENDED, END_EMITTED, FLOWING, NEED_READABLE, READING, READING_MORE } = states;
  const { SEVERAL_PIPES, append, putBack, take, takeFirst } = states;
  const { Buffer } = buffers;
  const { emit } = EventEmitter.prototype;
  const kCapture = captures;

  const FAILED = DESTROYED | ERRORED;
  const BUSY = FAILED | ENDED | READING | CONSTRUCTING; // _read() is not to be called
  const ANY = -1; // as a size: what there is

  /**
   * Brings a chunk, or with null the end. For those who implement a stream.
   * @param {string|ArrayBufferView|null|*} chunk
   * @param {string} [encoding]  of a string
   * @returns {boolean} whether more is wanted now
   * Source: Node readable.push since v0.9.4.
   */
  function push(chunk, encoding) {
    return accept(this, this._readableState, chunk, encoding);
  }

  function accept(stream, state, chunk, encoding) {
    if (chunk === null) {
      state.flags &= ~READING;
      endOfSource(stream, state);
      return false;
    }
    if ((state.flags & OBJECT_MODE) === 0) {
      if (typeof chunk === 'string') {
        const given = encoding || state.defaultEncoding;
        // text in the encoding that is asked for stays text
        if (state.encoding !== given) chunk = decoded(state, Buffer.from(chunk, given));
      } else if (chunk instanceof Buffer) {
        if (state.decoder !== null) chunk = decoded(state, chunk);
      } else if (ArrayBuffer.isView(chunk)) {
        chunk = decoded(state, asBuffer(chunk));
      } else if (chunk !== undefined) {
        fail(stream, refuseChunk(chunk));
        return false;
      }
      if (chunk === undefined || chunk.length === 0) {
        state.flags &= ~READING;
        readAhead(stream, state);
        return wantsMore(state);
      }
    } else if (state.decoder !== null && !encoding) {
      const text = state.decoder.write(chunk);
      state.flags &= ~READING;
      if (text.length === 0) {
        readAhead(stream, state);
        return wantsMore(state);
      }
      chunk = text;
    }
    if ((state.flags & (ENDED | FAILED)) !== 0) {
      if ((state.flags & ENDED) !== 0) fail(stream, new codes.ERR_STREAM_PUSH_AFTER_EOF());
      return false;
    }
    state.flags &= ~READING;
    if ((state.flags & (FLOWING | SYNC)) === FLOWING && state.length === 0 && stream._events?.data !== undefined) {
      nobodyIsFull(state);
      emitData(stream, state, chunk);
    } else {
      state.length += (state.flags & OBJECT_MODE) !== 0 ? 1 : chunk.length;
      append(state, chunk);
      if ((state.flags & NEED_READABLE) !== 0) emitReadable(stream, state);
    }
    if ((state.flags & (READING_MORE | CONSTRUCTING)) === 0) readAhead(stream, state);
    return wantsMore(state);
  }

  function decoded(state, bytes) {
    return state.decoder === null ? bytes : state.decoder.write(bytes);
  }

  function wantsMore(state) {
    return (state.flags & ENDED) === 0 && (state.length < state.highWaterMark || state.length === 0);
  }

  // Destinations of pipe() that are full have been waited for, or else nothing would come now.
  function nobodyIsFull(state) {
    if ((state.flags & SEVERAL_PIPES) !== 0) state.awaitDrainWriters.clear();
    else state.awaitDrainWriters = null;
  }

  /**
   * Puts a chunk back, before all others.
   * @param {string|ArrayBufferView|null|*} chunk  null is the end
   * @param {string} [encoding]  of a string
   * @returns {boolean} whether more is wanted now
   * Source: Node readable.unshift since v0.9.11.
   */
  function unshift(chunk, encoding) {
    const state = this._readableState;
    if (chunk === null) {
      state.flags &= ~READING;
      endOfSource(this, state);
      return false;
    }
    if ((state.flags & OBJECT_MODE) === 0) {
      if (typeof chunk === 'string') {
        const given = encoding || state.defaultEncoding;
        if (state.encoding !== given) chunk = Buffer.from(chunk, given);
      } else if (ArrayBuffer.isView(chunk)) {
        chunk = asBuffer(chunk);
      } else if (chunk !== undefined) {
        fail(this, refuseChunk(chunk));
        return false;
      }
      if (chunk === undefined || chunk.length === 0) return wantsMore(state);
      if (state.encoding && typeof chunk !== 'string') chunk = chunk.toString(state.encoding);
    }
    if ((state.flags & END_EMITTED) !== 0) fail(this, new codes.ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
    else if ((state.flags & FAILED) !== 0) return false;
    else {
      state.length += (state.flags & OBJECT_MODE) !== 0 ? 1 : chunk.length;
      putBack(state, chunk);
      if ((state.flags & NEED_READABLE) !== 0) emitReadable(this, state);
      readAhead(this, state);
    }
    return wantsMore(state);
  }

  function endOfSource(stream, state) {
    if ((state.flags & ENDED) !== 0) return;
    if (state.decoder !== null) {
      const rest = state.decoder.end();
      if (rest) {
        append(state, rest);
        state.length += (state.flags & OBJECT_MODE) !== 0 ? 1 : rest.length;
      }
    }
    state.flags |= ENDED;
    if ((state.flags & SYNC) !== 0) {
      // inside _read(): whoever reads has not got what is there
      emitReadable(stream, state);
    } else {
      state.flags = (state.flags & ~NEED_READABLE) | EMITTED_READABLE;
      announce(stream, state);
    }
  }

  /** Emits 'readable' in a tick, if that is not under way. */
  function emitReadable(stream, state) {
    state.flags &= ~NEED_READABLE;
    if ((state.flags & EMITTED_READABLE) !== 0) return;
    state.flags |= EMITTED_READABLE;
    nextTick(announce, stream, state);
  }

  function announce(stream, state) {
    if ((state.flags & FAILED) === 0 && (state.length > 0 || (state.flags & ENDED) !== 0)) {
      stream.emit('readable');
      state.flags &= ~EMITTED_READABLE;
    }
    if ((state.flags & (FLOWING | ENDED)) === 0 && state.length <= state.highWaterMark) state.flags |= NEED_READABLE;
    else state.flags &= ~NEED_READABLE;
    flow(stream, state);
  }

  /** Fills the buffer up to its mark, in a tick. */
  function readAhead(stream, state) {
    if ((state.flags & (READING_MORE | CONSTRUCTING)) !== 0) return;
    state.flags |= READING_MORE;
    nextTick(fillUp, stream, state);
  }

  function fillUp(stream, state) {
    while (
      (state.flags & (READING | ENDED)) === 0 &&
      (state.length < state.highWaterMark || ((state.flags & FLOWING) !== 0 && state.length === 0))
    ) {
      const before = state.length;
      stream.read(0);
      if (state.length === before) break; // it has nothing now
    }
    state.flags &= ~READING_MORE;
  }

  /** Reads for as long as the stream flows and something is there. */
  function flow(stream, state) {
    while ((state.flags & FLOWING) !== 0) {
      if (state.count > 0 && (state.flags & BUSY) === 0 && stream.read === read) passOn(stream, state);
      else if (stream.read() === null) return;
    }
  }

  // What read() does for a stream that flows and has something: the first chunk goes out as it is.
  function passOn(stream, state) {
    const { first, flags } = state; // in this order: see the top of the file
    state.flags = flags & ~EMITTED_READABLE;
    const size = (flags & OBJECT_MODE) !== 0 ? 1 : first.length;
    if ((flags & NEED_READABLE) !== 0 || state.length - size < state.highWaterMark) {
      askSource(stream, state);
      // _read() may have put something before it, or have paused the stream
      if (state.first !== first || (state.flags & FLOWING) === 0) {
        handOut(stream, state, ANY, available(state, ANY));
        return;
      }
    }
    takeFirst(state);
    state.length -= size;
    nobodyIsFull(state);
    if (state.length === 0) noteEmpty(stream, state, false);
    emitData(stream, state, first);
  }

  // How much of what is buffered a read of that size gets.
  function available(state, size) {
    const { length } = state;
    if (length === 0 || size === 0) return 0;
    if ((state.flags & OBJECT_MODE) !== 0) return 1;
    if (size === ANY) return (state.flags & FLOWING) !== 0 ? state.first.length : length;
    if (size <= length) return size;
    return (state.flags & ENDED) !== 0 ? length : 0;
  }

  function sizeOf(n) {
    const size = Number.isInteger(n) ? n : Number.parseInt(n, 10);
    if (Number.isNaN(size)) return ANY;
    return size < 0 ? 0 : size;
  }

  /**
   * @param {number} [n]  bytes or characters; what there is if not given
   * @returns {*} a chunk; null if so much is not there yet, or at the end
   * @throws ERR_OUT_OF_RANGE for more than 1 GiB
   * Source: Node readable.read since v0.9.4.
   */
  function read(n) {
    const state = this._readableState;
    const size = n === undefined ? ANY : sizeOf(n);
    if (size > state.highWaterMark) state.highWaterMark = raisedMark(size);
    if (n !== 0) {
      state.flags &= ~EMITTED_READABLE;
    } else if ((state.flags & NEED_READABLE) !== 0 && (isFull(state) || (state.flags & ENDED) !== 0)) {
      // somebody only wants 'readable', and there is reason for it
      if (state.length === 0 && (state.flags & ENDED) !== 0) endReadable(this, state);
      else emitReadable(this, state);
      return null;
    }
    let count = available(state, size);
    if (count === 0 && (state.flags & ENDED) !== 0) {
      if (state.length === 0) endReadable(this, state);
      return null;
    }
    if (
      (state.flags & BUSY) === 0 &&
      ((state.flags & NEED_READABLE) !== 0 || state.length === 0 || state.length - count < state.highWaterMark)
    ) {
      askSource(this, state);
      // if it has come at once, there is more now
      if ((state.flags & READING) === 0) count = available(state, size);
    }
    return handOut(this, state, size, count);
  }

  // Takes `count` out of the buffer; 0 is nothing.
  function handOut(stream, state, size, count) {
    const chunk = count > 0 ? take(state, count) : null;
    if (chunk === null) {
      if (state.length <= state.highWaterMark) state.flags |= NEED_READABLE;
      else state.flags &= ~NEED_READABLE;
    } else {
      state.length -= count;
      nobodyIsFull(state);
    }
    if (state.length === 0) noteEmpty(stream, state, size === (chunk === null ? 0 : count));
    if (chunk !== null) emitData(stream, state, chunk);
    return chunk;
  }

  // A read that goes beyond the end finds it.
  function noteEmpty(stream, state, exactly) {
    if ((state.flags & ENDED) === 0) state.flags |= NEED_READABLE;
    else if (!exactly) endReadable(stream, state);
  }

  function emitData(stream, state, chunk) {
    if ((state.flags & (ERROR_EMITTED | CLOSE_EMITTED)) !== 0) return;
    state.flags |= DATA_EMITTED;
    const listener = stream._events?.data;
    // what emit() comes to for a single listener, unless a program has its own
    if (typeof listener === 'function' && stream.emit === emit && stream[kCapture] === false)
      listener.call(stream, chunk);
    else stream.emit('data', chunk);
  }

  function isFull(state) {
    return state.highWaterMark === 0 ? state.length > 0 : state.length >= state.highWaterMark;
  }

  function askSource(stream, state) {
    state.flags |= READING | SYNC;
    if (state.length === 0) state.flags |= NEED_READABLE;
    try {
      stream._read(state.highWaterMark);
    } catch (error) {
      fail(stream, error);
    }
    state.flags &= ~SYNC;
  }

  // The next power of two, so that a growing size does not raise it each time.
  function raisedMark(size) {
    if (size > MAX_HIGH_WATER_MARK) throw new codes.ERR_OUT_OF_RANGE('size', '<= 1GiB', size);
    return 2 ** Math.ceil(Math.log2(size));
  }

  function endReadable(stream, state) {
    if ((state.flags & END_EMITTED) !== 0) return;
    state.flags |= ENDED;
    nextTick(emitEnd, stream, state);
  }

  function emitEnd(stream, state) {
    if ((state.flags & (ERRORED | CLOSE_EMITTED | END_EMITTED)) !== 0 || state.length !== 0) return;
    state.flags |= END_EMITTED;
    stream.emit('end');
    if (stream.writable && stream.allowHalfOpen === false) {
      nextTick(endWritable, stream);
    } else if (state.autoDestroy) {
      const other = stream._writableState;
      // a writable side that has not finished goes on, unless there is none
      if (!other || (other.autoDestroy && (other.finished || other.writable === false))) stream.destroy();
    }
  }

  function endWritable(stream) {
    if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
  }

  return { push, unshift, emitReadable, readAhead, flow, read };
}

export const { push, unshift, emitReadable, readAhead, flow, read } = make();
