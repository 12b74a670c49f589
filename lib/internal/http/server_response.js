// ServerResponse: the answer to a request. The common one, whole and with its length known, goes to the native connection in one call.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { validateObject } from '../validators.js';
import { checkName, hasInvalidCharacter, validateHeaderValue } from './fields.js';
import { OutgoingMessage } from './outgoing.js';
import { kFields } from './outgoing_fields.js';
import { STATUS_CODES } from './status.js';
import { answerWhole, kState } from './whole_answer.js';

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
  this.destroyed = true;
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
  if (statusCode < 100 || statusCode > 999)
    throw new codes.ERR_HTTP_INVALID_STATUS_CODE(load('util').format('%s', given));
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

const endInParts = OutgoingMessage.prototype.end;

/**
 * The answer is complete.
 * @param {string|Buffer|Uint8Array} [chunk]
 * Source: Node response.end since v0.1.90.
 */
proto.end = function (chunk, encoding, callback) {
  if (!answerWhole(this, chunk, encoding, callback)) endInParts.call(this, chunk, encoding, callback);
  return this;
};
