// http.Server: a net.Server whose connections speak HTTP/1.
import net from '../../net.js';
import EventEmitter from '../../events.js';
import { clearInterval, setInterval } from '../../timers.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options as flags } from '../options.js';
import { Timeout } from '../timers/timeout.js';
import { validateBoolean, validateInteger, validateObject } from '../validators.js';
import './dispatch.js';
import './log.js';
import { IncomingMessage } from './incoming.js';
import { kUnique, uniqueNames } from './outgoing_head.js';
import { ServerConnection, finishResponse } from './server_connection.js';
import { ServerResponse } from './server_response.js';

const { ConnectionList } = binding('http');

ServerResponse.prototype._finish = finishResponse;

// what the native half has room for
const mostSeconds = 2 ** 22;

const kIdleTimer = Symbol('idleTimer');
export const kCheckTimer = Symbol('checkTimer');
const kConnections = Symbol('connections');

/** The options of an HTTP server, checked and kept on `server`; also those of https. */
export function storeHTTPOptions(options) {
  this.IncomingMessage = options.IncomingMessage ?? IncomingMessage;
  this.ServerResponse = options.ServerResponse ?? ServerResponse;
  const size = options.maxHeaderSize;
  if (size !== undefined) validateInteger(size, 'maxHeaderSize', 0);
  this.maxHeaderSize = size || flags['max-http-header-size'] || 16 * 1024;
  const lenient = options.insecureHTTPParser;
  if (lenient !== undefined) validateBoolean(lenient, 'options.insecureHTTPParser');
  this.insecureHTTPParser = lenient ?? flags['insecure-http-parser'] ?? false;
  this.requestTimeout = milliseconds(options.requestTimeout, 'requestTimeout', 300_000);
  if (options.headersTimeout !== undefined) {
    this.headersTimeout = milliseconds(options.headersTimeout, 'headersTimeout', 60_000);
  } else {
    this.headersTimeout = this.requestTimeout > 0 ? Math.min(60_000, this.requestTimeout) : 60_000;
  }
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new codes.ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', options.headersTimeout);
  }
  this.keepAliveTimeout = milliseconds(options.keepAliveTimeout, 'keepAliveTimeout', 5000);
  this.keepAliveTimeoutBuffer = milliseconds(options.keepAliveTimeoutBuffer, 'keepAliveTimeoutBuffer', 1000);
  this.connectionsCheckingInterval = milliseconds(
    options.connectionsCheckingInterval,
    'connectionsCheckingInterval',
    30_000,
  );
  this.requireHostHeader = flag(options.requireHostHeader, 'options.requireHostHeader', true);
  this.joinDuplicateHeaders = flag(options.joinDuplicateHeaders, 'options.joinDuplicateHeaders', false);
  this.rejectNonStandardBodyWrites = flag(
    options.rejectNonStandardBodyWrites,
    'options.rejectNonStandardBodyWrites',
    false,
  );
  this[kUnique] = uniqueNames(options.uniqueHeaders);
  this.shouldUpgradeCallback = options.shouldUpgradeCallback ?? (() => this.listenerCount('upgrade') > 0);
  if (typeof this.shouldUpgradeCallback !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shouldUpgradeCallback', 'Function', options.shouldUpgradeCallback);
  }
  this.responseOptions =
    this.rejectNonStandardBodyWrites || options.highWaterMark !== undefined
      ? { highWaterMark: options.highWaterMark, rejectNonStandardBodyWrites: this.rejectNonStandardBodyWrites }
      : undefined;
}

function milliseconds(value, name, fallback) {
  if (value === undefined) return fallback;
  validateInteger(value, name, 0);
  return value;
}

function flag(value, name, fallback) {
  if (value === undefined) return fallback;
  validateBoolean(value, name);
  return value;
}

/**
 * @param {object} [options]
 * @param {(req, res) => void} [requestListener]
 * Source: Node class http.Server since v0.1.17.
 */
export function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  if (typeof options === 'function') {
    requestListener = options;
    options = {};
  } else if (options === undefined || options === null) {
    options = {};
  } else {
    validateObject(options, 'options');
    options = { ...options };
  }
  storeHTTPOptions.call(this, options);
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
    blockList: options.blockList,
  });
  setUpServer(this, requestListener);
  this.on('connection', connectionListener);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

/** What servers of http and https have in common. */
export function setUpServer(server, requestListener) {
  if (requestListener) server.on('request', requestListener);
  server.httpAllowHalfOpen = false;
  server.timeout = 0;
  server.maxHeadersCount = null;
  server.maxRequestsPerSocket = 0;
  server._manualStart = true;
  server[kConnections] = null;
  server[kIdleTimer] = null;
  server[kCheckTimer] = null;
  server.on('listening', startChecking);
}

Object.defineProperties(Server.prototype, {
  connections: {
    get() {
      return (this[kConnections] ??= new ConnectionList());
    },
    configurable: true,
  },
  keepAliveSeconds: {
    get() {
      return Math.min(Math.floor(this.keepAliveTimeout / 1000), mostSeconds);
    },
    configurable: true,
  },
});

/** A new connection, from net or given by a program: server.emit('connection', duplex). */
export function connectionListener(socket) {
  if (socket.server !== this && socket.server == null) socket.server = this;
  if (this.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(this.timeout);
  new ServerConnection(this, socket);
}

Server.prototype.setTimeout = function (ms, callback) {
  this.timeout = ms;
  if (callback) this.on('timeout', callback);
  return this;
};

// Heads and messages that take too long are looked for every now and then.
function startChecking() {
  if (this[kCheckTimer] !== null) clearInterval(this[kCheckTimer]);
  this[kCheckTimer] = setInterval(() => checkOverdue(this), this.connectionsCheckingInterval).unref();
}

function checkOverdue(server) {
  if (server.headersTimeout === 0 && server.requestTimeout === 0) return;
  for (const connection of server.connections.overdue(server.headersTimeout, server.requestTimeout)) {
    connection.state.failed(new codes.ERR_HTTP_REQUEST_TIMEOUT());
  }
}

/** A connection has nothing to do: if that lasts, it is closed. */
Server.prototype.idleBegins = function () {
  if (this[kIdleTimer] !== null || !this.keepAliveTimeout) return;
  armIdleTimer(this, this.keepAliveTimeout + this.keepAliveTimeoutBuffer);
};

function armIdleTimer(server, ms) {
  server[kIdleTimer] = new Timeout(() => closeLongIdle(server), Math.max(1, Math.ceil(ms)), undefined, false, false);
}

function closeLongIdle(server) {
  server[kIdleTimer] = null;
  const limit = server.keepAliveTimeout + server.keepAliveTimeoutBuffer;
  for (const connection of server.connections.longIdle(limit)) connection.state.timedOut();
  const next = server.connections.nextIdle(limit);
  if (next >= 0 && server[kIdleTimer] === null) armIdleTimer(server, next);
}

/** Listens no more; idle connections are closed. Node server.close since v0.1.90. */
Server.prototype.close = function (callback) {
  clearInterval(this[kCheckTimer]);
  net.Server.prototype.close.call(this, callback);
  this.closeIdleConnections();
  return this;
};

Server.prototype[Symbol.asyncDispose] = net.Server.prototype[Symbol.asyncDispose];

/** Node server.closeAllConnections since v18.2.0. */
Server.prototype.closeAllConnections = function () {
  if (this[kConnections]) for (const connection of this.connections.all()) connection.state.socket.destroy();
};

/** Node server.closeIdleConnections since v18.2.0. */
Server.prototype.closeIdleConnections = function () {
  if (!this[kConnections]) return;
  for (const connection of this.connections.idle()) connection.state.endIdle();
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function (error, event, ...args) {
  if (event === 'request') {
    const [, res] = args;
    if (!res.headersSent && !res.writableEnded) {
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.statusCode = 500;
      res.end('Internal Server Error');
    } else {
      res.destroy();
    }
  } else {
    net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, error, event, ...args);
  }
};
