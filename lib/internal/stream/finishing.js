// The end of the writing half: _final(), 'prefinish', 'finish', and what becomes of writes that are not carried out.
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { fail } from './destroy.js';
import { CLOSE_EMITTED, CONSTRUCTING, DESTROYED, ERRORED, ERROR_EMITTED, OBJECT_MODE, SYNC } from './flags.js';
import { ENDING, FINAL_CALLED, FINISHED, PREFINISHED, WRITING } from './writable_state.js';

/** The callback of a write that has none. */
export function nothing() {}

const HINDERED = CONSTRUCTING | DESTROYED | ERRORED | ERROR_EMITTED | CLOSE_EMITTED | FINISHED | WRITING;

function isDone(state) {
  return (state.flags & (HINDERED | ENDING)) === ENDING && state.length === 0 && state.buffered.length === 0;
}

/**
 * Goes on towards 'finish' as far as it can, after end().
 * @param {boolean} later  the program may not have its listeners yet: 'finish' comes in a tick
 */
export function finishIfDone(stream, state, later) {
  if (!isDone(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (later) {
    state.pendingcb++;
    nextTick(finishLater, stream, state);
  } else if (isDone(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishLater(stream, state) {
  if (isDone(state)) finish(stream, state);
  else state.pendingcb--;
}

function prefinish(stream, state) {
  if ((state.flags & (PREFINISHED | FINAL_CALLED)) !== 0) return;
  if (typeof stream._final === 'function' && (state.flags & DESTROYED) === 0) {
    state.flags |= FINAL_CALLED;
    callFinal(stream, state);
  } else {
    state.flags |= PREFINISHED;
    stream.emit('prefinish');
  }
}

function callFinal(stream, state) {
  let called = false;
  function done(error) {
    if (called) {
      fail(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      callBack(state, error);
      fail(stream, error, (state.flags & SYNC) !== 0);
    } else if (isDone(state)) {
      state.flags |= PREFINISHED;
      stream.emit('prefinish');
      // Like a write, 'finish' comes in a tick of its own.
      state.pendingcb++;
      nextTick(finish, stream, state);
    }
  }
  state.flags |= SYNC;
  state.pendingcb++;
  try {
    stream._final(done);
  } catch (error) {
    done(error);
  }
  state.flags &= ~SYNC;
}

function finish(stream, state) {
  state.pendingcb--;
  state.flags |= FINISHED;
  callBack(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const other = stream._readableState;
  // a readable side that has not ended goes on, unless there is none
  if (!other || (other.autoDestroy && (other.endEmitted || other.readable === false))) stream.destroy();
}

// The callbacks of end().
function callBack(state, error) {
  const callbacks = state.whenFinished;
  if (callbacks === null) return;
  state.whenFinished = null;
  for (const each of callbacks) each(error);
}

/** No write waits any more. */
export function forgetBuffered(state) {
  state.buffered = [];
  state.bufferedIndex = 0;
  state.allBytes = true;
  state.allSilent = true;
}

/** Tells the writes that wait, and end(), that they are not carried out. */
export function abandon(state) {
  if ((state.flags & WRITING) !== 0) return; // it does so when it calls back
  for (let at = state.bufferedIndex; at < state.buffered.length; at++) {
    const { chunk, callback } = state.buffered[at];
    state.length -= (state.flags & OBJECT_MODE) !== 0 ? 1 : chunk.length;
    callback(state.errored ?? new codes.ERR_STREAM_DESTROYED('write'));
  }
  callBack(state, state.errored ?? new codes.ERR_STREAM_DESTROYED('end'));
  forgetBuffered(state);
}
