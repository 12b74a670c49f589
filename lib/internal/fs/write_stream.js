// A file as a Writable.
import { Writable } from '../../stream.js';
import { codes } from '../errors.js';
import { validateBoolean, validateFunction, validateInteger } from '../validators.js';
import { toOptions } from './arguments.js';
import { addFileMembers, destroyFile, kBusy, kFs, kIdle, setFile } from './stream_file.js';

const { ERR_STREAM_DESTROYED } = codes;

/** How often in a row a write may write nothing. */
const MOST_RETRIES = 5;

const kFlush = Symbol('flush');

/**
 * Node fs.WriteStream since v0.1.93; callable without new.
 * @param {string | Buffer | URL} path
 * @param {string | {
 *   flags?: string, encoding?: string, fd?: number | FileHandle, mode?: number, autoClose?: boolean, emitClose?: boolean,
 *   start?: number, highWaterMark?: number, flush?: boolean, fs?: object, signal?: AbortSignal }} [options]
 *   start: bytes; flush: syncs before closing
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  const given = toOptions(options, {});
  const { highWaterMark, autoClose = true, emitClose, encoding, signal, start, flush, objectMode } = given;
  if (flush != null) validateBoolean(flush, 'options.flush');
  this[kFlush] = flush ?? false;
  setFile(this, path, given, 'w');
  const operations = this[kFs];
  if (autoClose !== false) validateFunction(operations.close, 'options.fs.close');
  if (!operations.write && !operations.writev) validateFunction(operations.write, 'options.fs.write');
  if (operations.write) validateFunction(operations.write, 'options.fs.write');
  if (operations.writev) validateFunction(operations.writev, 'options.fs.writev');
  if (this[kFlush]) validateFunction(operations.fsync, 'options.fs.fsync');
  // Writable takes one from the prototype otherwise
  if (!operations.write) this._write = null;
  if (!operations.writev) this._writev = null;
  this.start = start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kBusy] = false;
  if (start !== undefined) {
    validateInteger(start, 'start', 0);
    this.pos = start;
  }
  Writable.call(this, { highWaterMark, autoDestroy: autoClose, emitClose, signal, objectMode, decodeStrings: true });
  if (encoding) this.setDefaultEncoding(encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

addFileMembers(WriteStream.prototype, WriteStream, '_writableState');

/** Ends what write() or writev() began: the rest of it is written, or `callback` told. */
function written(stream, error, bytes, left, retries, goOn, callback) {
  if (error?.code === 'EAGAIN') [error, bytes] = [null, 0];
  if (error || stream.destroyed) {
    callback(error || new ERR_STREAM_DESTROYED('write'));
    return;
  }
  stream.bytesWritten += bytes;
  retries = bytes > 0 ? 0 : retries + 1;
  if (left === bytes) callback();
  else if (retries > MOST_RETRIES) callback(Object.assign(new Error('write failed'), { code: 'EAGAIN' }));
  else goOn(retries);
}

function writeAll(stream, chunk, position, callback, retries = 0) {
  const { length } = chunk;
  stream[kFs].write(stream.fd, chunk, 0, length, position, (error, bytes) => {
    const goOn = (retries) => {
      writeAll(
        stream,
        chunk.subarray(bytes ?? 0),
        position === undefined ? position : position + bytes,
        callback,
        retries,
      );
    };
    written(stream, error, bytes ?? 0, length, retries, goOn, callback);
  });
}

/** Drops the first `bytes` bytes of a list of chunks. */
function drop(chunks, bytes) {
  const rest = [];
  for (const chunk of chunks) {
    if (bytes >= chunk.length) {
      bytes -= chunk.length;
    } else {
      rest.push(bytes > 0 ? chunk.subarray(bytes) : chunk);
      bytes = 0;
    }
  }
  return rest;
}

function writevAll(stream, chunks, length, position, callback, retries = 0) {
  stream[kFs].writev(stream.fd, chunks, position ?? null, (error, bytes) => {
    const goOn = (retries) => {
      writevAll(
        stream,
        drop(chunks, bytes),
        length - bytes,
        position === undefined ? position : position + bytes,
        callback,
        retries,
      );
    };
    written(stream, error, bytes ?? 0, length, retries, goOn, callback);
  });
}

/** The callback of a write, after which the file may close. */
function idle(stream, callback) {
  return (error) => {
    stream[kBusy] = false;
    if (stream.destroyed) {
      callback(error);
      stream.emit(kIdle, error);
      return;
    }
    callback(error);
  };
}

WriteStream.prototype._write = function (chunk, encoding, callback) {
  this[kBusy] = true;
  writeAll(this, chunk, this.pos, idle(this, callback));
  if (this.pos !== undefined) this.pos += chunk.length;
};

WriteStream.prototype._writev = function (parts, callback) {
  const chunks = parts.map(({ chunk }) => chunk);
  const length = chunks.reduce((total, chunk) => total + chunk.length, 0);
  this[kBusy] = true;
  writevAll(this, chunks, length, this.pos, idle(this, callback));
  if (this.pos !== undefined) this.pos += length;
};

WriteStream.prototype._destroy = function (error, callback) {
  destroyFile(this, error, this[kFlush] && !error, callback);
};

/** Ends the stream, and closes the file even without autoClose. */
WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

/** Programs of the days before autoDestroy call it. */
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
