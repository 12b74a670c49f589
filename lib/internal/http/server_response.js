// ServerResponse: the answer to a request. The common one, whole and with its length known, goes to the native connection in one call.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateObject } from '../validators.js';
import { checkName, hasInvalidCharacter, validateHeaderValue } from './fields.js';
import { kEnded, kFields, OutgoingMessage } from './outgoing.js';
import { STATUS_CODES } from './status.js';

const { withClose, withDate, withKeepAlive, withLength, withoutBody } = binding('http').respondFlags;

export const kState = Symbol('serverConnection');

/**
 * @param {IncomingMessage} req
 * Source: Node class http.ServerResponse since v0.1.17.
 */
export function ServerResponse(req, options) {
  if (!(this instanceof ServerResponse)) return new ServerResponse(req, options);
  OutgoingMessage.call(this, options);
  this.req = req;
  this[kState] = null;
  if (req.method === 'HEAD') this._hasBody = false;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = /(?:^|\W)chunked(?:$|\W)/i.test(req.headers?.te);
    this.shouldKeepAlive = false;
  }
  if (options?.rejectNonStandardBodyWrites) this.rejectNonStandardBodyWrites = true;
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

const proto = ServerResponse.prototype;
Object.assign(proto, {
  statusCode: 200,
  statusMessage: undefined,
  sendDate: true,
  rejectNonStandardBodyWrites: false,
  _sent100: false,
  _expect_continue: false,
});

proto.assignSocket = function (socket) {
  if (socket._httpMessage) throw new codes.ERR_HTTP_SOCKET_ASSIGNED();
  socket._httpMessage = this;
  // a program that assigns a socket of its own has no server that would tell of its end
  if (this[kState] === null) {
    this._ownClose = () => {
      this.destroyed = true;
      this._emitClose();
    };
    socket.on('close', this._ownClose);
  }
  this.socket = socket;
  this.emit('socket', socket);
  this._flush();
};

proto.detachSocket = function (socket) {
  if (this._ownClose) socket.removeListener('close', this._ownClose);
  socket._httpMessage = null;
  this.socket = null;
};

proto._emitClose = function () {
  if (this._closed) return;
  this._closed = true;
  this.emit('close');
};

proto.writeContinue = function (callback) {
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'latin1', callback);
  this._sent100 = true;
};
proto.writeProcessing = function (callback) {
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'latin1', callback);
};

/** Node response.writeEarlyHints since v18.11.0. */
proto.writeEarlyHints = function (hints, callback) {
  validateObject(hints, 'hints');
  if (hints.link === null || hints.link === undefined) return;
  const links = Array.isArray(hints.link) ? hints.link : [hints.link];
  if (links.length === 0) return;
  const valid = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;
  for (const link of links) {
    if (typeof link !== 'string' || !link.split(/,\s*(?=<)/).every((part) => valid.test(part))) {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'hints',
        hints.link,
        'must be an array or string of format "</styles.css>; rel=preload; as=style"',
      );
    }
  }
  let head = `HTTP/1.1 103 Early Hints\r\nLink: ${links.join(', ')}\r\n`;
  for (const name of Object.keys(hints)) {
    if (name === 'link') continue;
    checkName(name);
    validateHeaderValue(name, hints[name]);
    head += `${name}: ${hints[name]}\r\n`;
  }
  this._writeRaw(`${head}\r\n`, 'latin1', callback);
};

proto._implicitHeader = function () {
  this.writeHead(this.statusCode);
};

/**
 * The start line and more fields; sent with the first part of the body.
 * @param {number} statusCode  100..999
 * @param {string} [reason]
 * @param {object|Array} [headers]
 * @throws ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_INVALID_CHAR
 * Source: Node response.writeHead since v0.1.30.
 */
proto.writeHead = function (statusCode, reason, headers) {
  if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('write');
  const given = statusCode;
  statusCode |= 0;
  if (statusCode < 100 || statusCode > 999) throw new codes.ERR_HTTP_INVALID_STATUS_CODE(given);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    this.statusMessage ||= STATUS_CODES[statusCode] || 'unknown';
    headers ??= reason;
  }
  this.statusCode = statusCode;
  if (headers && (this[kFields] !== null || !Array.isArray(headers))) {
    // fields that were set before stay unless they are given here again
    if (Array.isArray(headers)) {
      if (headers.length > 0 && Array.isArray(headers[0])) headers = headers.flat();
      if (headers.length % 2 !== 0) throw new codes.ERR_INVALID_ARG_VALUE('headers', headers);
      for (let i = 0; i < headers.length; i += 2) this.removeHeader(String(headers[i]));
      for (let i = 0; i < headers.length; i += 2) if (headers[i]) this.appendHeader(headers[i], headers[i + 1]);
    } else {
      for (const name of Object.keys(headers)) if (name) this.setHeader(name, headers[name]);
    }
    headers = this[kFields];
  } else if (!headers) {
    headers = this[kFields];
  }
  if (hasInvalidCharacter(this.statusMessage)) throw new codes.ERR_INVALID_CHAR('statusMessage');
  if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode <= 199)) this._hasBody = false;
  // what waits for 100 Continue and is refused sends a body that nobody reads
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  const fields = headers;
  this._storeHeader(`HTTP/1.1 ${statusCode} ${this.statusMessage}\r\n`, fields);
  return this;
};
proto.writeHeader = proto.writeHead;

const plainEnd = OutgoingMessage.prototype.end;

// Fields that decide how a message is framed: an answer with one of them is composed step by step.
const framing = new Set([
  'connection',
  'transfer-encoding',
  'trailer',
  'keep-alive',
  'expect',
  'date',
  'content-length',
]);

/**
 * The fields as text, or undefined if one of them decides about framing. The usual types are told here; the rest is
 * as it was when it was checked.
 */
function fieldText(fields) {
  let text = '';
  for (let i = 0; i < fields.length; i += 3) {
    if (framing.has(fields[i])) return undefined;
    const name = fields[i + 1];
    const value = fields[i + 2];
    if (Array.isArray(value)) for (const v of value) text += `${name}: ${v}\r\n`;
    else text += `${name}: ${value}\r\n`;
  }
  return text;
}

proto.end = function (chunk, encoding, callback) {
  const state = this[kState];
  if (
    state === null ||
    this._header !== null ||
    this.finished ||
    state.connection === null ||
    state.socket._httpMessage !== this ||
    this.outputData.length !== 0 ||
    state.mustCompose(this) ||
    (typeof chunk === 'string'
      ? typeof encoding === 'string' && encoding !== 'utf8' && encoding !== 'utf-8'
      : chunk !== undefined && !(chunk instanceof Uint8Array))
  ) {
    return plainEnd.call(this, chunk, encoding, callback);
  }
  const fields = this[kFields] === null ? '' : fieldText(this[kFields]);
  const status = this.statusCode;
  if (
    fields === undefined ||
    typeof status !== 'number' ||
    status < 200 ||
    status > 999 ||
    this._expect_continue ||
    this.strictContentLength
  ) {
    return plainEnd.call(this, chunk, encoding, callback);
  }
  let flags = this.sendDate ? withDate | withLength : withLength;
  const keep = this.shouldKeepAlive && !this._last;
  flags |= keep ? withKeepAlive : withClose;
  if (status === 204 || status === 304) {
    this._hasBody = false;
    flags = (flags & ~withLength) | withoutBody;
  } else if (!this._hasBody) {
    flags |= withoutBody;
    // a HEAD whose body was not given says nothing of its length
    if (chunk === undefined || chunk === '') flags &= ~withLength;
  }
  let reason = this.statusMessage;
  if (reason === undefined) {
    if (status !== 200) reason = STATUS_CODES[status] ?? 'unknown';
  } else if (hasInvalidCharacter(reason)) {
    return plainEnd.call(this, chunk, encoding, callback);
  }
  const more = state.connection.respond(status, reason, fields, chunk, flags, state.server.keepAliveSeconds);
  if (more === undefined) return plainEnd.call(this, chunk, encoding, callback);
  this._header = sentWhole;
  this._headerSent = true;
  this.finished = true;
  this.statusMessage ??= reason ?? 'OK';
  if (!keep) this._last = true;
  if (typeof encoding === 'function') callback = encoding;
  if (typeof callback === 'function') this.once('finish', callback);
  state.answered(this, more);
  return this;
};

// Stands for a head that only the native half has seen.
const sentWhole = 'HTTP/1.1';

/** Answers that ended in this batch: their events come once the code that ended them is through. */
const ended = [];

export function emitEnded(response) {
  if (ended.push(response) === 1) nextTick(flushEnded);
}

function flushEnded() {
  for (let i = 0; i < ended.length; i++) {
    const response = ended[i];
    if (response._events !== undefined) {
      response._emitFinish();
      response._emitClose();
    } else {
      response[kEnded] = true;
      response._closed = true;
    }
    response.destroyed = true;
    const { req } = response;
    if (req._events !== undefined || req._closeWanted) req._dump();
  }
  ended.length = 0;
}
