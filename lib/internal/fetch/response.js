// Response of the Fetch Standard. Its headers are made when somebody asks for them: most answers of a server have a text and no more.
import { mixInBody, extractBody, teeBody } from './body.js';
import { Headers } from './headers.js';

const nullBodyStatus = new Set([101, 103, 204, 205, 304]);
const invalidReason = /[^\t\x20-\x7e\x80-\xff]/;

/** The Response that came over the network: `parts` are status, statusText, headers, body (a ReadableStream), type, url, redirected. */
export let receivedResponse;
/** What the server reads off a Response without going through its getters. */
export let partsOf;

/** Source: Fetch Standard, 5.5 "Response class". */
export class Response {
  #status = 200;
  #statusText = '';
  #headers = null; // Headers, once made
  #body = null;
  #text = undefined; // a body that is a string, the common case, without a Body
  #type = 'default';
  #url = '';
  #redirected = false;

  constructor(body = null, init = undefined) {
    if (typeof body === 'string') this.#text = body;
    else if (body !== null) this.#body = extractBody(body);
    if (init === undefined || init === null) return;
    const { headers, status, statusText } = init;
    if (status !== undefined) {
      const code = Number(status);
      if (!(code >= 200 && code <= 599))
        throw new RangeError(`init["status"] must be in the range of 200 to 599, inclusive.`);
      this.#status = code | 0;
    }
    if (statusText !== undefined) {
      const text = String(statusText);
      if (invalidReason.test(text)) throw new TypeError('Invalid statusText');
      this.#statusText = text;
    }
    // a copy now: the program may change its object later
    if (headers !== undefined) this.#headers = new Headers(headers);
    if (body !== null && nullBodyStatus.has(this.#status))
      throw new TypeError(`Response constructor: Invalid response status code ${this.#status}`);
  }

  static json(data, init = undefined) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const response = new Response(text, init);
    response.#defaultType('application/json');
    return response;
  }
  static error() {
    const response = new Response(null);
    response.#type = 'error';
    response.#status = 0;
    return response;
  }
  static redirect(url, status = 302) {
    const target = String(new URL(String(url)));
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { status, headers: { location: target } });
  }

  #contentType = null;
  #defaultType(type) {
    if (this.#headers === null) this.#contentType = type;
    else if (!this.#headers.has('content-type')) this.#headers.set('content-type', type);
  }

  get type() {
    return this.#type;
  }
  get url() {
    return this.#url;
  }
  get redirected() {
    return this.#redirected;
  }
  get status() {
    return this.#status;
  }
  get ok() {
    return this.#status >= 200 && this.#status <= 299;
  }
  get statusText() {
    return this.#statusText;
  }
  get headers() {
    if (this.#headers === null) this.#headers = new Headers();
    if (this.#contentType !== null) this.#headers.set('content-type', this.#contentType);
    else if (!this.#headers.has('content-type')) {
      const type = this.#text !== undefined ? textType : this.#body?.type;
      if (type && !this.#typed) this.#headers.set('content-type', type);
    }
    this.#contentType = null;
    this.#typed = true;
    return this.#headers;
  }
  #typed = false;

  #bodyOf() {
    if (this.#text !== undefined && this.#body === null) {
      this.#body = extractBody(this.#text);
      this.#text = undefined;
      void this.headers;
    }
    return this.#body;
  }

  clone() {
    if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
    const copy = new Response(null, {
      status: this.#status || 200,
      statusText: this.#statusText,
      headers: this.headers,
    });
    copy.#status = this.#status;
    copy.#type = this.#type;
    copy.#url = this.#url;
    copy.#redirected = this.#redirected;
    copy.#body = teeBody(this.#bodyOf());
    return copy;
  }

  get [Symbol.toStringTag]() {
    return 'Response';
  }

  static {
    receivedResponse = ({ status, statusText, headers, body, type, url, redirected }) => {
      const response = new Response(body);
      response.#status = status;
      response.#statusText = statusText;
      response.#headers = headers;
      response.#type = type;
      response.#url = url;
      response.#redirected = redirected;
      return response;
    };
    mixInBody(Response, (response) => response.#bodyOf());
    partsOf = (response, parts) => {
      parts.status = response.#status;
      parts.reason = response.#statusText;
      parts.text = response.#text;
      parts.body = response.#body;
      parts.length = response.#headers?.has('content-length') ?? false;
      if (response.#headers !== null) parts.fields = Headers.toText(response.headers);
      else if (response.#contentType !== null) parts.fields = `content-type: ${response.#contentType}\r\n`;
      else if (response.#text !== undefined) parts.fields = textField;
      else parts.fields = response.#body?.type ? `content-type: ${response.#body.type}\r\n` : '';
      return parts;
    };
  }
}

const textType = 'text/plain;charset=UTF-8';
const textField = `content-type: ${textType}\r\n`;

for (const name of ['type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', 'clone']) {
  Object.defineProperty(Response.prototype, name, { enumerable: true });
}
