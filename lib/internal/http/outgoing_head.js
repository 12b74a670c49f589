// The head of a message that goes out, composed of its fields and of what HTTP/1 wants besides; and its trailer.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { checkName, hasInvalidCharacter, validateHeaderValue } from './fields.js';
import { kFields } from './outgoing_fields.js';

const { dateField } = binding('http');

export const kUnique = Symbol('uniqueHeaders');

const closeToken = /(?:^|\W)close(?:$|\W)/i;
const chunkedToken = /(?:^|\W)chunked(?:$|\W)/i;

/** `uniqueHeaders` of options: names whose values go into one field. @returns {Set|null} */
export function uniqueNames(names) {
  return Array.isArray(names) && names.length > 0 ? new Set(names.map((name) => checkName(String(name)))) : null;
}

class HeadState {
  connection = false;
  contentLength = false;
  transferEncoding = false;
  date = false;
  expect = false;
  trailer = false;
  text = '';
}

function addToHead(message, state, lower, name, value) {
  if (value === undefined) throw new codes.ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (Array.isArray(value)) {
    // cookies of a client go in one line, as RFC 6265 wants it
    if (lower === 'cookie' || message[kUnique]?.has(lower)) {
      addToHead(message, state, lower, name, value.join('; '));
      return;
    }
    for (const v of value) addToHead(message, state, lower, name, v);
    return;
  }
  state.text += `${name}: ${value}\r\n`;
  switch (lower) {
    case 'connection':
      state.connection = true;
      message._removedConnection = false;
      if (closeToken.test(value)) message._last = true;
      else message.shouldKeepAlive = true;
      break;
    case 'transfer-encoding':
      state.transferEncoding = true;
      message._removedTE = false;
      if (chunkedToken.test(value)) message.chunkedEncoding = true;
      break;
    case 'content-length':
      state.contentLength = true;
      message._contentLength = Number(value);
      message._removedContLen = false;
      break;
    case 'date':
      state.date = true;
      break;
    case 'expect':
      state.expect = true;
      break;
    case 'trailer':
      state.trailer = true;
      break;
    case 'keep-alive':
      message._defaultKeepAlive = false;
      break;
    default:
  }
}

function addChecked(message, state, name, value) {
  const lower = checkName(name);
  if (Array.isArray(value)) for (const v of value) validateHeaderValue(name, v);
  else validateHeaderValue(name, value);
  addToHead(message, state, lower, name, value);
}

/** What OutgoingMessage does for its head. */
export const headMethods = {
  /** Composes the head of first line and fields; with what is missing, by the rules of HTTP/1. */
  _storeHeader(firstLine, headers) {
    const state = new HeadState();
    if (headers) {
      if (headers === this[kFields]) {
        for (let i = 0; i < headers.length; i += 3) addToHead(this, state, headers[i], headers[i + 1], headers[i + 2]);
      } else if (Array.isArray(headers)) {
        if (headers.length > 0 && Array.isArray(headers[0])) {
          for (const [name, value] of headers) addChecked(this, state, name, value);
        } else {
          if (headers.length % 2 !== 0) throw new codes.ERR_INVALID_ARG_VALUE('headers', headers);
          for (let i = 0; i < headers.length; i += 2) addChecked(this, state, headers[i], headers[i + 1]);
        }
      } else {
        for (const name in headers) if (Object.hasOwn(headers, name)) addChecked(this, state, name, headers[name]);
      }
    }
    let { text } = state;
    if (this.sendDate && !state.date) text += dateField();
    // 204 and 304 have no body: a chunked one would be read as the next message
    if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
      this.chunkedEncoding = false;
      this.shouldKeepAlive = false;
    }
    if (this._removedConnection) {
      // the program wants no Connection field: what the version says by itself is what holds
      this._last = this._last || !this.shouldKeepAlive;
    } else if (!state.connection) {
      const keep = this.shouldKeepAlive && (state.contentLength || this.useChunkedEncodingByDefault || this.agent);
      if (keep && this.maxRequestsOnConnectionReached) {
        text += 'Connection: close\r\n';
        this._last = true;
      } else if (keep) {
        text += 'Connection: keep-alive\r\n';
        if (this._keepAliveTimeout && this._defaultKeepAlive) {
          const seconds = Math.floor(this._keepAliveTimeout / 1000);
          const most = ~~this._maxRequestsPerSocket > 0 ? `, max=${this._maxRequestsPerSocket}` : '';
          text += `Keep-Alive: timeout=${seconds}${most}\r\n`;
        }
      } else {
        this._last = true;
        text += 'Connection: close\r\n';
      }
    }
    if (!state.contentLength && !state.transferEncoding) {
      if (!this._hasBody) {
        this.chunkedEncoding = false;
      } else if (!this.useChunkedEncodingByDefault) {
        this._last = true;
      } else if (!state.trailer && !this._removedContLen && typeof this._contentLength === 'number') {
        text += `Content-Length: ${this._contentLength}\r\n`;
      } else if (!this._removedTE) {
        text += 'Transfer-Encoding: chunked\r\n';
        this.chunkedEncoding = true;
      } else {
        this._last = true; // the end of the connection is the end of the body
      }
    }
    if (this.chunkedEncoding !== true && state.trailer) throw new codes.ERR_HTTP_TRAILER_INVALID();
    this._header = `${firstLine}${text}\r\n`;
    this._headerSent = false;
    // who waits for 100 Continue must have been asked at once
    if (state.expect) this._send('');
  },

  /** Node outgoingMessage.addTrailers since v0.3.0. */
  addTrailers(headers) {
    this._trailer = '';
    const entries = Array.isArray(headers) ? headers : Object.entries(headers);
    for (const [name, value] of entries) {
      checkName(name, 'Trailer name');
      const several = Array.isArray(value) && value.length > 1;
      const values = several && this[kUnique]?.has(name.toLowerCase()) ? [value.join('; ')] : several ? value : [value];
      for (const v of values) {
        if (hasInvalidCharacter(v)) throw new codes.ERR_INVALID_CHAR('trailer content', name);
        this._trailer += `${name}: ${v}\r\n`;
      }
    }
  },
};
