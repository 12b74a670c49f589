// OutgoingMessage: what a response on a server and a request on a client share: the body in chunks or of known length, and the order in
// which messages of one connection leave. Its fields and its head have files of their own.
import { Buffer } from '../../buffer.js';
import stream from '../../stream.js';
import EventEmitter from '../../events.js';
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { fieldMethods, kFields } from './outgoing_fields.js';
import { headMethods, kUnique } from './outgoing_head.js';

const { Stream } = stream;

export const kEnded = Symbol('ended');
const kCorked = Symbol('corked');
const kChunked = Symbol('chunkedBuffer');
const kErrored = Symbol('errored');
const kNeedDrain = Symbol('needDrain');
const kWritten = Symbol('bytesOfBody');
const kHighWaterMark = Symbol('highWaterMark');

/** Source: Node class http.OutgoingMessage since v0.1.17. */
export function OutgoingMessage(options) {
  if (!(this instanceof OutgoingMessage)) return new OutgoingMessage(options);
  this.socket = null;
  this.finished = false;
  this._header = null;
  this.outputData = empty;
  this.shouldKeepAlive = true;
  this[kFields] = null;
  if (options?.highWaterMark !== undefined) this[kHighWaterMark] = options.highWaterMark;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

// nothing is ever put in here: the first one that waits makes an array of its own
const empty = Object.freeze([]);

Object.assign(OutgoingMessage.prototype, {
  outputSize: 0,
  writable: true,
  destroyed: false,
  _last: false,
  chunkedEncoding: false,
  maxRequestsOnConnectionReached: false,
  _defaultKeepAlive: true,
  useChunkedEncodingByDefault: true,
  sendDate: false,
  _removedConnection: false,
  _removedContLen: false,
  _removedTE: false,
  strictContentLength: false,
  _contentLength: null,
  _hasBody: true,
  _trailer: '',
  _closed: false,
  _headerSent: false,
  _keepAliveTimeout: 0,
  _onPendingData: null,
  [kCorked]: 0,
  [kChunked]: null,
  [kErrored]: null,
  [kNeedDrain]: false,
  [kWritten]: 0,
  [kUnique]: null,
  [kEnded]: false,
  [kHighWaterMark]: undefined,
});

const proto = OutgoingMessage.prototype;

function define(name, get, set) {
  Object.defineProperty(proto, name, { get, set, configurable: true, enumerable: false });
}

define(
  'connection',
  function () {
    return this.socket;
  },
  function (value) {
    this.socket = value;
  },
);
define('headersSent', function () {
  return Boolean(this._header);
});
define('errored', function () {
  return this[kErrored];
});
define('closed', function () {
  return this._closed;
});
define('writableFinished', function () {
  return this.finished && this.outputSize === 0 && (!this.socket || this.socket.writableLength === 0);
});
define('writableObjectMode', () => false);
define('writableLength', function () {
  return this.outputSize + (this[kChunked]?.size ?? 0) + (this.socket ? this.socket.writableLength : 0);
});
define('writableHighWaterMark', function () {
  return this.socket
    ? this.socket.writableHighWaterMark
    : (this[kHighWaterMark] ?? stream.getDefaultHighWaterMark(false));
});
define('writableCorked', function () {
  return this[kCorked];
});
define('writableEnded', function () {
  return this.finished;
});
define('writableNeedDrain', function () {
  return !this.destroyed && !this.finished && this[kNeedDrain];
});

Object.assign(proto, fieldMethods, headMethods);

define('_headers', function () {
  return this.getHeaders();
});
define('_headerNames', function () {
  const out = { __proto__: null };
  const fields = this[kFields] ?? [];
  for (let i = 0; i < fields.length; i += 3) out[fields[i]] = fields[i + 1];
  return out;
});

proto._implicitHeader = function () {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()');
};

/** Sends the head now. Node outgoingMessage.flushHeaders since v1.6.0. */
proto.flushHeaders = function () {
  if (!this._header) this._implicitHeader();
  this._send('');
};

const isAscii = /^[\x00-\x7f]*$/;

proto._send = function (data, encoding, callback, size) {
  if (!this._headerSent && this._header !== null) {
    const header = this._header;
    this._headerSent = true;
    // the head has one byte for each character: as one text with the body only where that makes no difference
    if (
      typeof data === 'string' &&
      (encoding === 'latin1' || ((encoding === 'utf8' || !encoding) && isAscii.test(header)))
    ) {
      data = header + data;
    } else {
      this._writeRaw(header, 'latin1', null);
    }
  }
  return this._writeRaw(data, encoding, callback, size);
};

proto._writeRaw = function (data, encoding, callback) {
  const { socket } = this;
  if (socket?.destroyed) {
    // the connection is gone; who waits for the callback is told so
    return false;
  }
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length > 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  if (this.outputData === empty) this.outputData = [];
  this.outputData.push({ data, encoding, callback });
  this.outputSize += data.length;
  this._onPendingData?.(data.length);
  return this.outputSize < this.writableHighWaterMark;
};

/** Its turn has come: what waited is written. */
proto._flushOutput = function (socket) {
  const waiting = this.outputData;
  if (waiting.length === 0) return undefined;
  this.outputData = empty;
  const size = this.outputSize;
  this.outputSize = 0;
  socket.cork();
  let more;
  for (const { data, encoding, callback } of waiting) more = socket.write(data, encoding, callback);
  socket.uncork();
  this._onPendingData?.(-size);
  return more;
};

proto._flush = function () {
  const { socket } = this;
  if (!socket?.writable) return;
  const more = this._flushOutput(socket);
  if (this.finished) this._finish();
  else if (more && this[kNeedDrain]) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

/** The socket takes more again. */
proto._drained = function () {
  if (this[kNeedDrain]) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

proto._finish = function () {
  this.emit('prefinish');
};

proto.cork = function () {
  this[kCorked]++;
  this.socket?.cork();
};
proto.uncork = function () {
  this[kCorked]--;
  this.socket?.uncork();
  if (this[kCorked] > 0 || this[kChunked] === null) return;
  const { parts, size, callbacks } = this[kChunked];
  this[kChunked] = null;
  const done = (error) => {
    for (const callback of callbacks) callback(error);
  };
  this._send(`${size.toString(16)}\r\n`, 'latin1', null);
  for (const { chunk, encoding } of parts) this._send(chunk, encoding, null);
  this._send('\r\n', 'latin1', callbacks.length > 0 ? done : null);
};

/**
 * Writes a part of the body; the head before the first one.
 * @param {string|Buffer|Uint8Array} chunk
 * @returns {boolean} false: wait for 'drain'
 * Source: Node outgoingMessage.write since v0.1.29.
 */
proto.write = function (chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  const more = writeChunk(this, chunk, encoding, callback, false);
  if (!more) this[kNeedDrain] = true;
  return more;
};

function checkChunk(chunk) {
  if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

const sizeOf = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength);

function writeChunk(message, chunk, encoding, callback, fromEnd) {
  checkChunk(chunk);
  let error;
  if (message.finished) error = new codes.ERR_STREAM_WRITE_AFTER_END();
  else if (message.destroyed) error = new codes.ERR_STREAM_DESTROYED('write');
  if (error !== undefined) {
    if (!message.destroyed) fail(message, error, callback);
    else nextTick(callback ?? nothing, error);
    return false;
  }
  const size =
    message.strictContentLength || (fromEnd && !message._header) || message.chunkedEncoding || !message._header
      ? sizeOf(chunk, encoding)
      : 0;
  if (!message._header) {
    if (fromEnd) message._contentLength ??= size;
    message._implicitHeader();
  }
  if (message.strictContentLength && message._contentLength !== null && !message.chunkedEncoding && message._hasBody) {
    const written = message[kWritten] + size;
    if (written > message._contentLength || (fromEnd && written !== message._contentLength)) {
      throw new codes.ERR_HTTP_CONTENT_LENGTH_MISMATCH(written, message._contentLength);
    }
    message[kWritten] = written;
  }
  if (!message._hasBody) {
    if (message.rejectNonStandardBodyWrites) throw new codes.ERR_HTTP_BODY_NOT_ALLOWED();
    nextTick(callback ?? nothing);
    return true;
  }
  if (!fromEnd && message.socket && !message.socket.writableCorked) {
    message.socket.cork();
    nextTick(uncorkSocket, message.socket);
  }
  if (message.chunkedEncoding && chunk.length !== 0) {
    if (message[kCorked] > 0 && message._headerSent) {
      const buffered = (message[kChunked] ??= { parts: [], size: 0, callbacks: [] });
      buffered.parts.push({ chunk, encoding });
      buffered.size += size;
      if (callback) buffered.callbacks.push(callback);
      return buffered.size < message.writableHighWaterMark;
    }
    message._send(`${size.toString(16)}\r\n`, 'latin1', null);
    message._send(chunk, encoding, null);
    return message._send('\r\n', 'latin1', callback);
  }
  return message._send(chunk, encoding, callback);
}

function uncorkSocket(socket) {
  socket.uncork();
}

function fail(message, error, callback) {
  const { destroyed } = message;
  nextTick(() => {
    callback?.(error);
    if (!destroyed) message.emit('error', error);
  });
}

function nothing() {}

/**
 * The message is complete.
 * @param {string|Buffer|Uint8Array} [chunk]
 * Source: Node outgoingMessage.end since v0.1.90.
 */
proto.end = function (chunk, encoding, callback) {
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = undefined;
    encoding = undefined;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = undefined;
  }
  const given = chunk !== undefined && chunk !== null;
  if (this.finished) {
    onFinishedAlready(this, callback, given);
    return this;
  }
  if (given) checkChunk(chunk);
  const { socket } = this;
  socket?.cork();
  try {
    if (given) writeChunk(this, chunk, encoding, null, true);
    else if (!this._header) {
      this._contentLength ??= 0;
      this._implicitHeader();
    }
    checkWhole(this);
  } catch (error) {
    socket?.uncork();
    throw error;
  }
  if (typeof callback === 'function') this.once('finish', callback);
  const finish = () => this._emitFinish();
  if (this._hasBody && this.chunkedEncoding) {
    while (this[kCorked] > 0) this.uncork();
    this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
  } else if (!this._headerSent || this.writableLength > 0 || chunk) {
    this._send('', 'latin1', finish);
  } else {
    nextTick(finish);
  }
  // all of it goes now: the socket may be closed before the next tick
  while (socket?.writableCorked > 0) socket.uncork();
  if (this[kCorked] > 0) {
    this[kCorked] = 1;
    this.uncork();
  }
  this.finished = true;
  // its turn has come and nothing of it waits: the connection goes on with the next one
  if (this.outputData.length === 0 && this.socket && this.socket._httpMessage === this) this._finish();
  return this;
};

function checkWhole(message) {
  if (!message.strictContentLength || !message._hasBody || message._contentLength === null || message.chunkedEncoding)
    return;
  if (message[kWritten] !== message._contentLength)
    throw new codes.ERR_HTTP_CONTENT_LENGTH_MISMATCH(message[kWritten], message._contentLength);
}

proto._emitFinish = function () {
  if (this[kErrored] || this[kEnded]) return;
  this[kEnded] = true;
  this.emit('finish');
};

function onFinishedAlready(message, callback, withChunk) {
  const error = withChunk
    ? new codes.ERR_STREAM_WRITE_AFTER_END()
    : message.writableFinished
      ? new codes.ERR_STREAM_ALREADY_FINISHED('end')
      : null;
  if (typeof callback === 'function') {
    if (error === null) message.once('finish', callback);
    else nextTick(callback, error);
  }
  if (withChunk && !message.destroyed) fail(message, error);
}

proto.setTimeout = function (ms, callback) {
  if (callback) this.on('timeout', callback);
  if (this.socket) this.socket.setTimeout(ms);
  else this.once('socket', (socket) => socket.setTimeout(ms));
  return this;
};

proto[EventEmitter.captureRejectionSymbol] = function (error) {
  this.destroy(error);
};

proto.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this[kErrored] = error;
  if (this.socket) this.socket.destroy(error);
  else this.once('socket', (socket) => socket.destroy(error));
  return this;
};

proto.pipe = function () {
  // nothing can be read from it
  this.emit('error', new codes.ERR_STREAM_CANNOT_PIPE());
};
