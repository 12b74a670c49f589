// Whether a stream flows: it does once somebody listens to 'data' or calls resume(), unless somebody listens to 'readable'.
import { nextTick } from '../task_queue/ticks.js';
import { Stream } from './legacy.js';
import {
  EMITTED_READABLE,
  END_EMITTED,
  FLOWING,
  HALTED,
  NEED_READABLE,
  PAUSED,
  READABLE_LISTENING,
  READING,
  RESUME_SCHEDULED,
} from './readable_state.js';
import { emitReadable, flow } from './reading.js';

/**
 * Adds a listener; one of 'data' lets the stream flow, one of 'readable' stops that.
 * Source: Node readable.on since v0.9.4.
 */
export function on(type, listener) {
  const result = Stream.prototype.on.call(this, type, listener);
  if (type === 'data') noteDataListener(this, this._readableState);
  else if (type === 'readable') noteReadableListener(this, this._readableState);
  return result;
}

function noteDataListener(stream, state) {
  state.readableListening = stream.listenerCount('readable') > 0;
  // pause() holds until resume()
  if (state.flowing !== false) stream.resume();
}

function noteReadableListener(stream, state) {
  if ((state.flags & (END_EMITTED | READABLE_LISTENING)) !== 0) return;
  state.flags &= ~(FLOWING | EMITTED_READABLE);
  state.flags |= READABLE_LISTENING | NEED_READABLE | HALTED;
  if (state.length > 0) emitReadable(stream, state);
  else if ((state.flags & READING) === 0) nextTick(beginReading, stream);
}

function beginReading(stream) {
  stream.read(0);
}

export function removeListener(type, listener) {
  const result = Stream.prototype.removeListener.call(this, type, listener);
  // in a tick, since the same listener may come back at once
  if (type === 'readable') nextTick(noteListeners, this);
  return result;
}

export function removeAllListeners(type) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (type === 'readable' || type === undefined) nextTick(noteListeners, this);
  return result;
}

function noteListeners(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if ((state.flags & (RESUME_SCHEDULED | PAUSED)) === RESUME_SCHEDULED) state.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if ((state.flags & READABLE_LISTENING) === 0) state.flowing = null;
}

/**
 * Lets the stream flow, also if nobody takes its data.
 * Source: Node readable.resume since v0.9.4.
 */
export function resume() {
  const state = this._readableState;
  if ((state.flags & FLOWING) === 0) {
    // while somebody listens to 'readable', resume() only says that it is not paused any more
    state.flowing = (state.flags & READABLE_LISTENING) === 0;
    if ((state.flags & RESUME_SCHEDULED) === 0) {
      state.flags |= RESUME_SCHEDULED;
      nextTick(begin, this, state);
    }
  }
  state.flags &= ~PAUSED;
  return this;
}

function begin(stream, state) {
  if ((state.flags & READING) === 0) stream.read(0);
  state.flags &= ~RESUME_SCHEDULED;
  stream.emit('resume');
  flow(stream, state);
  if ((state.flags & (FLOWING | READING)) === FLOWING) stream.read(0);
}

/**
 * Stops the flow; what comes is buffered.
 * Source: Node readable.pause since v0.9.4.
 */
export function pause() {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state.flags |= PAUSED;
  return this;
}

/** @returns {boolean} Source: Node readable.isPaused since v0.11.14. */
export function isPaused() {
  const state = this._readableState;
  return (state.flags & PAUSED) !== 0 || state.flowing === false;
}
