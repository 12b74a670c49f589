// One connection of a server: which requests came in on it, which answer's turn it is, and how it ends.
import stream from '../../stream.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { codes, errnoException } from '../errors.js';
import { kTimeout } from '../net/socket_timeout.js';
import {
  abortMessage,
  completeMessage,
  dumpUnread,
  isWatched,
  kBody,
  kConnection,
  kFields,
  kHeld,
  pauseSocket,
  pushBody,
} from './incoming.js';
import { OutgoingMessage } from './outgoing.js';
import { kUnique } from './outgoing_head.js';
import { kState } from './whole_answer.js';
import { releaseResource, serverResource } from './resource.js';
import { parseError } from './parse_error.js';
import { tell, watched as isTold } from './watchers.js';

const { Duplex } = stream;
const { Connection, messageFlags } = binding('http');
const { keepAlive, http10, upgrade, hasBody, expectsContinue, otherExpectation, noHost, severalHosts, otherVersion } =
  messageFlags;

const badRequest = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';
const answers = {
  __proto__: null,
  HPE_HEADER_OVERFLOW: 'HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\n\r\n',
  ERR_HTTP_REQUEST_TIMEOUT: 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n',
};

// Answers that wait for their turn hold memory: beyond this, no more requests are read.
const mostWaiting = 1024;
// So do answers that the client does not take: beyond these bytes, none of its further requests are read.
const mostQueued = 64 * 1024;

export class ServerConnection {
  constructor(server, socket) {
    this.server = server;
    this.socket = socket;
    this.native = new Connection(false);
    this.resource = serverResource(socket);
    this.native.state = this;
    this.given = 0; // values of the running batch that were given on
    /** The native connection that can write; null where JavaScript does (TLS, any Duplex). */
    this.connection = null;
    this.request = null; // whose body is under way
    this.waiting = []; // answers whose turn has not come
    this.requests = 0;
    this.upgrading = null;
    this.pausedForBacklog = false;
    this.behind = false; // the client does not take what it is sent
    this.shared = false; // a program reads from the socket
    this.native.setLimits(server.maxHeaderSize, Boolean(server.insecureHTTPParser));
    socket._httpMessage = null;
    socket._paused = false;
    socket[kHeld] = false;
    socket.parser = this.native;
    socket[kConnection] = null;
    this.listeners = {
      close: () => this.closed(),
      drain: () => this.drained(),
      error: (error) => this.failed(error),
      timeout: () => this.timedOut(),
      data: (chunk) => this.native.execute(chunk),
      end: () => this.ended(),
    };
    socket.on('error', this.listeners.error);
    socket.on('close', this.listeners.close);
    socket.on('drain', this.listeners.drain);
    socket.on('timeout', this.listeners.timeout);
    const handle = socket._handle;
    // what was read before, or pushed by a program, is read from the socket
    const direct = handle?.readStart !== undefined && socket.encrypted !== true && socket.readableLength === 0;
    if (direct && this.native.consume(handle)) {
      this.connection = this.native;
      socket[kConnection] = this.native;
      handle.readStart();
    }
    socket.on('data', this.listeners.data);
    socket.on('end', this.listeners.end);
    for (const name of Object.keys(watched)) socket[name] = watched[name];
    socket[kServerConnection] = this;
    server.connections.add(this.native);
  }

  /** A program reads from the socket: it gets all that comes from now on, as this does. */
  shareSocket() {
    this.shared = true;
    if (this.connection === null) return;
    this.native.unconsume();
    this.connection = null;
    this.socket[kConnection] = null;
  }

  /** A request's head, and what of its body came with it. Called by the native connection. @returns 2: the connection changes its protocol */
  message(method, url, fields, flags, body) {
    const { server, socket } = this;
    if (socket[kTimeout] !== null) socket._unrefTimer?.();
    const req = new server.IncomingMessage(socket);
    req.method = method;
    req.url = url;
    req[kFields] = fields;
    if ((flags & (http10 | otherVersion)) !== 0) this.otherVersion(req, flags);
    if ((flags & upgrade) !== 0) {
      const event = method === 'CONNECT' ? 'connect' : 'upgrade';
      if (event === 'connect' || server.shouldUpgradeCallback(req)) {
        req.upgrade = true;
        req.complete = true;
        this.upgrading = req;
        return 2;
      }
    }
    if ((flags & hasBody) === 0) {
      req.complete = true;
      req[kBody] = body;
    } else {
      this.request = req;
      if (body !== undefined) req[kBody] = body;
    }
    if (server.joinDuplicateHeaders) req.joinDuplicateHeaders = true;

    const res = new server.ServerResponse(req, server.responseOptions);
    res[kState] = this;
    res._keepAliveTimeout = server.keepAliveTimeout;
    res.shouldKeepAlive = (flags & keepAlive) !== 0;
    if (server[kUnique] !== null) res[kUnique] = server[kUnique];
    if (isTold) {
      tell('server.response.created', { request: req, response: res });
      tell('server.request.start', { request: req, response: res, socket, server });
    }
    this.requests++;
    if (this.behind) this.hold(req);
    if (server.maxRequestsPerSocket > 0) this.limitRequests(res);
    if (socket._httpMessage === null) {
      socket._httpMessage = res;
      res.socket = socket;
    } else {
      this.waiting.push(res);
      if (this.waiting.length >= mostWaiting && !this.pausedForBacklog) {
        this.pausedForBacklog = true;
        pauseSocket(req);
      }
    }
    if ((flags & (noHost | severalHosts | expectsContinue | otherExpectation)) !== 0 && this.special(req, res, flags))
      return 0;
    server.emit('request', req, res);
    return 0;
  }

  otherVersion(req, flags) {
    if ((flags & otherVersion) !== 0) req.httpVersionMinor = 1;
    if ((flags & http10) !== 0) req.httpVersionMinor = 0;
  }

  limitRequests(res) {
    const { server } = this;
    res._maxRequestsPerSocket = server.maxRequestsPerSocket;
    res.maxRequestsOnConnectionReached = server.maxRequestsPerSocket <= this.requests;
    if (server.maxRequestsPerSocket < this.requests) {
      res.droppedByLimit = true;
    }
  }

  // What is answered without asking the program. @returns {boolean} whether it was
  special(req, res, flags) {
    const { server } = this;
    if ((flags & http10) === 0 && server.requireHostHeader && (flags & (noHost | severalHosts)) !== 0) {
      res.writeHead(400, ['Connection', 'close']);
      res.end();
      return true;
    }
    if ((flags & http10) !== 0) return false;
    if ((flags & otherExpectation) !== 0) {
      if (server.listenerCount('checkExpectation') > 0) server.emit('checkExpectation', req, res);
      else {
        res.writeHead(417);
        res.end();
      }
      return true;
    }
    if ((flags & expectsContinue) === 0) return false;
    res._expect_continue = true;
    if (server.listenerCount('checkContinue') > 0) server.emit('checkContinue', req, res);
    else {
      res.writeContinue();
      server.emit('request', req, res);
    }
    return true;
  }

  /** Whether an answer can't be given in one piece: something of the socket's own still waits, or its end is to be told in its own context. */
  mustCompose(res) {
    const { socket } = this;
    return (
      isTold ||
      this.connection === null ||
      socket._httpMessage !== res ||
      socket.writableLength !== 0 ||
      socket.writableCorked !== 0 ||
      socket.destroyed ||
      socket.writableEnded ||
      res.maxRequestsOnConnectionReached ||
      res._maxRequestsPerSocket > 0 ||
      res._removedConnection ||
      res._removedContLen ||
      !res.useChunkedEncodingByDefault
    );
  }

  body(part) {
    const { request } = this;
    if (this.socket[kTimeout] !== null) this.socket._unrefTimer?.();
    if (request === null) return;
    if (!pushBody(request, part)) pauseSocket(request);
  }

  complete(trailers) {
    const { request } = this;
    this.request = null;
    if (request !== null) completeMessage(request, trailers);
  }

  upgraded(head) {
    const req = this.upgrading;
    const { server, socket } = this;
    this.upgrading = null;
    this.letGo();
    const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (server.listenerCount(event) > 0) {
      socket.readableFlowing = null;
      server.emit(event, req, socket, new FastBuffer(head));
    } else {
      socket.destroy();
    }
  }

  /** The socket is somebody else's from now on. */
  letGo() {
    const { socket } = this;
    this.native.stop();
    releaseResource(this);
    this.native.unconsume();
    this.connection = null;
    socket[kConnection] = null;
    socket.parser = null;
    for (const name in this.listeners) socket.removeListener(name, this.listeners[name]);
    for (const name of Object.keys(watched)) if (socket[name] === watched[name]) delete socket[name];
  }

  /** The turn goes from `res` to the next answer; or the connection ends. */
  next(res) {
    const { socket } = this;
    socket._httpMessage = null;
    if (res._last) {
      if (this.waiting.length === 0 || res._last) {
        if (typeof socket.destroySoon === 'function') socket.destroySoon();
        else socket.end();
      }
      return;
    }
    const next = this.waiting.shift();
    if (next !== undefined) {
      next.assignSocket(socket);
    } else {
      this.server.idleBegins();
    }
    if (this.pausedForBacklog && this.waiting.length < mostWaiting / 2) {
      this.pausedForBacklog = false;
      this.readOn();
    }
  }

  readOn() {
    const { socket } = this;
    if (socket[kHeld] || this.pausedForBacklog || socket.destroyed) return;
    socket._paused = false;
    if (this.connection) this.connection.resume();
    else socket.resume();
  }

  isBehind() {
    const { socket } = this;
    return socket.writableLength >= mostQueued || socket._handle?.queued?.() >= mostQueued;
  }

  /** The client does not take what it is sent: the next request is the last that is read, until it has. */
  fallBehind() {
    if (this.behind) return;
    this.behind = true;
    this.socket._handle?.whenDrained?.(() => this.catchUp());
  }

  // More requests would be more answers: nothing is read, whoever asks for it.
  hold(req) {
    pauseSocket(req);
    this.socket[kHeld] = true;
  }

  catchUp() {
    this.behind = false;
    if (this.isBehind()) {
      this.fallBehind();
      return;
    }
    if (!this.socket[kHeld]) return;
    this.socket[kHeld] = false;
    this.readOn();
  }

  /** A composed answer is complete: its last byte was given to the socket. */
  finish(res) {
    // of a socket that is going, the answer hears when it has closed
    if (this.socket._httpMessage !== res || this.socket.destroyed) return;
    this.native.responded();
    if (!this.behind && this.isBehind()) this.fallBehind();
    dumpUnread(res.req);
    this.next(res);
  }

  ended() {
    if (this.connection !== null || !this.native.finish()) return;
    this.halfClosed();
  }

  // The client sends no more.
  halfClosed() {
    const { server, socket } = this;
    if (!server.httpAllowHalfOpen) {
      this.abortRequests();
      if (socket.writable) socket.end();
    } else if (this.waiting.length > 0) {
      this.waiting[this.waiting.length - 1]._last = true;
    } else if (socket._httpMessage) {
      socket._httpMessage._last = true;
    } else {
      socket.end();
    }
  }

  /** The stream's end, or its error. Called by the native connection. */
  readEnd(errno) {
    const { socket } = this;
    if (errno < 0) {
      socket.destroy(errnoException(errno, 'read'));
      return;
    }
    const whole = this.native.finish();
    socket.push(null);
    socket.resume();
    if (whole) this.halfClosed();
  }

  abortRequests() {
    if (this.request !== null) {
      const { request } = this;
      this.request = null;
      abortMessage(request);
    }
    const current = this.socket._httpMessage;
    for (const res of current ? [current, ...this.waiting] : this.waiting) {
      if (!res.req.complete || (isWatched(res.req) && !res.req.readableEnded)) abortMessage(res.req);
    }
  }

  closed() {
    const { socket } = this;
    this.native.stop();
    releaseResource(this);
    this.connection = null;
    this.abortRequests();
    const current = socket._httpMessage;
    for (const res of current ? [current, ...this.waiting] : this.waiting) {
      res.destroyed = true;
      res._emitClose();
    }
    this.waiting.length = 0;
    socket._httpMessage = null;
  }

  /** Nothing is asked any more. An answer that is still on its way out arrives. */
  endIdle() {
    const { socket } = this;
    if (this.shared) return;
    if (socket.writableLength === 0 && !(socket._handle?.queued?.() > 0)) socket.destroy();
    else if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  }

  drained() {
    this.socket._httpMessage?._drained();
    if (this.behind) this.catchUp();
  }

  timedOut() {
    const { server, socket } = this;
    const current = socket._httpMessage;
    const byRequest = this.request !== null && !this.request.complete && this.request.emit('timeout', socket);
    const byResponse = current && current.emit('timeout', socket);
    const byServer = server.emit('timeout', socket);
    if (!byRequest && !byResponse && !byServer) socket.destroy();
  }

  /** Bytes that are no HTTP. Called by the native connection. */
  parseFailed(code, reason, parsed, packet) {
    this.failed(parseError(code, reason, parsed, packet));
  }

  failed(error) {
    const { server, socket } = this;
    // whoever wrote on after the end has heard of it
    socket.removeListener('error', this.listeners.error);
    if (socket.listenerCount('error') === 0) socket.on('error', nothing);
    if (server.listenerCount('clientError') > 0) {
      server.emit('clientError', error, socket);
      return;
    }
    const current = socket._httpMessage;
    if (socket.writable && (!current || !current._headerSent)) {
      socket.write(answers[error.code] ?? badRequest, 'latin1');
    }
    socket.destroy(error);
  }
}

function nothing() {}

const kServerConnection = Symbol('serverConnection');

function listener(name) {
  return function (event, callback) {
    const { [kServerConnection]: connection } = this;
    if (event === 'data' || event === 'readable') connection.shareSocket();
    return Duplex.prototype[name].call(this, event, callback);
  };
}

// Methods of a socket while it is a server's.
const watched = {
  on: listener('on'),
  addListener: listener('addListener'),
  prependListener: listener('prependListener'),
  setEncoding() {
    throw new codes.ERR_HTTP_SOCKET_ENCODING();
  },
};

// How a composed answer tells its connection that it is complete.
const { _finish } = OutgoingMessage.prototype;

/** What ServerResponse adds to the end of a composed answer. */
export function finishResponse() {
  _finish.call(this);
  const state = this[kState];
  if (state === null) return;
  this.once('finish', () => {
    if (isTold) {
      const { server, socket } = state;
      tell('server.response.finish', { request: this.req, response: this, socket, server });
    }
    this.socket = null;
    this._emitClose();
  });
  state.finish(this);
}
