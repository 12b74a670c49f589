// A file as a Readable.
import { Readable, finished } from '../../stream.js';
import { codes } from '../errors.js';
import { validateFunction, validateInteger } from '../validators.js';
import { toOptions } from './arguments.js';
import { addFileMembers, destroyFile, kBusy, kFs, kIdle, setFile } from './stream_file.js';

const { ERR_OUT_OF_RANGE } = codes;
const HIGH_WATER_MARK = 64 * 1024;

/**
 * Node fs.ReadStream since v0.1.93; callable without new.
 * @param {string | Buffer | URL} path
 * @param {string | {
 *   flags?: string, encoding?: string, fd?: number | FileHandle, mode?: number, autoClose?: boolean, emitClose?: boolean,
 *   start?: number, end?: number, highWaterMark?: number, fs?: object, signal?: AbortSignal }} [options]
 *   start and end count bytes, both included
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  const given = toOptions(options, {});
  // what users inherit counts as well
  const {
    highWaterMark = HIGH_WATER_MARK,
    autoClose = true,
    emitClose,
    encoding,
    signal,
    start,
    end,
    objectMode,
  } = given;
  setFile(this, path, given, 'r');
  if (autoClose !== false) validateFunction(this[kFs].close, 'options.fs.close');
  validateFunction(this[kFs].read, 'options.fs.read');
  this.start = start;
  this.end = end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kBusy] = false;
  if (start !== undefined) {
    validateInteger(start, 'start', 0);
    this.pos = start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (start !== undefined && start > this.end)
      throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, start);
  }
  Readable.call(this, { highWaterMark, autoDestroy: autoClose, emitClose, encoding, signal, objectMode });
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

addFileMembers(ReadStream.prototype, ReadStream, '_readableState');

ReadStream.prototype._read = function (size) {
  const done = this.pos === undefined ? this.bytesRead : this.pos;
  size = Math.min(this.end - done + 1, size);
  if (size <= 0) {
    this.push(null);
    return;
  }
  const buffer = Buffer.allocUnsafeSlow(size);
  this[kBusy] = true;
  this[kFs].read(this.fd, buffer, 0, size, this.pos, (error, bytes, filled) => {
    this[kBusy] = false;
    if (this.destroyed) {
      this.emit(kIdle, error);
    } else if (error) {
      fail(this, error);
    } else if (bytes > 0) {
      this.bytesRead += bytes;
      if (this.pos !== undefined) this.pos += bytes;
      this.push(fitted(filled, bytes));
    } else {
      this.push(null);
    }
  });
};

/** With autoClose off, a stream that failed stays as it is. */
function fail(stream, error) {
  if (stream.autoClose) {
    stream.destroy(error);
    return;
  }
  const state = stream._readableState;
  state.errored ??= error;
  state.errorEmitted = true;
  stream.emit('error', error);
}

/** A short piece is copied, so that it does not keep the memory of a long one. */
function fitted(buffer, size) {
  return size === buffer.length ? buffer : Buffer.copyBytesFrom(buffer, 0, size);
}

ReadStream.prototype._destroy = function (error, callback) {
  destroyFile(this, error, false, callback);
};

/** Ends the stream before its end. */
ReadStream.prototype.close = function (callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};
