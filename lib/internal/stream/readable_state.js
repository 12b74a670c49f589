// What the reading half of a stream knows. Programs look at it as `stream._readableState`.
import buffers from '../../buffer.js';
import { StringDecoder } from '../../string_decoder.js';
import { AUTO_DESTROY, EMIT_CLOSE, OBJECT_MODE, OWN, SYNC, defineCommon, defineFlags, flagsOf } from './flags.js';
import { getDefaultHighWaterMark, getHighWaterMark } from './options.js';

const { Buffer } = buffers;

export const ENDED = 1 << OWN; // push(null) has come
export const END_EMITTED = 1 << (OWN + 1);
export const READING = 1 << (OWN + 2); // _read() has been called, push() has not
export const NEED_READABLE = 1 << (OWN + 3); // somebody waits for 'readable'
export const EMITTED_READABLE = 1 << (OWN + 4); // 'readable' is under way
export const READABLE_LISTENING = 1 << (OWN + 5);
export const RESUME_SCHEDULED = 1 << (OWN + 6);
export const READING_MORE = 1 << (OWN + 7); // a tick that reads ahead is under way
export const DATA_EMITTED = 1 << (OWN + 8);
export const FLOWING = 1 << (OWN + 9);
export const HALTED = 1 << (OWN + 10); // `flowing` is false rather than null
export const PAUSED = 1 << (OWN + 11); // by pause()
export const SEVERAL_PIPES = 1 << (OWN + 12); // awaitDrainWriters is a Set

export class ReadableState {
  /**
   * @param {object} [options]  of the stream
   * @param {boolean} [isDuplex]
   */
  constructor(options, isDuplex = false) {
    // What is pushed before the first read() does not come at once either.
    this.flags = SYNC | flagsOf(options, 'readableObjectMode', isDuplex);
    this.highWaterMark = options
      ? getHighWaterMark(this, options, 'readableHighWaterMark', isDuplex)
      : getDefaultHighWaterMark(false);
    this.length = 0; // of what is buffered: bytes, characters or objects
    // Its chunks: `count` in all. Most streams that flow hold one or two, so two have a place of their own.
    this.count = 0;
    this.first = undefined;
    this.second = undefined;
    this.others = []; // from othersIndex on
    this.othersIndex = 0;
    this.failure = null;
    this.pipes = [];
    this.awaitDrainWriters = null; // the destination that is full, or a Set of them
    this.decoder = null;
    this.encoding = null;
    this.defaultEncoding = options?.defaultEncoding || 'utf8';
    this.readable = undefined; // false once a program says so
    if (options?.encoding) {
      this.decoder = new StringDecoder(options.encoding);
      this.encoding = options.encoding;
    }
  }

  /** @returns {Array} a copy of the chunks that are buffered */
  get buffer() {
    return [this.first, this.second, ...this.others.slice(this.othersIndex)].slice(0, this.count);
  }

  /** True, false, or null as long as nobody has decided. */
  get flowing() {
    if ((this.flags & FLOWING) !== 0) return true;
    return (this.flags & HALTED) !== 0 ? false : null;
  }

  set flowing(value) {
    this.flags &= ~(FLOWING | HALTED);
    if (value) this.flags |= FLOWING;
    else if (value === false) this.flags |= HALTED;
  }
}

defineCommon(ReadableState);
defineFlags(ReadableState, {
  ended: ENDED,
  endEmitted: END_EMITTED,
  reading: READING,
  needReadable: NEED_READABLE,
  emittedReadable: EMITTED_READABLE,
  readableListening: READABLE_LISTENING,
  resumeScheduled: RESUME_SCHEDULED,
  readingMore: READING_MORE,
  dataEmitted: DATA_EMITTED,
  multiAwaitDrain: SEVERAL_PIPES,
  paused: PAUSED,
});

/** Adds a chunk after all others. */
export function append(state, chunk) {
  const { count } = state;
  if (count === 0) state.first = chunk;
  else if (count === 1) state.second = chunk;
  else state.others.push(chunk);
  state.count = count + 1;
}

/** Puts a chunk before all others. */
export function putBack(state, chunk) {
  if (state.count > 1) {
    if (state.othersIndex > 0) state.others[--state.othersIndex] = state.second;
    else state.others.unshift(state.second);
  }
  state.second = state.first;
  state.first = chunk;
  state.count += 1;
}

/** Takes the first chunk. There is one. */
export function takeFirst(state) {
  const { first } = state;
  const left = --state.count;
  state.first = state.second;
  state.second = left > 1 ? takeOther(state) : undefined;
  return first;
}

// So many chunks may have been taken from the front before the list is made shorter.
const SLACK = 1024;

function takeOther(state) {
  const { others } = state;
  const chunk = others[state.othersIndex];
  others[state.othersIndex++] = undefined;
  if (state.othersIndex === others.length) {
    state.others = [];
    state.othersIndex = 0;
  } else if (state.othersIndex > SLACK) {
    others.splice(0, state.othersIndex);
    state.othersIndex = 0;
  }
  return chunk;
}

/** Replaces all that is buffered by one chunk, or by none if that is empty. */
export function replaceBuffer(state, chunk) {
  state.others = [];
  state.othersIndex = 0;
  state.second = undefined;
  state.count = chunk.length === 0 ? 0 : 1;
  state.first = chunk.length === 0 ? undefined : chunk;
  state.length = chunk.length;
}

/**
 * Takes `size` bytes or characters out of the buffer, or one object. There are that many.
 * @returns {*} null if nothing is buffered
 */
export function take(state, size) {
  const { count, first } = state;
  if (count === 0) return null;
  if ((state.flags & OBJECT_MODE) !== 0 || first.length === size) return takeFirst(state);
  if (size < first.length) return cutFirst(state, size);
  return state.decoder === null ? takeBytes(state, size) : takeText(state, size);
}

function cutFirst(state, size) {
  const { first } = state;
  const isText = typeof first === 'string';
  state.first = isText ? first.slice(size) : first.subarray(size);
  return isText ? first.slice(0, size) : first.subarray(0, size);
}

function takeText(state, size) {
  let text = '';
  while (text.length < size) {
    const rest = size - text.length;
    text += state.first.length > rest ? cutFirst(state, rest) : takeFirst(state);
  }
  return text;
}

function takeBytes(state, size) {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const rest = size - filled;
    const part = state.first.length > rest ? cutFirst(state, rest) : takeFirst(state);
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
}

/** The state as of a stream that has just been made. */
export function resetReadable(state) {
  state.flags &= OBJECT_MODE | EMIT_CLOSE | AUTO_DESTROY | SYNC | FLOWING | HALTED | READABLE_LISTENING | SEVERAL_PIPES;
  state.failure = null;
  if (state.readable === false) state.flags |= ENDED | END_EMITTED;
}
