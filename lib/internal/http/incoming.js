// IncomingMessage: a request on a server, a response on a client. Its head is text until somebody asks for a header, and it
// becomes a stream, with all that this costs, when somebody reads.
import stream from '../../stream.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { nextTick } from '../task_queue/ticks.js';
import { addField } from './fields.js';

const { Readable } = stream;
const { parseFields } = binding('http');

export const kFields = Symbol('fields'); // the received text of the head
export const kBody = Symbol('body'); // what of the body came along with the head
export const kConnection = Symbol('connection'); // the native connection
export const kHeld = Symbol('held'); // of a socket: whether reading has to wait for more than what reads
const kHeaders = Symbol('headers');
const kRawHeaders = Symbol('rawHeaders');
const kDistinct = Symbol('headersDistinct');
const kTrailerFields = Symbol('trailerFields');
const kTrailers = Symbol('trailers');
const kRawTrailers = Symbol('rawTrailers');
const kTrailersDistinct = Symbol('trailersDistinct');
const kState = Symbol('state');
const kAbort = Symbol('abortController');
const kTimeoutTold = Symbol('timeoutTold'); // a field only where it was asked for
const kDestroyedEarly = Symbol('destroyedEarly');

/**
 * @param {net.Socket} socket
 * Source: Node class http.IncomingMessage since v0.1.17.
 */
export function IncomingMessage(socket) {
  if (!(this instanceof IncomingMessage)) return new IncomingMessage(socket);
  this.socket = socket;
  this.method = null;
  this.url = '';
  this.httpVersionMinor = 1;
  this.complete = false;
  this[kFields] = '';
  this[kBody] = undefined;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

// What few messages change stands on the prototype: an instance is small.
Object.assign(IncomingMessage.prototype, {
  httpVersionMajor: 1,
  aborted: false,
  upgrade: null,
  statusCode: null,
  statusMessage: null,
  joinDuplicateHeaders: false,
  _consumed: false,
  _consuming: false, // what stream.destroy() knows a request by
  _dumped: false,
  [kConnection]: null,
  [kState]: undefined,
  [kDestroyedEarly]: false,
  [kTrailerFields]: '',
});

function defineLazily(name, get, set) {
  Object.defineProperty(IncomingMessage.prototype, name, { get, set, enumerable: true, configurable: true });
}

// Readable.call() makes the stream's state at the first use of anything that needs it.
Object.defineProperty(IncomingMessage.prototype, '_readableState', {
  get() {
    const state = this[kState];
    if (state !== undefined || this === IncomingMessage.prototype) return state;
    Readable.call(this, { highWaterMark: this.socket?.readableHighWaterMark });
    if (this[kDestroyedEarly]) this[kState].destroyed = true;
    else {
      const body = this[kBody];
      if (body !== undefined) {
        this[kBody] = undefined;
        this.push(new FastBuffer(body));
      }
      if (this.complete) this.push(null);
    }
    return this[kState];
  },
  set(state) {
    this[kState] = state;
  },
  enumerable: false,
  configurable: true,
});

/** Whether somebody uses it as a stream, or listens to what it tells. */
export const isWatched = (message) => message._events !== undefined || message[kState] !== undefined;

Object.defineProperty(IncomingMessage.prototype, 'destroyed', {
  get() {
    return this[kState] === undefined ? this[kDestroyedEarly] : this[kState].destroyed;
  },
  set(value) {
    this._readableState.destroyed = value;
  },
  configurable: true,
});

defineLazily(
  'httpVersion',
  function () {
    return `${this.httpVersionMajor}.${this.httpVersionMinor}`;
  },
  function (value) {
    Object.defineProperty(this, 'httpVersion', { value, writable: true, enumerable: true, configurable: true });
  },
);

Object.defineProperties(IncomingMessage.prototype, {
  connection: {
    get() {
      return this.socket;
    },
    set(value) {
      this.socket = value;
    },
    configurable: true,
  },
  client: {
    get() {
      return this.socket;
    },
    set(value) {
      this.socket = value;
    },
    configurable: true,
  },
  /** Aborted when the other side goes before all is done. Node since v25. */
  signal: {
    get() {
      if (this[kAbort] === undefined) {
        this[kAbort] = new AbortController();
        if (this.destroyed) this[kAbort].abort();
        else this.once('close', () => this[kAbort].abort());
      }
      return this[kAbort].signal;
    },
    configurable: true,
  },
});

function collect(raw, join, headers = {}) {
  for (let i = 0; i < raw.length; i += 2) addField(headers, raw[i], raw[i + 1], join);
  return headers;
}

function collectDistinct(raw) {
  const headers = { __proto__: null };
  for (let i = 0; i < raw.length; i += 2) (headers[raw[i].toLowerCase()] ??= []).push(raw[i + 1]);
  return headers;
}

// [name, symbol that holds it, how it is made]
for (const [name, symbol, make] of [
  ['rawHeaders', kRawHeaders, (m) => limited(m, parseFields(m[kFields]))],
  ['headers', kHeaders, (m) => collect(m.rawHeaders, m.joinDuplicateHeaders)],
  ['headersDistinct', kDistinct, (m) => collectDistinct(m.rawHeaders)],
  ['rawTrailers', kRawTrailers, (m) => parseFields(m[kTrailerFields])],
  ['trailers', kTrailers, (m) => collect(m.rawTrailers, m.joinDuplicateHeaders)],
  ['trailersDistinct', kTrailersDistinct, (m) => collectDistinct(m.rawTrailers)],
]) {
  defineLazily(
    name,
    function () {
      return (this[symbol] ??= make(this));
    },
    function (value) {
      this[symbol] = value;
    },
  );
}

const mostHeaders = 2000;

// maxHeadersCount of a server or a request: what is beyond it is not seen
function limited(message, raw) {
  const most = (message.req ?? message.socket?.server)?.maxHeadersCount ?? mostHeaders;
  return most > 0 && raw.length > most * 2 ? raw.slice(0, most * 2) : raw;
}

IncomingMessage.prototype._addHeaderLines = function (raw, count) {
  this[kRawHeaders] = raw.slice(0, count);
  if (this[kHeaders] !== undefined) collect(this[kRawHeaders], this.joinDuplicateHeaders, this[kHeaders]);
};
IncomingMessage.prototype._addHeaderLine = function (name, value, headers) {
  addField(headers, name, value, this.joinDuplicateHeaders);
};

/** More of the body. @returns {boolean} whether more may come */
export function pushBody(message, body) {
  if (message._dumped) return true;
  return message.push(new FastBuffer(body));
}

/** The message is whole. */
export function completeMessage(message, trailers) {
  message.complete = true;
  if (trailers) message[kTrailerFields] = trailers;
  if (message[kState] !== undefined && !message.readableEnded) message.push(null);
}

IncomingMessage.prototype.read = function (size) {
  // read(0) is how the stream itself asks for more
  if (size !== 0) this._consumed = true;
  return Readable.prototype.read.call(this, size);
};

IncomingMessage.prototype._read = function () {
  const { socket } = this;
  if (socket?.readable) readStart(this, socket);
};

function readStart(message, socket) {
  if (socket._paused && !message.complete && !socket[kHeld]) {
    socket._paused = false;
    const connection = socket[kConnection];
    connection?.resume();
    socket.resume();
  }
}

/** The stream's buffer is full: no more is read from the socket until somebody takes some. */
export function pauseSocket(message) {
  const { socket } = message;
  if (!socket || socket._paused) return;
  socket._paused = true;
  const connection = socket[kConnection];
  connection?.pause();
  socket.pause();
}

/**
 * Node message.setTimeout since v0.5.9.
 * @param {number} ms
 */
IncomingMessage.prototype.setTimeout = function (ms, callback) {
  if (callback) this.on('timeout', callback);
  const { socket } = this;
  socket.setTimeout(ms);
  // a server's connection tells its requests itself
  if (this.statusCode !== null && this[kTimeoutTold] === undefined) {
    this[kTimeoutTold] = () => this.emit('timeout');
    socket.on('timeout', this[kTimeoutTold]);
    const forget = () => socket.removeListener('timeout', this[kTimeoutTold]);
    this.once('close', forget);
  }
  return this;
};

IncomingMessage.prototype.destroy = function (error) {
  if (this[kState] === undefined && error === undefined && this.complete && this._events === undefined) {
    this[kDestroyedEarly] = true;
    if (!this.socket?._httpMessage?.finished) this.socket?.destroy();
    return this;
  }
  return Readable.prototype.destroy.call(this, error);
};

IncomingMessage.prototype._destroy = function (error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit('aborted');
  }
  // a message that is whole needs its socket no more: it may serve the next one
  if (this.socket && !this.socket.destroyed && this.aborted) this.socket.destroy(error);
  if (!error && this.req && !this.complete) error = reset();
  nextTick(destroyed, this, error, callback);
};

// An error that nobody listens for ends no program: that a message breaks off is nothing unusual.
function destroyed(message, error, callback) {
  callback(message.listenerCount('error') > 0 ? error : null);
}

function reset() {
  const error = new Error('aborted');
  error.code = 'ECONNRESET';
  return error;
}

/** Nobody wants the body: it is read away. */
IncomingMessage.prototype._dump = function () {
  if (this._dumped) return;
  this._dumped = true;
  if (this._events !== undefined) this.removeAllListeners('data');
  if (this[kState] === undefined && this.complete && this._events === undefined) {
    this[kBody] = undefined;
    return;
  }
  this.resume();
};

/** The answer has been given: a body that nobody has begun to read is read away. */
export function dumpUnread(message) {
  if (!message._consumed && (!message.complete || isWatched(message))) message._dump();
}

/** The connection has gone before the message was whole. */
export function abortMessage(message, error = reset()) {
  if (message.destroyed && message[kState] !== undefined) return;
  if (message.complete && message.readableEnded) return;
  message.destroy(error);
}
