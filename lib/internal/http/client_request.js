// ClientRequest: one request of a client, and the response to it.
import { Buffer } from '../../buffer.js';
import { getContext } from '../async_hooks/origin.js';
import { load } from '../builtins.js';
import { AbortError, codes } from '../errors.js';
import { options as flags } from '../options.js';
import { nextTick } from '../task_queue/ticks.js';
import { checkDuration } from '../net/socket_timeout.js';
import { validateAbortSignal, validateBoolean, validateFunction, validateInteger } from '../validators.js';
import { globals } from './agent.js';
import { beginExchange, endWithoutExchange, kContext, kError, listenForTimeout } from './client_exchange.js';
import './dispatch.js';
import './log.js';
import { isToken } from './fields.js';
import { IncomingMessage } from './incoming.js';
import { tell, watched } from './watchers.js';
import { OutgoingMessage } from './outgoing.js';
import { kFields } from './outgoing_fields.js';
import { kUnique, uniqueNames } from './outgoing_head.js';

const invalidPath = /[^\u0021-\u00ff]/;
const withoutBody = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

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
  // as the constructor of emitters would, which outgoing messages go without
  process.domain?.add(this);
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
  const defaultAgent = options._defaultAgent || globals.agent;
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

  const defaultPort = options.defaultPort || this.agent?.defaultPort;
  const port = (options.port = options.port || defaultPort || 80);
  const host = (options.host =
    checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost');
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;

  this._removedConnection = options.setDefaultHeaders === false;
  this._removedContLen = options.setDefaultHeaders === false;
  this._removedTE = options.setDefaultHeaders === false;
  this.aborted = false;
  this[kError] = null;
  this._connection = null;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = checkDuration(options.timeout, 'timeout');
  const { signal } = options;
  this[kContext] = getContext();
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
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;

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

  if (watched) tell('client.request.created', { request: this });
  // the request listens to it, its socket need not
  options = { ...options, signal: undefined };
  const created = (error, socket) => this.onSocket(socket, error);
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

function setFields(request, options, host, port, defaultPort, setHost) {
  const { headers } = options;
  request[kUnique] = uniqueNames(options.uniqueHeaders);
  if (Array.isArray(headers)) {
    if (headers.length % 2 !== 0 && !Array.isArray(headers[0]))
      throw new codes.ERR_INVALID_ARG_VALUE('headers', headers);
    request._storeHeader(`${request.method} ${request.path} HTTP/1.1\r\n`, headers);
    return;
  }
  if (headers) {
    if (Array.isArray(headers.host))
      throw new codes.ERR_INVALID_ARG_TYPE('options.headers.host', 'string', headers.host);
    for (const name of Object.keys(headers)) request.setHeader(name, headers[name]);
  }
  if (host && !request.getHeader('host') && setHost) request.setHeader('Host', hostField(host, port, defaultPort));
  if (options.auth && !request.getHeader('Authorization')) {
    request.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (request.getHeader('expect')) {
    if (request._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
    request._storeHeader(`${request.method} ${request.path} HTTP/1.1\r\n`, request[kFields]);
  }
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

proto._finish = function () {
  OutgoingMessage.prototype._finish.call(this);
  if (watched) tell('client.request.start', { request: this });
};

proto._implicitHeader = function () {
  if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, this[kFields]);
};

/** Node request.abort: deprecated for destroy(). */
proto.abort = function () {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(() => this.emit('abort'));
  this.destroy();
};

/** Node request.destroy since v14.1.0. */
proto.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this.res?._dump();
  this[kError] = error ?? null;
  // one without a socket is ended when it gets its own
  this.socket?.destroy(error);
  return this;
};

/** The socket to go out on, from an agent; or why there is none. */
proto.onSocket = function (socket, error) {
  nextTick(() => {
    if (this.destroyed || error) endWithoutExchange(this, socket, error);
    else beginExchange(this, socket);
  });
};

proto._defer = function (fn) {
  if (this.socket) fn(this.socket);
  else this.once('socket', fn);
};

/** Node request.setTimeout since v0.5.9. */
proto.setTimeout = function (ms, callback) {
  if (this._ended) return this;
  listenForTimeout(this);
  const wait = checkDuration(ms);
  if (callback !== undefined) {
    validateFunction(callback, 'callback');
    this.once('timeout', callback);
  }
  this._defer((socket) => {
    if (socket.connecting) socket.once('connect', () => socket.setTimeout(wait));
    else socket.setTimeout(wait);
  });
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
