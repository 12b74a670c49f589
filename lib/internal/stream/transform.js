// Transform: a Duplex whose output is made from its input.
import { codes } from '../errors.js';
import { fail } from './destroy.js';
import { Duplex } from './duplex.js';
import { SYNC } from './flags.js';
import { ENDED as OUTPUT_ENDED } from './readable_state.js';
import { nextTick } from '../task_queue/ticks.js';
import { ENDED } from './writable_state.js';

// What transform() gets as callback: one function for all chunks.
const kDone = Symbol('done');
// The callback of the write that transform() has in hands, and what the reading half held before.
const kCallback = Symbol('callback');
const kLength = Symbol('length');
// The callback of a write whose output has filled the reading half: it is called when that is read on.
const kWaiting = Symbol('waiting');

/**
 * @param {object} [options]  of a Duplex; transform, flush as methods
 * Source: Node class stream.Transform since v0.9.4.
 */
export function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // Nothing is read ahead from a Transform that buffers nothing, so writing to it has to.
  const mark = options ? (options.highWaterMark ?? options.readableHighWaterMark) : undefined;
  const given =
    mark === 0
      ? {
          ...options,
          highWaterMark: null,
          readableHighWaterMark: mark,
          writableHighWaterMark: options.writableHighWaterMark || 0,
        }
      : options;
  Duplex.call(this, given);
  // Nobody has asked for anything, but transform() may push at once.
  this._readableState.flags &= ~SYNC;
  this[kDone] = (error, output) => transformed(this, error, output);
  this[kCallback] = null;
  this[kLength] = 0;
  this[kWaiting] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  // A subclass may have its own _final() and still want flush().
  this.on('prefinish', prefinish);
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function prefinish() {
  if (this._final !== _final) flush(this, undefined);
}

function _final(callback) {
  flush(this, callback);
}

// The last output, and the end.
function flush(stream, callback) {
  if (typeof stream._flush !== 'function' || stream.destroyed) {
    stream.push(null);
    callback?.();
    return;
  }
  stream._flush((error, data) => {
    if (error) {
      if (callback) callback(error);
      else stream.destroy(error);
      return;
    }
    if (data !== undefined && data !== null) stream.push(data);
    stream.push(null);
    callback?.();
  });
}

/** For those who implement a stream: makes output of a chunk, with push() or the callback's second argument. */
function _transform() {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_transform()');
}

function _write(chunk, encoding, callback) {
  this[kCallback] = callback;
  this[kLength] = this._readableState.length;
  this._transform(chunk, encoding, this[kDone]);
}

function transformed(stream, error, output) {
  const callback = stream[kCallback];
  if (callback === null) {
    fail(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
    return;
  }
  stream[kCallback] = null;
  if (error) {
    callback(error);
    return;
  }
  if (output !== undefined && output !== null) stream.push(output);
  const readable = stream._readableState;
  if ((readable.flags & OUTPUT_ENDED) !== 0) {
    // Who writes on has to hear first that nothing more is taken.
    nextTick(callback);
  } else if (
    readable.length < readable.highWaterMark ||
    readable.length === stream[kLength] || // nothing came of it
    (stream._writableState.flags & ENDED) !== 0 // so much will not come any more
  ) {
    callback();
  } else {
    stream[kWaiting] = callback;
  }
}

function _read() {
  const callback = this[kWaiting];
  if (callback === null) return;
  this[kWaiting] = null;
  callback();
}

Object.assign(Transform.prototype, { _final, _transform, _write, _read });
