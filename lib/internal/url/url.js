// The class URL. Source: URL Standard, section 6.1. The parser is native: it gives the serialisation and, in `layout`, where each
// component lies in it; components are cut out when they are asked for.
import { binding } from '../binding.js';
import { createObjectURL, revokeObjectURL } from '../blob.js';
import { codes } from '../errors.js';
import { URLSearchParams, refill, tie } from './search_params.js';

const native = binding('url');
const { absent, parts } = native;
const layout = new Int32Array(native.layoutSize);
const layoutBuffer = layout.buffer;

/** The third argument of `new URL`, ours alone: what is no URL gives an object without href. */
const kOrEmpty = Symbol('or empty');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** What the native parser knows of a URL, as `util.inspect` shows it among the hidden. */
class URLContext {
  constructor(href, numbers) {
    this.href = href;
    this.protocol_end = numbers[0];
    this.username_end = numbers[1];
    this.host_start = numbers[2];
    this.host_end = numbers[3];
    this.pathname_start = numbers[5];
    this.search_start = numbers[6];
    this.hash_start = numbers[7];
    this.port = numbers[4];
    this.scheme_type = numbers[8];
  }

  get hasPort() {
    return this.port !== absent;
  }

  get hasSearch() {
    return this.search_start !== absent;
  }

  get hasHash() {
    return this.hash_start !== absent;
  }
}

/** In the order in which util.inspect shows them. */
const shownNames = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
];

/**
 * The serialisation of a URL of this class; undefined for any other value.
 * @type {(value: unknown) => string | undefined}
 */
export let hrefOf;

/** Node url.URL since v7.0.0. */
export class URL {
  #href = '';
  #protocolEnd;
  #usernameEnd;
  #hostStart;
  #hostEnd;
  #port;
  #pathnameStart;
  #searchStart;
  #hashStart;
  #scheme;
  #searchParams;
  #searchChanged = false; // searchParams has what the query does not have yet

  /**
   * @param {string} input  absolute, or relative to `base`
   * @param {string} [base]
   * @throws ERR_INVALID_URL, ERR_MISSING_ARGS
   */
  constructor(input, base = undefined, kind = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    input = `${input}`;
    if (base !== undefined) base = `${base}`;
    const href = native.parse(layoutBuffer, input, base);
    if (href !== undefined) this.#take(href);
    else if (kind !== kOrEmpty) throw new codes.ERR_INVALID_URL(input, base);
  }

  /** Becomes the URL that the native parser has just read. */
  #take(href) {
    this.#href = href;
    this.#protocolEnd = layout[0];
    this.#usernameEnd = layout[1];
    this.#hostStart = layout[2];
    this.#hostEnd = layout[3];
    this.#port = layout[4];
    this.#pathnameStart = layout[5];
    this.#searchStart = layout[6];
    this.#hashStart = layout[7];
    this.#scheme = layout[8];
  }

  /** The serialisation with what searchParams was given since: one setter for any number of changes. */
  #current() {
    if (this.#searchChanged) {
      this.#searchChanged = false;
      URL.#assign(this, parts.search, this.#searchParams.toString());
    }
    return this.#href;
  }

  /** What the setters do. */
  static #assign(url, part, value) {
    if (url.#searchChanged) url.#current();
    const href = native.set(layoutBuffer, url.#href, part, value);
    if (href !== undefined) url.#take(href);
  }

  static #searchParamsChanged(url) {
    url.#searchChanged = true;
  }

  /** Fills searchParams anew after the query was set. */
  #refill() {
    if (this.#searchParams !== undefined) refill(this.#searchParams, this.#query().slice(1));
  }

  /** The query with its '?'; '' for none and for an empty one. */
  #query() {
    const start = this.#searchStart;
    if (start === absent) return '';
    const end = this.#hashStart === absent ? this.#href.length : this.#hashStart;
    return end - start > 1 ? this.#href.slice(start, end) : '';
  }

  /** Where the host begins: behind the '@' of the credentials. */
  #host() {
    const start = this.#hostStart;
    return this.#hostEnd > start && this.#href.charCodeAt(start) === 64 ? start + 1 : start;
  }

  static {
    hrefOf = (value) => (value !== null && typeof value === 'object' && #href in value ? value.#current() : undefined);
  }

  get href() {
    return this.#current();
  }

  /** @throws ERR_INVALID_URL */
  set href(value) {
    if (this.#href === undefined) return; // a look at the receiver before the value is converted
    value = `${value}`;
    const href = native.parse(layoutBuffer, value);
    if (href === undefined) throw new codes.ERR_INVALID_URL(value);
    this.#searchChanged = false;
    this.#take(href);
    this.#refill();
  }

  get origin() {
    const scheme = this.#href.slice(0, this.#protocolEnd);
    switch (scheme) {
      case 'http:':
      case 'https:':
      case 'ftp:':
      case 'ws:':
      case 'wss:':
        return `${scheme}//${this.#href.slice(this.#host(), this.#pathnameStart)}`;
      case 'blob:': {
        const inner = new URL(this.#href.slice(this.#pathnameStart), undefined, kOrEmpty);
        return inner.protocol === 'http:' || inner.protocol === 'https:' ? inner.origin : 'null';
      }
      default:
        return 'null';
    }
  }

  get protocol() {
    return this.#href.slice(0, this.#protocolEnd);
  }

  set protocol(value) {
    URL.#assign(this, parts.protocol, `${value}`);
  }

  get username() {
    const start = this.#protocolEnd + 2; // behind '//'
    return start < this.#usernameEnd ? this.#href.slice(start, this.#usernameEnd) : '';
  }

  set username(value) {
    URL.#assign(this, parts.username, `${value}`);
  }

  get password() {
    return this.#hostStart > this.#usernameEnd ? this.#href.slice(this.#usernameEnd + 1, this.#hostStart) : '';
  }

  set password(value) {
    URL.#assign(this, parts.password, `${value}`);
  }

  get host() {
    const end = this.#hostEnd; // of the name; '/.' may follow an empty one
    const start = this.#host();
    return start === end ? '' : this.#href.slice(start, this.#pathnameStart);
  }

  set host(value) {
    URL.#assign(this, parts.host, `${value}`);
  }

  get hostname() {
    const end = this.#hostEnd;
    return this.#href.slice(this.#host(), end);
  }

  set hostname(value) {
    URL.#assign(this, parts.hostname, `${value}`);
  }

  get port() {
    return this.#port === absent ? '' : `${this.#port}`;
  }

  set port(value) {
    URL.#assign(this, parts.port, `${value}`);
  }

  get pathname() {
    const end =
      this.#searchStart !== absent
        ? this.#searchStart
        : this.#hashStart !== absent
          ? this.#hashStart
          : this.#href.length;
    return this.#href.slice(this.#pathnameStart, end);
  }

  set pathname(value) {
    URL.#assign(this, parts.pathname, `${value}`);
  }

  get search() {
    if (this.#current() === '') return '';
    return this.#query();
  }

  set search(value) {
    URL.#assign(this, parts.search, `${value}`);
    this.#refill();
  }

  /** A view on the query: what is changed here is changed there. */
  get searchParams() {
    if (this.#searchParams === undefined) {
      this.#searchParams = new URLSearchParams(this.#query());
      tie(this.#searchParams, this, URL.#searchParamsChanged);
    }
    return this.#searchParams;
  }

  get hash() {
    const start = this.#hashStart;
    return start === absent || this.#href.length - start <= 1 ? '' : this.#href.slice(start);
  }

  set hash(value) {
    URL.#assign(this, parts.hash, `${value}`);
  }

  toString() {
    return this.#current();
  }

  toJSON() {
    return this.#current();
  }

  /** Whether `new URL(input, base)` would succeed. Node url.URL.canParse since v19.9.0. */
  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    return base === undefined ? native.canParse(`${input}`) : native.canParse(`${input}`, `${base}`);
  }

  /** As `new URL(input, base)`, but null where that would throw ERR_INVALID_URL. Node url.URL.parse since v22.1.0. */
  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    const url = new URL(input, base, kOrEmpty);
    return url.#href === '' ? null : url;
  }

  /** A URL under which this thread finds the Blob. Node url.URL.createObjectURL since v16.7.0. */
  static createObjectURL(blob) {
    return createObjectURL(blob);
  }

  /** Forgets such a URL. Node url.URL.revokeObjectURL since v16.7.0. */
  static revokeObjectURL(url) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    revokeObjectURL(url);
  }

  [customInspect](depth, options, inspect) {
    const href = this.#current();
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.fromEntries(shownNames.map((name) => [name, this[name]]));
    if (options.showHidden) shown[Symbol('context')] = new URLContext(href, this.#numbers());
    return `${this.constructor.name} ${inspect(shown, options)}`;
  }

  #numbers() {
    return [
      this.#protocolEnd,
      this.#usernameEnd,
      this.#hostStart,
      this.#hostEnd,
      this.#port,
      this.#pathnameStart,
      this.#searchStart,
      this.#hashStart,
      this.#scheme,
    ];
  }
}

const enumerable = { enumerable: true };

Object.defineProperties(URL.prototype, {
  ...Object.fromEntries(shownNames.map((name) => [name, enumerable])),
  toString: enumerable,
  toJSON: enumerable,
  [Symbol.toStringTag]: { configurable: true, value: 'URL' },
});
Object.defineProperties(URL, {
  canParse: enumerable,
  parse: enumerable,
  createObjectURL: enumerable,
  revokeObjectURL: enumerable,
});

/**
 * Whether a value is a URL, of this class or of another that looks alike (a polyfill's, another realm's).
 * @param {unknown} value
 * @returns {boolean}
 */
export function isURL(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}
