// ClientRequest: one request of a client, and the response to it.
import { Buffer } from '../../buffer.js';
import { load } from '../builtins.js';
import { AbortError, codes } from '../errors.js';
import { options as flags } from '../options.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateAbortSignal, validateBoolean, validateInteger, validateNumber } from '../validators.js';
import { globalAgent } from './agent.js';
import { ClientConnection, informational } from './client_connection.js';
import './dispatch.js';
import { checkName, isToken } from './fields.js';
import { IncomingMessage, abortMessage } from './incoming.js';
import { kEnded, kFields, OutgoingMessage } from './outgoing.js';

const invalidPath = /[^\u0021-\u00ff]/;
const kError = Symbol('error');
const withoutBody = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

function hangUp() {
  const error = new Error('socket hang up');
  error.code = 'ECONNRESET';
  return error;
}

/** The parts of a URL as options of a request. */
function optionsOf(url) {
  return load('url').urlToHttpOptions(url);
}

/**
 * @param {string|URL|object} input
 * @param {object} [options]
 * @param {(res: IncomingMessage) => void} [callback]
 * Source: Node class http.ClientRequest since v0.1.17.
 */
export function ClientRequest(input, options, callback) {
  if (!(this instanceof ClientRequest)) return new ClientRequest(input, options, callback);
  OutgoingMessage.call(this);
  if (typeof input === 'string') {
    const { URL } = load('url');
    input = optionsOf(new URL(input));
  } else if (input instanceof load('url').URL) {
    input = optionsOf(input);
  } else {
    callback = options;
    options = input;
    input = null;
  }
  if (typeof options === 'function') {
    callback = options;
    options = input || {};
  } else {
    options = Object.assign(input || {}, options);
  }

  let { agent } = options;
  const defaultAgent = options._defaultAgent || globalAgent;
  if (agent === false) {
    agent = new defaultAgent.constructor();
  } else if (agent === null || agent === undefined) {
    if (typeof options.createConnection !== 'function') agent = defaultAgent;
  } else if (typeof agent.addRequest !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  this.agent = agent ?? undefined;

  const protocol = options.protocol || defaultAgent.protocol;
  const expected = this.agent?.protocol ?? defaultAgent.protocol;
  if (options.path) {
    const path = String(options.path);
    if (invalidPath.test(path)) throw new codes.ERR_UNESCAPED_CHARACTERS('Request path');
  }
  if (protocol !== expected) throw new codes.ERR_INVALID_PROTOCOL(protocol, expected);

  const defaultPort = options.defaultPort || this.agent?.defaultPort || 80;
  const port = (options.port = options.port || defaultPort);
  const host = (options.host =
    checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost');
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;

  this._removedConnection = options.setDefaultHeaders === false;
  this._removedContLen = options.setDefaultHeaders === false;
  this._removedTE = options.setDefaultHeaders === false;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = checkTimeout(options.timeout);
  const { signal } = options;
  if (signal) abortWith(this, signal);

  let { method } = options;
  if (method !== null && method !== undefined && typeof method !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  }
  if (method) {
    if (!isToken(method)) throw new codes.ERR_INVALID_HTTP_TOKEN('Method', method);
    method = method.toUpperCase();
  } else {
    method = 'GET';
  }
  this.method = method;
  const { maxHeaderSize } = options;
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = maxHeaderSize || flags['max-http-header-size'] || 16 * 1024;
  const lenient = options.insecureHTTPParser;
  if (lenient !== undefined) validateBoolean(lenient, 'options.insecureHTTPParser');
  this.insecureHTTPParser = lenient ?? flags['insecure-http-parser'] ?? false;
  if (options.joinDuplicateHeaders !== undefined)
    validateBoolean(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  this.joinDuplicateHeaders = Boolean(options.joinDuplicateHeaders);
  this.IncomingMessage = IncomingMessage;
  this.path = options.path || '/';
  if (callback) this.once('response', callback);
  if (withoutBody.has(method)) this.useChunkedEncodingByDefault = false;
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;
  this[kError] = null;
  this._deferred = [];
  this._connection = null;

  if (this.agent) {
    // an agent that keeps nothing alive says so, unless its sockets are few and asked for again
    if (!this.agent.keepAlive && !Number.isFinite(this.agent.maxSockets)) {
      this._last = true;
      this.shouldKeepAlive = false;
    } else {
      this._last = false;
      this.shouldKeepAlive = true;
    }
  } else {
    this._last = true;
    this.shouldKeepAlive = false;
  }

  setFields(this, options, host, port, defaultPort, setHost);

  const created = (error, socket) => {
    if (error) nextTick(() => fail(this, error));
    else this.onSocket(socket);
  };
  if (this.agent) {
    this.agent.addRequest(this, { ...options, ...(this.socketPath ? { path: this.socketPath } : { path: null }) });
  } else if (typeof options.createConnection === 'function') {
    let called = false;
    const once = (error, socket) => {
      if (called) return;
      called = true;
      created(error, socket);
    };
    try {
      const socket = options.createConnection(
        this.socketPath ? { ...options, path: this.socketPath } : { ...options, path: null },
        once,
      );
      if (socket) once(null, socket);
    } catch (error) {
      once(error);
    }
  } else {
    const { connect } = load('net');
    this.onSocket(connect(this.socketPath ? { ...options, path: this.socketPath } : { ...options, path: undefined }));
  }
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

const proto = ClientRequest.prototype;

function abortWith(request, signal) {
  validateAbortSignal(signal, 'signal');
  const abort = () => request.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) {
    abort();
    return;
  }
  const { addAbortListener } = load('internal/events/abort_listener');
  const disposable = addAbortListener(signal, abort);
  request.once('close', () => disposable[Symbol.dispose]());
}

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function checkTimeout(ms) {
  validateNumber(ms, 'timeout');
  return ms;
}

function setFields(request, options, host, port, defaultPort, setHost) {
  const { headers } = options;
  if (Array.isArray(headers)) {
    if (headers.length % 2 !== 0 && !Array.isArray(headers[0]))
      throw new codes.ERR_INVALID_ARG_VALUE('headers', headers);
    request._storeHeader(
      `${request.method} ${request.path} HTTP/1.1\r\n`,
      setHost ? withHost(headers, host, port, defaultPort) : headers,
    );
    return;
  }
  if (headers) for (const name of Object.keys(headers)) request.setHeader(name, headers[name]);
  if (host && !request.getHeader('host') && setHost) request.setHeader('Host', hostField(host, port, defaultPort));
  if (options.auth && !request.getHeader('Authorization')) {
    request.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (request.getHeader('expect')) {
    if (request._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
    request._storeHeader(`${request.method} ${request.path} HTTP/1.1\r\n`, request[kFields]);
  }
  if (options.uniqueHeaders) {
    for (const name of options.uniqueHeaders) checkName(String(name));
  }
}

function withHost(headers, host, port, defaultPort) {
  const pairs = Array.isArray(headers[0])
    ? headers
    : headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]]] : []));
  if (pairs.some(([name]) => String(name).toLowerCase() === 'host')) return pairs;
  return [...pairs, ['Host', hostField(host, port, defaultPort)]];
}

function hostField(host, port, defaultPort) {
  const first = host.indexOf(':');
  let text = first !== -1 && host.includes(':', first + 1) && host.charCodeAt(0) !== 91 ? `[${host}]` : host;
  if (port && +port !== defaultPort) text += `:${port}`;
  return text;
}

Object.defineProperty(proto, 'path', {
  get() {
    return this._path;
  },
  set(value) {
    const path = String(value);
    if (invalidPath.test(path)) throw new codes.ERR_UNESCAPED_CHARACTERS('Request path');
    this._path = path;
  },
  configurable: true,
});

proto._implicitHeader = function () {
  if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[kFields]);
};

proto._finish = function () {
  OutgoingMessage.prototype._finish.call(this);
};

/** Node request.abort: deprecated for destroy(). */
proto.abort = function () {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(() => this.emit('abort'));
  this.destroy();
};

proto.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this.res?._dump();
  this[kError] = error ?? null;
  if (this.socket) close(this, this.socket);
  else this.agent?.removeWaiting?.(this);
  if (!this.socket) {
    // no socket yet: the agent's, when it comes, is given back
    nextTick(() => {
      if (this.socket) return;
      this._closeEmitted ||= emitFailure(this, this[kError] ?? hangUp());
    });
  }
  return this;
};

function emitFailure(request, error) {
  if (!request.res) request.emit('error', error);
  request._closed = true;
  request.emit('close');
  return true;
}

function close(request, socket) {
  if (socket.destroyed) return;
  socket.destroy(request[kError] ?? undefined);
}

/** The socket to go out on. */
proto.onSocket = function (socket, error) {
  nextTick(() => {
    if (error) {
      fail(this, error);
      return;
    }
    if (this.destroyed) {
      giveBack(this, socket);
      return;
    }
    begin(this, socket);
  });
};

function giveBack(request, socket) {
  if (!socket) return;
  if (!request.agent) socket.destroy(request[kError] ?? undefined);
  else socket.emit('free');
  if (!request._closeEmitted) request._closeEmitted = emitFailure(request, request[kError] ?? hangUp());
}

function fail(request, error) {
  request.destroyed = true;
  request[kError] = error;
  request.emit('error', error);
  request._closed = true;
  request._closeEmitted = true;
  request.emit('close');
}

function begin(request, socket) {
  request.socket = socket;
  socket._httpMessage = request;
  const connection = new ClientConnection(request, socket);
  request._connection = connection;
  request.parser = connection.native;
  const listeners = {
    drain: () => request._drained(),
    error: (error) => socketError(request, error),
    close: () => socketClosed(request),
    timeout: null,
  };
  request._listeners = listeners;
  socket.on('error', listeners.error);
  socket.on('close', listeners.close);
  socket.on('drain', listeners.drain);
  const ms = request.timeout ?? request.agent?.options?.timeout;
  if (ms !== undefined) listenForTimeout(request, socket, ms);
  request.emit('socket', socket);
  for (const fn of request._deferred) fn(socket);
  request._deferred.length = 0;
  request._flush();
}

function listenForTimeout(request, socket, ms) {
  if (request._listeners.timeout) return;
  request._listeners.timeout = () => request.emit('timeout');
  socket.on('timeout', request._listeners.timeout);
  if (socket.timeout !== ms && ms) {
    if (socket.connecting) socket.once('connect', () => socket.setTimeout(ms));
    else socket.setTimeout(ms);
  }
}

function release(request) {
  const { socket, _listeners: listeners } = request;
  for (const name in listeners) if (listeners[name]) socket.removeListener(name, listeners[name]);
}

function socketError(request, error) {
  request._socketErrored = true;
  if (!request.destroyed || request[kError] === error || !request.res) {
    if (!request._errorEmitted) {
      request._errorEmitted = true;
      request.emit('error', error);
    }
  }
  request._connection?.letGo();
  request.socket?.destroy();
}

function socketClosed(request) {
  const { res } = request;
  const connection = request._connection;
  request.destroyed = true;
  if (connection && !connection.finished && res && !res.complete) connection.native.finish();
  connection?.native.stop();
  if (res) {
    if (!res.complete) abortMessage(res, Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    finishClose(request);
    if (!res.aborted && res.readable && !res.complete) res.push(null);
  } else {
    if (!request._errorEmitted && !request.upgradeOrConnect) {
      request._errorEmitted = true;
      request.emit('error', request[kError] ?? hangUp());
    }
    finishClose(request);
  }
  if (request.outputData.length > 0) request.outputData = [];
}

function finishClose(request) {
  if (request._closed) return;
  request._closed = true;
  request.emit('close');
}

/** The head of a response has come. @returns how the parser goes on: 0 body, 1 no body, 2 another protocol, `informational` */
proto.answered = function (connection, res, keepAlive, upgrade) {
  const { socket } = this;
  if (this.res && !this._informed) {
    // a second answer to one request
    socket.destroy();
    return 0;
  }
  const { statusCode: status } = res;
  if (status < 200 && status !== 101) {
    if (status === 100) this.emit('continue');
    this.emit('information', {
      statusCode: status,
      statusMessage: res.statusMessage,
      httpVersion: res.httpVersion,
      httpVersionMajor: 1,
      httpVersionMinor: res.httpVersionMinor,
      headers: res.headers,
      rawHeaders: res.rawHeaders,
    });
    return informational;
  }
  this.res = res;
  res.req = this;
  if (upgrade || this.method === 'CONNECT' || status === 101) {
    res.upgrade = true;
    if (this.method === 'CONNECT' ? true : status === 101) return 2;
  }
  if (this.shouldKeepAlive && !keepAlive) this.shouldKeepAlive = false;
  if (this.aborted || this.destroyed) {
    res._dump();
    return 0;
  }
  const handled = this.emit('response', res);
  if (!handled) res._dump();
  if (this.method === 'HEAD') return 1;
  return 0;
};

proto.upgraded = function (res, head) {
  const { socket } = this;
  this.upgradeOrConnect = true;
  release(this);
  socket._httpMessage = null;
  const event = this.method === 'CONNECT' ? 'connect' : 'upgrade';
  socket.readableFlowing = null;
  this.agent?.forget?.(socket, this);
  if (this.listenerCount(event) > 0) {
    this.emit(event, res, socket, head);
    this.destroyed = true;
    finishClose(this);
  } else {
    socket.destroy();
    this.destroyed = true;
    finishClose(this);
  }
};

/** The response is whole. */
proto.responseComplete = function (res) {
  this._responseComplete = true;
  res.once('end', () => {
    if (this.finished && this[kEnded]) freeSocket(this);
    else this.once('finish', () => freeSocket(this));
  });
  if (!res._events || (res._dumped && res.listenerCount('end') === 1)) res.resume();
};

function freeSocket(request) {
  const { socket } = request;
  if (request._freed) return;
  request._freed = true;
  const connection = request._connection;
  if (!request.shouldKeepAlive || request._last || !request.agent) {
    if (socket.writable && !socket.destroyed) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
    return;
  }
  release(request);
  connection.letGo();
  socket._httpMessage = null;
  if (request._listeners.timeout && request.agent) socket.setTimeout(0);
  request.destroyed = true;
  nextTick(() => {
    socket.emit('free');
    finishClose(request);
  });
}

proto.socketEnded = function () {
  const { res, socket } = this;
  if (!res && !this._errorEmitted) {
    this._errorEmitted = true;
    this.destroyed = true;
    this.emit('error', hangUp());
  }
  if (res && !res.complete) abortMessage(res);
  socket.destroy();
};

proto.parseFailed = function (error) {
  const { socket } = this;
  release(this);
  socket.on('error', () => {});
  socket.destroy();
  this._errorEmitted = true;
  this.destroyed = true;
  this.emit('error', error);
  if (this.res && !this.res.complete) abortMessage(this.res);
  finishClose(this);
};

proto._defer = function (fn) {
  if (this.socket) fn(this.socket);
  else this._deferred.push(fn);
};

/** Node request.setTimeout since v0.5.9. */
proto.setTimeout = function (ms, callback) {
  if (this._ended) return this;
  this.timeout = ms;
  if (callback) this.once('timeout', callback);
  if (this.socket) {
    listenForTimeout(this, this.socket, ms);
    if (this.socket.connecting) this.socket.once('connect', () => this.socket.setTimeout(ms));
    else this.socket.setTimeout(ms);
  }
  return this;
};
proto.setNoDelay = function (on) {
  this._defer((socket) => socket.setNoDelay?.(on));
};
proto.setSocketKeepAlive = function (on, delay) {
  this._defer((socket) => socket.setKeepAlive?.(on, delay));
};
proto.clearTimeout = function (callback) {
  this.setTimeout(0, callback);
};
