// The fields of a message that goes out, until its head is made of them.
import { codes } from '../errors.js';
import { validateString } from '../validators.js';
import { checkName, lowerCase, validateHeaderValue } from './fields.js';

export const kFields = Symbol('outgoingFields'); // [lower-case name, name, value, ...] or null

/** What OutgoingMessage does with them. */
export const fieldMethods = {
  _find(lower) {
    const fields = this[kFields];
    if (fields !== null) for (let i = 0; i < fields.length; i += 3) if (fields[i] === lower) return i;
    return -1;
  },

  /** Node outgoingMessage.setHeader since v0.4.0. */
  setHeader(name, value) {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('set');
    const lower = checkName(name);
    if (Array.isArray(value)) for (const v of value) validateHeaderValue(name, v);
    else validateHeaderValue(name, value);
    const fields = (this[kFields] ??= []);
    const at = this._find(lower);
    if (at < 0) fields.push(lower, name, value);
    else {
      fields[at + 1] = name;
      fields[at + 2] = value;
    }
    return this;
  },

  /** Node outgoingMessage.setHeaders since v19.6.0. @param {Headers|Map} headers */
  setHeaders(headers) {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
    }
    // a Headers object gives Set-Cookie once for each value: they belong together
    const cookies = [];
    for (const [name, value] of headers) {
      if (lowerCase(`${name}`) === 'set-cookie') cookies.push(...(Array.isArray(value) ? value : [value]));
      else this.setHeader(name, value);
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  },

  /** Node outgoingMessage.appendHeader since v18.3.0. */
  appendHeader(name, value) {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('append');
    const lower = checkName(name);
    if (Array.isArray(value)) for (const v of value) validateHeaderValue(name, v);
    else validateHeaderValue(name, value);
    const at = this._find(lower);
    const fields = (this[kFields] ??= []);
    if (at < 0) {
      fields.push(lower, name, value);
    } else {
      fields[at + 2] = [].concat(fields[at + 2], value);
    }
    return this;
  },

  getHeader(name) {
    validateString(name, 'name');
    const at = this._find(lowerCase(name));
    return at < 0 ? undefined : this[kFields][at + 2];
  },
  hasHeader(name) {
    validateString(name, 'name');
    return this._find(lowerCase(name)) >= 0;
  },
  getHeaderNames() {
    return (this[kFields] ?? []).filter((_, i) => i % 3 === 0);
  },
  getRawHeaderNames() {
    return (this[kFields] ?? []).filter((_, i) => i % 3 === 1);
  },
  getHeaders() {
    const headers = { __proto__: null };
    const fields = this[kFields] ?? [];
    for (let i = 0; i < fields.length; i += 3) headers[fields[i]] = fields[i + 2];
    return headers;
  },
  removeHeader(name) {
    validateString(name, 'name');
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('remove');
    const lower = lowerCase(name);
    if (lower === 'connection') this._removedConnection = true;
    else if (lower === 'content-length') this._removedContLen = true;
    else if (lower === 'transfer-encoding') this._removedTE = true;
    else if (lower === 'date') this.sendDate = false;
    const at = this._find(lower);
    if (at >= 0) this[kFields].splice(at, 3);
  },
  _renderHeaders() {
    if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
    const out = {};
    const fields = this[kFields] ?? [];
    for (let i = 0; i < fields.length; i += 3) out[fields[i + 1]] = fields[i + 2];
    return out;
  },
};
