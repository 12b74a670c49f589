// What the writing half of a stream knows. Programs look at it as `stream._writableState`.
import { AUTO_DESTROY, EMIT_CLOSE, OBJECT_MODE, OWN, SYNC, defineCommon, defineFlags, flagsOf } from './flags.js';
import { getDefaultHighWaterMark, getHighWaterMark } from './options.js';

export const ENDING = 1 << OWN; // end() has been called
export const ENDED = 1 << (OWN + 1); // and has returned
export const FINISHED = 1 << (OWN + 2);
export const PREFINISHED = 1 << (OWN + 3);
export const FINAL_CALLED = 1 << (OWN + 4);
export const NEED_DRAIN = 1 << (OWN + 5); // write() has returned false
export const WRITING = 1 << (OWN + 6); // _write() or _writev() has not called back
export const CORKED = 1 << (OWN + 7); // `corked` is not 0
export const FLUSHING = 1 << (OWN + 8); // buffered writes are being carried out
export const DECODE_STRINGS = 1 << (OWN + 9);
export const TELLING = 1 << (OWN + 10); // a tick that calls back is under way

export class WritableState {
  /**
   * @param {object} [options]  of the stream
   * @param {Stream} [stream]
   * @param {boolean} [isDuplex]
   */
  constructor(options, stream, isDuplex = false) {
    this.flags = SYNC | flagsOf(options, 'writableObjectMode', isDuplex);
    if (options?.decodeStrings !== false) this.flags |= DECODE_STRINGS;
    this.highWaterMark = options
      ? getHighWaterMark(this, options, 'writableHighWaterMark', isDuplex)
      : getDefaultHighWaterMark(false);
    this.length = 0; // of what is not written yet: bytes, characters or objects
    this.writeLength = 0; // how much of it _write() has in hands
    this.writeCallback = null; // of that
    this.buffered = []; // writes that wait, from bufferedIndex on
    this.bufferedIndex = 0;
    this.allBytes = true; // all of these are Buffers
    this.allSilent = true; // none of these has a callback
    this.pendingcb = 0; // callbacks that have to come before 'finish'
    this.cork = 0;
    this.failure = null;
    this.defaultEncoding = options?.defaultEncoding || 'utf8';
    this.onwrite = undefined; // what _write() gets as callback
    this.told = null; // how often which callback is to be called in the tick that is under way
    this.whenFinished = null; // callbacks of end()
    this.writable = undefined; // false once a program says so
  }

  get corked() {
    return this.cork;
  }

  set corked(count) {
    this.cork = count;
    if (count !== 0) this.flags |= CORKED;
    else this.flags &= ~CORKED;
  }

  /** @returns {{chunk, encoding: string, callback: function}[]} the writes that wait */
  getBuffer() {
    return this.buffered.slice(this.bufferedIndex);
  }

  get bufferedRequestCount() {
    return this.buffered.length - this.bufferedIndex;
  }
}

defineCommon(WritableState);
defineFlags(WritableState, {
  ending: ENDING,
  ended: ENDED,
  finished: FINISHED,
  prefinished: PREFINISHED,
  finalCalled: FINAL_CALLED,
  needDrain: NEED_DRAIN,
  writing: WRITING,
  decodeStrings: DECODE_STRINGS,
  bufferProcessing: FLUSHING,
});

/** The state as of a stream that has just been made. */
export function resetWritable(state) {
  state.flags &= OBJECT_MODE | EMIT_CLOSE | AUTO_DESTROY | DECODE_STRINGS | CORKED | SYNC;
  state.failure = null;
  if (state.writable === false) state.flags |= ENDING | ENDED | FINISHED;
}
