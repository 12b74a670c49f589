// http.Agent: which sockets requests go out on, how many, and which are kept for later.
import EventEmitter from '../../events.js';
import net from '../../net.js';
import { AsyncResource } from '../async_hooks/async_resource.js';
import { validateNumber, validateOneOf } from '../validators.js';

const kSchedule = Symbol('schedule');
const kOptions = Symbol('requestOptions');

/**
 * @param {object} [options]  keepAlive, keepAliveMsecs, maxSockets, maxTotalSockets, maxFreeSockets, scheduling, timeout, and net's
 * Source: Node class http.Agent since v0.3.4.
 */
export function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  // a path would make every connection one to a local socket
  this.options.path = null;
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  const buffer = this.options.agentKeepAliveTimeoutBuffer;
  this.agentKeepAliveTimeoutBuffer = Number.isFinite(buffer) && buffer >= 0 ? buffer : 1000;
  this.totalSocketCount = 0;
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  else this.maxTotalSockets = Infinity;
  this.on('free', (socket, request) => this[kSchedule](socket, request));
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

Agent.defaultMaxSockets = Infinity;

const proto = Agent.prototype;

proto.createConnection = net.createConnection;

/** Node agent.getName since v0.11.4. */
proto.getName = function (options = {}) {
  let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

proto.addRequest = function (request, options, port, localAddress) {
  if (typeof options === 'string') options = { host: options, port, localAddress };
  options = { ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  normalizeServerName(options, request);
  const name = this.getName(options);
  this.sockets[name] ??= [];
  const free = this.freeSockets[name];
  let socket;
  if (free) {
    while (free.length > 0 && (free[0].destroyed || !free[0].writable)) free.shift();
    socket = this.scheduling === 'fifo' ? free.shift() : free.pop();
    if (free.length === 0) delete this.freeSockets[name];
  }
  if (socket) {
    socket._httpMessage = null;
    this.reuseSocket(socket, request);
    this.sockets[name].push(socket);
    hand(this, request, socket);
  } else if (
    this.sockets[name].length + (free?.length ?? 0) < this.maxSockets &&
    this.totalSocketCount < this.maxTotalSockets
  ) {
    this.createSocket(request, options, (error, made) => {
      if (error) request.onSocket(null, error);
      else hand(this, request, made);
    });
  } else {
    request[kOptions] = options;
    request._agentContext = new AsyncResource('QueuedRequest');
    (this.requests[name] ??= []).push(request);
    // where all sockets there may be are kept for others, one of those makes room
    if (this.totalSocketCount >= this.maxTotalSockets) Object.values(this.freeSockets)[0]?.[0].destroy();
  }
};

function normalizeServerName(options, request) {
  if (options.servername || options.servername === '') return;
  const host = request.getHeader?.('host');
  if (host === undefined) {
    options.servername = options.host && net.isIP(options.host) === 0 ? options.host : '';
    return;
  }
  const text = String(host);
  const name = text.startsWith('[') ? text.slice(1, text.indexOf(']')) : text.split(':', 1)[0];
  options.servername = net.isIP(name) === 0 ? name : '';
}

function hand(agent, request, socket) {
  request.onSocket(socket);
  const ms = agent.options.timeout || 0;
  if (request.timeout !== undefined && request.timeout !== ms) socket.setTimeout?.(request.timeout);
}

/** A new socket for `request`; `callback(error, socket)`. */
proto.createSocket = function (request, options, callback) {
  options = { ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  normalizeServerName(options, request);
  const name = this.getName(options);
  options._agentKey = name;
  options.encoding = null;
  this.totalSocketCount++;
  let called = false;
  const created = (error, socket) => {
    if (called) return;
    called = true;
    if (error) {
      this.totalSocketCount--;
      callback(error);
      return;
    }
    (this.sockets[name] ??= []).push(socket);
    watch(this, socket, options);
    callback(null, socket);
  };
  if (this.keepAlive) options.keepAlive = this.keepAlive;
  if (this.keepAlive) options.keepAliveInitialDelay = this.keepAliveMsecs;
  const socket = this.createConnection(options, created);
  if (socket) created(null, socket);
};

function watch(agent, socket, options) {
  const onFree = () => agent.emit('free', socket, options);
  const onClose = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  };
  const onTimeout = () => {
    // an idle socket that times out serves nobody any more
    for (const list of Object.values(agent.freeSockets)) if (list.includes(socket)) socket.destroy();
  };
  const onRemove = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  };
  socket.on('free', onFree);
  socket.on('close', onClose);
  socket.on('timeout', onTimeout);
  socket.on('agentRemove', onRemove);
}

/** A socket has become free: it serves who waits, is kept, or is closed. */
proto[kSchedule] = function (socket, options) {
  const name = this.getName(options);
  if (!socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const waiting = this.requests[name];
  if (waiting?.length > 0) {
    const request = waiting.shift();
    if (waiting.length === 0) delete this.requests[name];
    const context = request._agentContext;
    request._agentContext = undefined;
    this.reuseSocket(socket, request);
    if (context) context.runInAsyncScope(() => hand(this, request, socket));
    else hand(this, request, socket);
    return;
  }
  const request = socket._httpMessage;
  const keep = this.keepAlive && request?.shouldKeepAlive;
  const free = this.freeSockets[name] ?? [];
  const active = this.sockets[name]?.length ?? 0;
  if (
    !keep ||
    free.length + active > this.maxSockets ||
    free.length >= this.maxFreeSockets ||
    (this.totalSocketCount >= this.maxTotalSockets && Object.keys(this.requests).length > 0) ||
    !this.keepSocketAlive(socket)
  ) {
    socket.destroy();
    return;
  }
  this.freeSockets[name] = free;
  socket._httpMessage = null;
  this.removeSocket(socket, options);
  socket.once('error', freeSocketError);
  free.push(socket);
};

function freeSocketError() {
  // nobody is there to hear of it
  this.destroy();
  this.emit('agentRemove');
}

/** Node agent.keepSocketAlive since v8.1.0. @returns {boolean} whether it can be kept */
proto.keepSocketAlive = function (socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let ms = this.options.timeout || 0;
  const hint = socket._httpMessage?.res?.headers['keep-alive'];
  if (hint) {
    const seconds = /timeout=(\d+)/.exec(hint)?.[1];
    if (seconds !== undefined) {
      const server = Math.min(seconds * 1000, 2 ** 31 - 1) - this.agentKeepAliveTimeoutBuffer;
      if (server <= 0) return false;
      if (ms === 0 || server < ms) ms = server;
    }
  }
  if (socket.timeout !== ms) socket.setTimeout(ms);
  return true;
};

/** Node agent.reuseSocket since v8.1.0. */
proto.reuseSocket = function (socket, request) {
  socket.removeListener('error', freeSocketError);
  request.reusedSocket = true;
  socket.ref();
};

proto.removeSocket = function (socket, options) {
  const name = this.getName(options);
  const sets = [this.sockets];
  if (!socket.writable) sets.push(this.freeSockets);
  for (const set of sets) {
    const list = set[name];
    const at = list ? list.indexOf(socket) : -1;
    if (at < 0) continue;
    list.splice(at, 1);
    if (list.length === 0) delete set[name];
  }
  // whoever waits may have a new socket now
  if (this.totalSocketCount >= this.maxTotalSockets) return;
  const mayHave = (key) => (this.sockets[key]?.length ?? 0) < this.maxSockets;
  const next = name in this.requests && mayHave(name) ? name : Object.keys(this.requests).find(mayHave);
  const request = this.requests[next]?.[0];
  if (request) {
    this.createSocket(request, request[kOptions] ?? options, (error, made) => {
      if (error) request.onSocket(null, error);
      else made.emit('free');
    });
  }
};

/** Closes all sockets, also those in use. Node agent.destroy since v0.11.4. */
proto.destroy = function () {
  for (const set of [this.freeSockets, this.sockets]) {
    for (const list of Object.values(set)) for (const socket of [...list]) socket.destroy();
  }
};

/** What http.globalAgent is; a program may put another one there. */
export const globals = { agent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
