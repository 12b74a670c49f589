// Duplex: a stream that is read and, for itself, written to.
import { addAbortSignal } from './abort_signal.js';
import { DESTROYED } from './flags.js';
import { Stream } from './legacy.js';
import { END_EMITTED, ENDED as ALL_READ, ReadableState } from './readable_state.js';
import { construct } from './destroy.js';
import { Readable, readOn } from './readable.js';
import { makeWritable, takeWriteMethods, writeOn, writingMethods, writingProperties } from './writable.js';
import { ENDED, ENDING, FINISHED } from './writable_state.js';

/**
 * @param {object} [options]  of a Readable and of a Writable; allowHalfOpen; readable, writable: false for a side that there is not;
 *   objectMode and highWaterMark of one side with `readable` or `writable` before them
 * Source: Node class stream.Duplex since v0.9.4.
 */
export function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this._readableState = new ReadableState(options, true);
  makeWritable(this, options, true);
  Stream.call(this, options);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  if (options) {
    if (options.readable === false) {
      this._readableState.readable = false;
      this._readableState.flags |= ALL_READ | END_EMITTED;
    }
    if (options.writable === false) {
      this._writableState.writable = false;
      this._writableState.flags |= ENDING | ENDED | FINISHED;
    }
    if (typeof options.read === 'function') this._read = options.read;
    takeWriteMethods(this, options);
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  construct(this, () => {
    readOn(this);
    writeOn(this);
  });
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);

Object.assign(Duplex.prototype, writingMethods);
Object.defineProperties(Duplex.prototype, {
  ...writingProperties,
  destroyed: {
    get() {
      const { _readableState: readable, _writableState: writable } = this;
      if (readable === undefined || writable === undefined) return false;
      return (readable.flags & writable.flags & DESTROYED) !== 0;
    },
    // for those who made their own destroy() before there was one
    set(value) {
      if (this._readableState === undefined || this._writableState === undefined) return;
      this._readableState.destroyed = value;
      this._writableState.destroyed = value;
    },
    configurable: true,
  },
});
