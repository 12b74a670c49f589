// net.Server: listens, and makes a Socket of each connection.
import EventEmitter from '../../events.js';
import { tracking, triggeredBy } from '../async_hooks/origin.js';
import { asyncIdOf } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { channel } from '../diagnostics_channel/channel.js';
import { codes, errnoException, uvExceptionWithHostPort } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateAbortSignal, validateInt32, validateNumber, validatePort, validateString } from '../validators.js';
import { isIP, nameToAddress, normalizeArgs, toPort } from './address.js';
import { newPipe, newTcp, Pipe, Tcp } from './handles.js';
import { Socket } from './socket.js';

const { guessHandleType, ipv6Only, reusePort } = binding('net');

const accepting = channel('net.server.socket');
const listenStart = channel('tracing:net.server.listen:asyncStart');
const listenEnd = channel('tracing:net.server.listen:asyncEnd');
const listenError = channel('tracing:net.server.listen:error');

/**
 * @param {object} [options]  allowHalfOpen, pauseOnConnect, noDelay, keepAlive, keepAliveInitialDelay, highWaterMark, blockList
 * @param {(socket: Socket) => void} [connectionListener]
 * Source: Node class net.Server since v0.1.90.
 */
export function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
  } else if (options === undefined || options === null || typeof options === 'object') {
    options = { ...options };
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) validateNumber(options.highWaterMark, 'options.highWaterMark');
  if (options.blockList !== undefined) {
    const { BlockList } = load('internal/net/block_list');
    if (!BlockList.isBlockList(options.blockList))
      throw new codes.ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', options.blockList);
    this.blockList = options.blockList;
  }
  this._connections = 0;
  this._workers = []; // what other processes hold of its connections
  this._workersOpen = 0; // while it closes: how many of them hold some
  this._handle = null;
  this._unref = false;
  this._pipeName = undefined;
  this._listening = false;
  this.allowHalfOpen = Boolean(options.allowHalfOpen);
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~((options.keepAliveInitialDelay ?? 0) / 1000); // s
  this.highWaterMark = options.highWaterMark;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

Object.defineProperty(Server.prototype, 'listening', {
  get() {
    return Boolean(this._handle);
  },
  configurable: true,
  enumerable: true,
});

/** Node server.listen since v0.1.90: (handle|options|path|port[, host][, backlog][, callback]). */
Server.prototype.listen = function (...args) {
  const [given, callback] = normalizeArgs(args);
  let options = given;
  if (this._handle || this._listening) throw new codes.ERR_SERVER_ALREADY_LISTEN();
  if (callback !== null) this.once('listening', callback);
  if (listenStart.hasSubscribers) listenStart.publish({ server: this, options });
  const backlog = backlogOf(args, options);

  options = options._handle ?? options.handle ?? options;
  if (options instanceof Tcp || options instanceof Pipe) {
    start(this, options, backlog);
    return this;
  }
  if (options instanceof Server && options._handle) {
    start(this, options._handle, backlog);
    return this;
  }
  if (options.signal !== undefined) {
    validateAbortSignal(options.signal, 'options.signal');
    const close = () => this.close();
    if (options.signal.aborted) nextTick(close);
    else {
      const { addAbortListener } = load('internal/events/abort_listener');
      const disposable = addAbortListener(options.signal, close);
      this.once('close', () => disposable[Symbol.dispose]());
    }
  }
  if (typeof options.fd === 'number' && options.fd >= 0) {
    listenOnDescriptor(this, options.fd, backlog);
    return this;
  }
  // listen(), listen(cb), listen(undefined), listen({ port: undefined }): any free port
  const none =
    args.length === 0 ||
    typeof args[0] === 'function' ||
    (args[0] === undefined && options.path === undefined) ||
    args[0] === null;
  if (none || (options.port === undefined && 'port' in options) || options.port === null)
    options = { ...options, port: 0 };
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port');
    const port = options.port | 0;
    if (options.host) byName(this, port, options.host, backlog, options);
    else nowhereSpecial(this, port, backlog, options);
    return this;
  }
  if (options.path !== undefined && typeof options.path === 'string' && toPort(options.path) === false) {
    listenOnPath(this, options, backlog);
    return this;
  }
  if (!('port' in options || 'path' in options)) {
    throw new codes.ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new codes.ERR_INVALID_ARG_VALUE('options', options);
};

function backlogOf(args, options) {
  const fromArgs = toPort(args.length > 1 && args[1]) || toPort(args.length > 2 && args[2]);
  return fromArgs || options.backlog || 511;
}

function flagsOf(options) {
  return (options.ipv6Only ? ipv6Only : 0) | (options.reusePort ? reusePort : 0);
}

function byName(server, port, host, backlog, options) {
  const family = isIP(host);
  if (family !== 0) {
    bindAndStart(server, host, port, family, backlog, flagsOf(options));
    return;
  }
  server._listening = true;
  const { lookup } = load('internal/dns/lookup');
  lookup(host, (error, address, found) => {
    if (!server._listening) return;
    server._listening = false;
    if (error) server.emit('error', error);
    else bindAndStart(server, address, port, found || 4, backlog, flagsOf(options));
  });
}

// No host: both families where there is IPv6, otherwise IPv4.
function nowhereSpecial(server, port, backlog, options) {
  server._connectionKey = `6::::${port}`;
  const handle = newTcp('TCPSERVERWRAP');
  const flags = flagsOf(options);
  if (handle.bind('::', port, 6, flags) === 0 && Array.isArray(handle.sockName())) {
    const error = start(server, handle, backlog, true);
    if (error === 0) return;
    if (error !== -97 && error !== -22) {
      fail(server, uvExceptionWithHostPort(error, 'listen', '::', port));
      return;
    }
  }
  handle.close(undefined);
  bindAndStart(server, '0.0.0.0', port, 4, backlog, flags);
}

function bindAndStart(server, host, port, family, backlog, flags) {
  server._connectionKey = `${family}:${host}:${port}`;
  const handle = newTcp('TCPSERVERWRAP');
  const error = handle.bind(host, port, family, flags);
  if (error < 0) {
    handle.close(undefined);
    fail(server, uvExceptionWithHostPort(error, 'listen', host, port));
    return;
  }
  const listening = start(server, handle, backlog, true);
  if (listening < 0) fail(server, uvExceptionWithHostPort(listening, 'listen', host, port));
}

function listenOnPath(server, options, backlog) {
  const path = options.path;
  server._connectionKey = `-1:${path}:-1`;
  validateString(path, 'options.path');
  if (path.startsWith('\0') && (options.readableAll || options.writableAll)) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'options',
      options,
      'can not set readableAll or writableAll to true when path is abstract unix socket',
    );
  }
  const handle = newPipe('PIPESERVERWRAP');
  const error = handle.bind(path);
  const listening = error < 0 ? error : start(server, handle, backlog, true);
  if (listening < 0) {
    if (error < 0) handle.close(undefined);
    fail(server, uvExceptionWithHostPort(listening, 'listen', path));
    return;
  }
  server._pipeName = path;
  let mode = 0;
  if (options.readableAll) mode |= 1;
  if (options.writableAll) mode |= 2;
  if (mode !== 0) {
    const denied = handle.chmod(mode);
    if (denied < 0) {
      server._handle = null;
      handle.close(undefined);
      throw errnoException(denied, 'uv_pipe_chmod');
    }
  }
}

function listenOnDescriptor(server, fd, backlog) {
  const type = guessHandleType(fd);
  let handle = null;
  let error = -22;
  if (type === 'TCP' || type === 'PIPE') {
    handle = type === 'TCP' ? newTcp('TCPSERVERWRAP') : newPipe('PIPESERVERWRAP');
    error = handle.open(fd);
  }
  if (error === 0) error = start(server, handle, backlog, true);
  if (error < 0) fail(server, uvExceptionWithHostPort(error, 'listen', null, null));
}

function fail(server, error) {
  server._handle = null;
  if (listenError.hasSubscribers) listenError.publish({ server, error });
  nextTick(() => server.emit('error', error));
}

/** Listens on a bound handle. @returns {number} 0 or a negative errno, in which case the handle is closed */
function start(server, handle, backlog, quietly = false) {
  validateInt32(backlog, 'backlog', 0);
  // Programs that spread connections over processes put a function of their own in its place.
  handle.onconnection = (status, client) => accepted(server, status, client);
  const error = handle.listen(backlog, (status, client) => handle.onconnection(status, client));
  if (error < 0) {
    handle.close(undefined);
    if (!quietly) fail(server, uvExceptionWithHostPort(error, 'listen', null, null));
    return error;
  }
  server._handle = handle;
  handle.owner = server;
  if (server._unref) server.unref();
  if (tracking) triggeredBy(asyncIdOf(handle), nextTick, tellListening, server);
  else nextTick(tellListening, server);
  return 0;
}

function tellListening(server) {
  if (!server._handle) return;
  if (listenEnd.hasSubscribers) listenEnd.publish({ server });
  server.emit('listening');
}

function accepted(server, status, handle) {
  if (status < 0) {
    server.emit('error', errnoException(status, 'accept'));
    return;
  }
  if (server.maxConnections != null && server._connections >= server.maxConnections) {
    const data = {};
    if (handle.sockName && server.dropMaxConnection !== undefined)
      server.dropMaxConnection = Boolean(server.dropMaxConnection);
    if (handle.sockName) {
      const local = nameToAddress(handle.sockName());
      const remote = nameToAddress(handle.peerName());
      Object.assign(data, {
        localAddress: local.address,
        localPort: local.port,
        localFamily: local.family,
        remoteAddress: remote.address,
        remotePort: remote.port,
        remoteFamily: remote.family,
      });
    }
    handle.close(undefined);
    server.emit('drop', data);
    return;
  }
  if (server.blockList && handle.peerName) {
    const remote = nameToAddress(handle.peerName());
    if (remote.address && server.blockList.check(remote.address, remote.family.toLowerCase())) {
      handle.close(undefined);
      return;
    }
  }
  const socket = new Socket({
    handle,
    allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect,
    readable: true,
    writable: true,
    noDelay: server.noDelay,
    keepAlive: server.keepAlive,
    keepAliveInitialDelay: server.keepAliveInitialDelay * 1000,
    highWaterMark: server.highWaterMark,
    manualStart: server._manualStart,
  });
  server._connections++;
  socket.server = server;
  socket._server = server;
  if (accepting.hasSubscribers) accepting.publish({ socket });
  server.emit('connection', socket);
}

/** @returns {{address, family, port}|string|null}  Node server.address since v0.1.90. */
Server.prototype.address = function () {
  if (this._pipeName) return this._pipeName;
  if (!this._handle?.sockName) return null;
  const name = this._handle.sockName();
  if (typeof name === 'number') throw errnoException(name, 'address');
  return nameToAddress(name);
};

/** @param {(error: Error | null, count: number) => void} callback  Node server.getConnections since v0.9.7. */
Server.prototype.getConnections = function (callback) {
  const workers = this._workers;
  if (workers.length === 0) {
    nextTick(callback, null, this._connections);
    return this;
  }
  let total = this._connections;
  let left = workers.length;
  for (const worker of workers) {
    worker.getConnections((error, count) => {
      if (left <= 0) return;
      total += count;
      if (!error && --left > 0) return;
      left = 0;
      callback(error, total);
    });
  }
  return this;
};

/** Listens no more; 'close' follows when the last connection has ended. Node server.close since v0.1.90. */
Server.prototype.close = function (callback) {
  if (typeof callback === 'function') {
    if (this._handle) this.once('close', callback);
    else this.once('close', () => callback(new codes.ERR_SERVER_NOT_RUNNING()));
  }
  this._listening = false;
  if (this._handle) {
    this._handle.close(undefined);
    this._handle = null;
  }
  for (const worker of this._workers) {
    this._workersOpen++;
    worker.close(() => {
      this._workersOpen--;
      this._emitCloseIfDrained();
    });
  }
  this._emitCloseIfDrained();
  return this;
};

Server.prototype._emitCloseIfDrained = function () {
  if (this._handle || this._connections > 0 || this._workersOpen > 0) return;
  nextTick(() => this.emit('close'));
};

Server.prototype[Symbol.asyncDispose] = async function () {
  if (!this._handle) return;
  await new Promise((resolve, reject) => this.close((error) => (error ? reject(error) : resolve())));
};

Server.prototype.ref = function () {
  this._unref = false;
  this._handle?.setRef(true);
  return this;
};

Server.prototype.unref = function () {
  this._unref = true;
  this._handle?.setRef(false);
  return this;
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function (error, event, socket) {
  if (event === 'connection') socket.destroy(error);
  else this.emit('error', error);
};
