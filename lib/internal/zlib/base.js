// What all classes of the module are: a Transform over a codec.
import { binding } from '../binding.js';
import { FastBuffer, allocateUnpooled } from '../buffer/allocation.js';
import { codes } from '../errors.js';
import { finished } from '../stream/finished.js';
import { Transform } from '../stream/transform.js';
import process from '../../process.js';
import { settingsOf } from './settings.js';

const { Codec } = binding('zlib');

/** Of an empty chunk that stands for a flush: its kind. */
const kFlushFlag = Symbol('flushFlag');
/** The write that is under way: its input, how, and the callback that is owed. */
const kChunk = Symbol('chunk');
const kFlag = Symbol('flag');
const kCallback = Symbol('callback');
/** What the codec calls: one function for all writes. */
const kWritten = Symbol('written');
/** How much of the chunk (bytes) the codec was given with its last step. */
const kGiven = Symbol('given');
/** More output is there than the reader wants: how much of the chunk is left then, else -1. */
const kHeldBack = Symbol('heldBack');
/** The input's end has been told to the codec. */
const kFinished = Symbol('finished');
const kRejectGarbage = Symbol('rejectGarbage');
/** What becomes of an error before the stream is destroyed with it. */
export const kTranslate = Symbol('translate');
const kSettings = Symbol('settings');

/** How much output (bytes) one way to the pool may bring at most. */
const MOST_AT_ONCE = 1024 * 1024;

/**
 * @param {object} options  of a Transform, and of the module
 * @param {number} mode  constants.DEFLATE to ZSTD_DECOMPRESS
 * Source: Node class zlib.ZlibBase since v0.5.8.
 */
export function ZlibBase(options, mode) {
  const settings = settingsOf(mode, options);
  // Bytes go in and out; texts would break them.
  const streamOptions =
    options && (options.encoding || options.objectMode || options.writableObjectMode)
      ? { ...options, encoding: null, objectMode: false, writableObjectMode: false }
      : options;
  Transform.call(this, { autoDestroy: true, ...streamOptions });
  this.bytesWritten = 0;
  this._handle = new Codec(mode, settings.values, settings.dictionary, settings.pledgedSize, settings.rejectGarbage);
  this._outBuffer = allocateUnpooled(Math.trunc(settings.chunkSize));
  this._outOffset = 0;
  this._chunkSize = settings.chunkSize;
  this._defaultFlushFlag = settings.flush;
  this._finishFlushFlag = settings.finishFlush;
  this._defaultFullFlushFlag = settings.fullFlush;
  this._info = settings.info;
  this._maxOutputLength = settings.maxOutputLength;
  this[kRejectGarbage] = settings.rejectGarbage;
  this[kSettings] = settings;
  this[kChunk] = null;
  this[kFlag] = 0;
  this[kCallback] = null;
  this[kGiven] = 0;
  this[kHeldBack] = -1;
  this[kFinished] = false;
  this[kWritten] = (error, inputLeft, outputLeft, pieces) => written(this, error, inputLeft, outputLeft, pieces);
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', {
  get() {
    return !this._handle;
  },
  configurable: true,
  enumerable: true,
});

/**
 * As if the stream were new, for its codec. Node zlib.reset since v0.7.0.
 * @throws  while a write is under way, and once the stream is closed
 */
ZlibBase.prototype.reset = function reset() {
  if (!this._handle) throw new codes.ERR_INTERNAL_ASSERTION('zlib binding closed');
  this[kFinished] = false;
  return this._handle.reset();
};

/** The input's end comes as an empty chunk, unless it came along with the last one. */
ZlibBase.prototype._flush = function _flush(callback) {
  if (this[kFinished]) callback();
  else this._transform(new FastBuffer(), '', callback);
};

/** The stream has finished once all was written; what is left comes through _flush(). */
ZlibBase.prototype._final = function _final(callback) {
  callback();
};

const flushChunks = [];

function flushChunk(kind) {
  let chunk = flushChunks[kind];
  if (chunk === undefined) {
    chunk = flushChunks[kind] = new FastBuffer();
    chunk[kFlushFlag] = kind;
  }
  return chunk;
}

/**
 * Lets out what has been written so far. Node zlib.flush since v0.5.8.
 * @param {number} [kind]  of constants: Z_FULL_FLUSH, BROTLI_OPERATION_FLUSH or ZSTD_e_flush where none is given
 * @param {Function} [callback]  once all of it has come out
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
ZlibBase.prototype.flush = function flush(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    if (typeof kind !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('kind', 'number', kind);
    const { greatestFlush } = this[kSettings];
    if (!(kind >= 0 && kind <= greatestFlush)) {
      throw new codes.ERR_OUT_OF_RANGE('kind', `>= 0 and <= ${greatestFlush}`, kind);
    }
    this.write(flushChunk(kind | 0), '', callback);
  }
};

/** Node zlib.close since v0.9.4. @param {Function} [callback]  once the stream is closed */
ZlibBase.prototype.close = function close(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

ZlibBase.prototype._destroy = function _destroy(error, callback) {
  closeHandle(this);
  callback(error);
};

/** Lets the codec go; after a write, if one is under way. */
export function closeHandle(stream) {
  if (!stream._handle) return;
  stream._handle.close();
  stream._handle = null;
}

ZlibBase.prototype._transform = function _transform(chunk, encoding, callback) {
  let flag = this._defaultFlushFlag;
  if (typeof chunk[kFlushFlag] === 'number') {
    if (this[kFinished]) {
      callback(); // the end was told with the last chunk before this one: all is out
      return;
    }
    flag = chunk[kFlushFlag];
  } else if (this.writableEnded && this.writableLength === chunk.byteLength) {
    // The last chunk: it takes the end along.
    flag = Math.max(flag, this._finishFlushFlag);
    this[kFinished] = true;
  }
  processChunk(this, chunk, flag, callback);
};

/**
 * All of a chunk at once where there is no callback: then the result is returned, and the codec closed.
 * Packages call this, though it is not documented.
 */
ZlibBase.prototype._processChunk = function _processChunk(chunk, flag, callback) {
  if (typeof callback === 'function') return processChunk(this, chunk, flag, callback);
  return processChunkSync(this, chunk, flag);
};

/** @returns {Buffer} @throws  what is wrong with the data */
export function processChunkSync(stream, chunk, flag) {
  const handle = stream._handle;
  if (!handle) throw new codes.ERR_INTERNAL_ASSERTION('zlib binding closed');
  try {
    const output = new FastBuffer(handle.run(flag, chunk, stream._maxOutputLength));
    stream.bytesWritten += handle.taken();
    return output;
  } finally {
    closeHandle(stream);
  }
}

/** The same in the pool. @param {(error: Error | null, output?: Buffer) => void} callback */
export function processWhole(stream, chunk, flag, callback) {
  const handle = stream._handle;
  handle.run(flag, chunk, stream._maxOutputLength, (error, output) => {
    stream.bytesWritten += handle.taken();
    closeHandle(stream);
    if (error) callback(error);
    else callback(null, new FastBuffer(output));
  });
}

function processChunk(stream, chunk, flag, callback) {
  if (!stream._handle) {
    process.nextTick(callback);
    return;
  }
  stream[kChunk] = chunk;
  stream[kFlag] = flag;
  stream[kCallback] = callback;
  step(stream, chunk.byteLength);
}

/** Gives the codec what is left of the chunk. */
function step(stream, left) {
  const { _handle: handle, _outBuffer: output, _outOffset: start, _chunkSize: size } = stream;
  const chunk = stream[kChunk];
  const room =
    Math.min(stream.readableHighWaterMark - stream.readableLength, MOST_AT_ONCE) - (output.byteLength - start);
  const pieces = room > 0 ? Math.ceil(room / size) : 0;
  handle.write(
    stream[kFlag],
    chunk,
    chunk.byteLength - left,
    left,
    output,
    start,
    output.byteLength - start,
    stream[kWritten],
    pieces,
    Math.trunc(size),
  );
  stream[kGiven] = left;
}

function settle(stream, error) {
  const callback = stream[kCallback];
  stream[kChunk] = null;
  stream[kCallback] = null;
  callback(error);
}

function written(stream, error, inputLeft, outputLeft, pieces) {
  if (stream.destroyed || !stream._handle) {
    settle(stream);
    return;
  }
  if (error) {
    settle(stream, stream[kTranslate] ? stream[kTranslate](error) : error);
    return;
  }
  stream.bytesWritten += stream[kGiven] - inputLeft;
  let wanted = true;
  let output = stream._outBuffer;
  let start = stream._outOffset;
  const last = pieces === undefined ? 0 : pieces.length;
  for (let i = 0; ; i++) {
    const end = i === last ? output.byteLength - outputLeft : output.byteLength;
    if (end > start) wanted = stream.push(output.subarray(start, end));
    start = end;
    if (i === last || stream.destroyed) break;
    output = new FastBuffer(pieces[i]);
    start = 0;
  }
  if (stream.destroyed || !stream._handle) {
    settle(stream); // by who has read it
    return;
  }
  if (start >= output.byteLength) {
    output = allocateUnpooled(Math.trunc(stream._chunkSize));
    start = 0;
  }
  stream._outBuffer = output;
  stream._outOffset = start;
  if (outputLeft === 0) {
    // There is more.
    if (wanted) step(stream, inputLeft);
    else stream[kHeldBack] = inputLeft;
    return;
  }
  if (inputLeft > 0) {
    // The data has ended before the input.
    if (stream[kRejectGarbage]) {
      const junk = new codes.ERR_TRAILING_JUNK_AFTER_STREAM_END();
      settle(stream, stream[kTranslate] ? stream[kTranslate](junk) : junk);
      return;
    }
    stream.push(null);
  }
  settle(stream);
}

ZlibBase.prototype._read = function _read(size) {
  const left = this[kHeldBack];
  if (left === -1) {
    Transform.prototype._read.call(this, size);
    return;
  }
  this[kHeldBack] = -1;
  if (this._handle) step(this, left);
  else settle(this);
};
