// Request of the Fetch Standard. One that came over a socket knows its method and path; all else is made at its first use.
import { isToken } from '../http/fields.js';
import { extractBody, mixInBody, teeBody } from './body.js';
import { Headers, kReceived } from './headers.js';

const normalized = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const kIncoming = Symbol('incoming');

/** A Request of what the parser found; `origin` is 'http://host' where the message names no host, `body` a Body or null. */
export const incomingRequest = (method, target, fields, origin, body) =>
  new Request(kIncoming, { method, target, fields, origin, body });
/** Aborts the signal of a request whose connection has gone. */
export let abortRequest;

/** Source: Fetch Standard, 5.4 "Request class". */
export class Request {
  #method;
  #url = null;
  #target = '';
  #origin = '';
  #headers = null;
  #fields = '';
  #body = null;
  #signal = null;
  #controller = null;
  #gone = false;
  #options = noOptions;

  constructor(input, init = undefined) {
    if (input === kIncoming) {
      this.#method = init.method;
      this.#target = init.target;
      this.#fields = init.fields;
      this.#origin = init.origin;
      this.#body = init.body;
      return;
    }
    const from = input instanceof Request ? input : null;
    init ??= {};
    if (from === null) {
      const url = new URL(String(input));
      if (url.username || url.password)
        throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
      this.#url = url.href;
    } else {
      this.#url = from.url;
    }
    const method = init.method === undefined ? (from?.method ?? 'GET') : String(init.method);
    if (!isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
    const upper = method.toUpperCase();
    if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK')
      throw new TypeError(`'${method}' HTTP method is unsupported.`);
    this.#method = normalized.has(upper) ? upper : method;
    this.#headers = new Headers(init.headers ?? from?.headers);
    this.#options = {
      mode: init.mode ?? from?.mode ?? 'cors',
      credentials: init.credentials ?? from?.credentials ?? 'same-origin',
      cache: init.cache ?? from?.cache ?? 'default',
      redirect: init.redirect ?? from?.redirect ?? 'follow',
      referrer: init.referrer ?? from?.referrer ?? 'about:client',
      referrerPolicy: init.referrerPolicy ?? from?.referrerPolicy ?? '',
      integrity: init.integrity ?? from?.integrity ?? '',
      keepalive: Boolean(init.keepalive ?? from?.keepalive ?? false),
      duplex: 'half',
    };
    const signal = init.signal === undefined ? from?.signal : init.signal;
    if (signal !== null && signal !== undefined) {
      const { AbortSignal } = globalThis;
      if (!(signal instanceof AbortSignal))
        throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
      this.#signal = AbortSignal.any([signal]);
    }
    const given = init.body;
    if (given !== null && given !== undefined) {
      if (this.#method === 'GET' || this.#method === 'HEAD')
        throw new TypeError('Request with GET/HEAD method cannot have body.');
      this.#body = extractBody(given);
      if (this.#body.stream !== null && this.#body.source === null && init.duplex !== 'half') {
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      }
      if (this.#body.type && !this.#headers.has('content-type')) this.#headers.set('content-type', this.#body.type);
    } else if (from !== null && from.#body !== null && init.body !== null) {
      if (from.bodyUsed)
        throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
      this.#body = from.#body;
      from.#body = Object.assign(teeBody(this.#body) ?? {}, { used: true });
    }
  }

  get method() {
    return this.#method;
  }
  get url() {
    if (this.#url === null) {
      const target = this.#target;
      if (target.startsWith('/')) {
        const host = this.headers.get('host');
        const text = (host ? `http://${host}` : this.#origin) + target;
        this.#url = URL.parse(text)?.href ?? this.#origin + target;
      } else {
        this.#url = URL.parse(target)?.href ?? `${this.#origin}/`;
      }
    }
    return this.#url;
  }
  get headers() {
    return (this.#headers ??= new Headers(kReceived, this.#fields));
  }
  get signal() {
    if (this.#signal === null) {
      this.#controller = new AbortController();
      this.#signal = this.#controller.signal;
      if (this.#gone) this.#controller.abort();
    }
    return this.#signal;
  }
  get destination() {
    return '';
  }
  get mode() {
    return this.#options.mode;
  }
  get credentials() {
    return this.#options.credentials;
  }
  get cache() {
    return this.#options.cache;
  }
  get redirect() {
    return this.#options.redirect;
  }
  get referrer() {
    return this.#options.referrer;
  }
  get referrerPolicy() {
    return this.#options.referrerPolicy;
  }
  get integrity() {
    return this.#options.integrity;
  }
  get keepalive() {
    return this.#options.keepalive;
  }
  get duplex() {
    return this.#options.duplex;
  }

  clone() {
    if (this.bodyUsed) throw new TypeError('unusable');
    const copy = new Request(this.url, { method: this.#method, headers: this.headers, signal: this.signal });
    copy.#options = this.#options;
    copy.#body = teeBody(this.#body);
    return copy;
  }

  get [Symbol.toStringTag]() {
    return 'Request';
  }

  static {
    mixInBody(Request, (request) => request.#body);
    abortRequest = (request) => {
      request.#gone = true;
      request.#controller?.abort();
    };
  }
}

const noOptions = {
  mode: 'cors',
  credentials: 'same-origin',
  cache: 'default',
  redirect: 'follow',
  referrer: 'about:client',
  referrerPolicy: '',
  integrity: '',
  keepalive: false,
  duplex: 'half',
};

for (const name of [
  'method',
  'url',
  'headers',
  'signal',
  'destination',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'referrer',
  'referrerPolicy',
  'integrity',
  'keepalive',
  'duplex',
  'clone',
]) {
  Object.defineProperty(Request.prototype, name, { enumerable: true });
}
