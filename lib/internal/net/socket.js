// net.Socket: a Duplex over a stream of the background. Reading begins when somebody reads; small writes gather in the
// native half until the end of the loop's turn.
import { Buffer } from '../../buffer.js';
import stream from '../../stream.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { load } from '../builtins.js';
import { channel } from '../diagnostics_channel/channel.js';
import { codes, errnoException } from '../errors.js';
import { stampCode } from '../errors/define.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateAbortSignal, validateInt32, validateNumber, validateObject } from '../validators.js';
import { normalizeArgs } from './address.js';
import { newPipe, newTcp, Tcp } from './handles.js';
import { OwnBuffers } from './own_buffers.js';
import { applyOptions, kSetKeepAlive, kSetKeepAliveDelay, kSetNoDelay, optionMethods } from './socket_options.js';
import { addressMethods, kBytesRead, kBytesWritten, stateProperties } from './socket_state.js';
import { dropTimeout, kTimeout, refreshTimeout, timeoutMethods } from './socket_timeout.js';

const { guessHandleType, eof } = binding('net');
const { Duplex } = stream;
const created = channel('net.client.socket');

const kConnectOptions = Symbol('connectOptions');
const kUnrefed = Symbol('unrefed'); // the same
const kOnRead = Symbol('onRead');
const kOpen = Symbol('open');

/** @returns a native object for the descriptor `fd` */
function handleOf(fd) {
  validateInt32(fd, 'fd', 0);
  const type = guessHandleType(fd);
  if (type !== 'PIPE' && type !== 'TCP') throw new codes.ERR_INVALID_FD_TYPE(type);
  const handle = type === 'PIPE' ? newPipe() : newTcp();
  const error = handle.open(fd);
  if (error < 0) throw errnoException(error, 'open');
  return handle;
}

/**
 * A TCP or local socket.
 * @param {object} [options]  fd, handle, allowHalfOpen, readable, writable, signal, onread, noDelay, keepAlive, keepAliveInitialDelay (ms)
 * Source: Node class net.Socket since v0.3.4.
 */
export function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (typeof options === 'number') options = { fd: options };
  else options = { ...options };
  if (options.objectMode)
    throw new codes.ERR_INVALID_ARG_VALUE('options.objectMode', options.objectMode, 'is not supported');
  if (options.readableObjectMode || options.writableObjectMode) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      `options.${options.readableObjectMode ? 'readableObjectMode' : 'writableObjectMode'}`,
      true,
      'is not supported',
    );
  }
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.signal) validateAbortSignal(options.signal, 'options.signal');

  this.connecting = false;
  this._parent = null;
  this._host = null;
  this._handle = options.handle ?? (options.fd === undefined ? null : handleOf(options.fd));
  this[kTimeout] = null;
  this[kBytesRead] = 0;
  this[kBytesWritten] = 0;
  this[kSetNoDelay] = Boolean(options.noDelay);
  this[kSetKeepAlive] = Boolean(options.keepAlive);
  this[kSetKeepAliveDelay] = ~~(options.keepAliveInitialDelay / 1000);
  this[kOnRead] = null;
  this[kOpen] = false;

  const { onread } = options;
  Duplex.call(this, {
    ...options,
    handle: undefined,
    onread: undefined,
    emitClose: false,
    autoDestroy: true,
    decodeStrings: false,
    allowHalfOpen: Boolean(options.allowHalfOpen),
    readable: options.handle || options.fd !== undefined ? options.readable !== false : options.readable !== false,
    writable: options.writable !== false,
  });
  if (
    onread !== null &&
    typeof onread === 'object' &&
    (onread.buffer instanceof Uint8Array || typeof onread.buffer === 'function') &&
    typeof onread.callback === 'function'
  ) {
    this[kOnRead] = new OwnBuffers(this, onread);
  }
  this.server = null;
  this._server = null;
  this.on('end', onEnd);
  if (this._handle) {
    attach(this, this._handle);
    applyOptions(this);
    if (options.pauseOnCreate) this.pause();
    else if (!options.manualStart && options.readable !== false) this.read(0);
  }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

// After the other side has ended, a socket that may not stay half open ends, too: what is still written leaves first.
function onEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFin;
}

function writeAfterFin(chunk, encoding, callback) {
  if (!this.writableEnded) return Duplex.prototype.write.call(this, chunk, encoding, callback);
  if (typeof encoding === 'function') callback = encoding;
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  if (typeof callback === 'function') nextTick(callback, error);
  this.destroy(error);
  return false;
}

/** Has `handle` tell `socket` what it reads. A program may bring a handle of its own, which need not know how. */
function attach(socket, handle) {
  handle.onRead?.((error, data) => received(socket, error, data));
  handle.owner = socket;
}

function received(socket, error, data) {
  refreshTimeout(socket);
  if (error === 0) {
    if (socket[kOnRead] !== null) return socket[kOnRead].take(new FastBuffer(data));
    if (!socket.push(new FastBuffer(data))) socket._handle?.readStop();
    return;
  }
  if (error !== eof) {
    socket.destroy(errnoException(error, 'read'));
    return;
  }
  if (socket.destroyed) return;
  // push(null) tells Readable of the end; read(0) has it noticed where nobody reads
  socket.push(null);
  socket.read(0);
}

Object.assign(Socket.prototype, timeoutMethods, optionMethods, addressMethods);
Object.defineProperties(Socket.prototype, stateProperties);

Socket.prototype._read = function () {
  if (this.connecting || !this._handle) {
    this.once('connect', () => this._read());
    return;
  }
  const error = this._handle.readStart();
  if (error < 0) this.destroy(errnoException(error, 'read'));
};

Socket.prototype.pause = function () {
  if (this[kOnRead] !== null && !this.connecting && this._handle?.readStop) {
    this[kOnRead].pause();
    this._handle.readStop();
  }
  return Duplex.prototype.pause.call(this);
};

Socket.prototype.resume = function () {
  if (this[kOnRead] !== null && !this.connecting && this._handle) this[kOnRead].resume(() => this._handle?.readStart());
  return Duplex.prototype.resume.call(this);
};

Socket.prototype._writev = function (chunks, callback) {
  write(this, chunks, '', callback);
};

Socket.prototype._write = function (chunk, encoding, callback) {
  write(this, chunk, encoding, callback);
};

function write(socket, data, encoding, callback) {
  if (socket.connecting) {
    socket._pendingData = data;
    socket._pendingEncoding = encoding;
    const connected = () => {
      socket.off('close', closed);
      write(socket, data, encoding, callback);
    };
    const closed = () => callback(new codes.ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    socket.once('connect', connected);
    socket.once('close', closed);
    return;
  }
  socket._pendingData = null;
  socket._pendingEncoding = '';
  const handle = socket._handle;
  if (!handle) {
    callback(new codes.ERR_SOCKET_CLOSED());
    return;
  }
  refreshTimeout(socket);
  const done = (error) => {
    if (socket.destroyed)
      return callback(typeof error === 'number' && error < 0 ? errnoException(error, 'write') : null);
    refreshTimeout(socket);
    callback(error < 0 ? errnoException(error, 'write') : null);
  };
  let result;
  if (Array.isArray(data))
    result = handle.writeMany(
      data.map(({ chunk, encoding }) => bytesOf(chunk, encoding)),
      done,
    );
  else if (typeof data !== 'string') result = handle.writeBytes(data, done);
  else if (encoding === 'utf8' || encoding === 'utf-8') result = handle.writeText(data, false, done);
  else if (encoding === 'latin1' || encoding === 'binary') result = handle.writeText(data, true, done);
  else if (encoding === 'buffer')
    throw stampCode(new TypeError('Second argument must be a buffer'), 'ERR_INVALID_ARG_TYPE');
  else result = handle.writeBytes(Buffer.from(data, encoding), done);
  if (result === 1) return;
  callback(result < 0 ? errnoException(result, 'write', undefined) : null);
}

const bytesOf = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);

Socket.prototype._final = function (callback) {
  if (this.connecting) {
    this.once('connect', () => this._final(callback));
    return;
  }
  if (!this._handle?.shutdown) {
    callback();
    return;
  }
  const error = this._handle.shutdown((status) =>
    callback(status < 0 && status !== -107 ? errnoException(status, 'shutdown') : null),
  );
  // ENOTCONN: the other side is gone, which is what was asked for
  if (error === -107 || error === -9) callback();
  else if (error < 0) callback(errnoException(error, 'shutdown'));
};

Socket.prototype.end = function (data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

/** Destroys it once everything was written. Node socket.destroySoon since v0.3.4. */
Socket.prototype.destroySoon = function () {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

/** Closes with RST where it is a TCP socket. Node socket.resetAndDestroy since v18.3.0. */
Socket.prototype.resetAndDestroy = function () {
  if (this._handle) {
    if (!(this._handle instanceof Tcp)) throw new codes.ERR_INVALID_HANDLE_TYPE();
    if (this.connecting) this.once('connect', () => reset(this));
    else reset(this);
  } else {
    this.destroy(new codes.ERR_SOCKET_CLOSED());
  }
  return this;
};

const kReset = Symbol('reset');
function reset(socket) {
  socket[kReset] = true;
  socket.destroy();
}

Socket.prototype._destroy = function (error, callback) {
  this.connecting = false;
  dropTimeout(this);
  const handle = this._handle;
  if (handle) {
    const hadError = error !== null && error !== undefined;
    this[kBytesRead] = handle.bytesRead?.() ?? 0;
    this[kBytesWritten] = handle.bytesWritten?.() ?? 0;
    const closed = () => {
      this.emit('close', hadError);
    };
    if (this[kReset]) {
      if (handle.reset(closed) < 0) handle.close(closed);
    } else {
      handle.close(closed);
    }
    this._handle = null;
    this._sockname = null;
    callback(error);
  } else {
    callback(error);
    nextTick(() => this.emit('close', error !== null && error !== undefined));
  }
  if (this._server) {
    this._server._connections--;
    this._server._emitCloseIfDrained?.();
  }
};

Socket.prototype.ref = function () {
  if (this[kUnrefed]) this[kUnrefed] = false;
  if (this._handle) this._handle.setRef?.(true);
  else this.once('connect', this.ref);
  return this;
};

Socket.prototype.unref = function () {
  this[kUnrefed] = true;
  if (this._handle) this._handle.setRef?.(false);
  else this.once('connect', this.unref);
  return this;
};

Socket.prototype.connect = function (...args) {
  const [options, callback] = Array.isArray(args[0]) && args.length === 1 ? args[0] : normalizeArgs(args);
  if (options.port === undefined && !options.path) {
    throw new codes.ERR_MISSING_ARGS(['options', 'port', 'path']);
  }
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = undefined;
    this._sockname = undefined;
    this._undestroy?.();
  }
  validateObject(options, 'options');
  if (typeof callback === 'function') this.once('connect', callback);
  if (created.hasSubscribers) created.publish({ socket: this });
  this._unrefTimer();
  this.connecting = true;
  this[kConnectOptions] = options;
  const { connectSocket } = load('internal/net/connect');
  connectSocket(this, options);
  return this;
};

/** Gives the socket its native half, fresh for each attempt. */
export function giveHandle(socket, handle) {
  socket._handle = handle;
  attach(socket, handle);
  if (socket[kUnrefed]) handle.setRef(false);
}

Socket.prototype[Symbol.asyncDispose] = Duplex.prototype[Symbol.asyncDispose];
