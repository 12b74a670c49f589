// The URL API from before the URL Standard: url.parse, url.format, url.resolve. It takes more than URLs are, and gives back what
// programs written for it rely on, odd as it may be.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { keeping, percentEncode } from '../querystring/percent_encode.js';
import { validateString } from '../validators.js';
import querystring from '../../querystring.js';

const { toASCII } = binding('url');

/** Schemes that name a host behind '//', whose path is '/' where none is given. */
export const SLASHED = new Set(['http:', 'https:', 'ftp:', 'gopher:', 'file:', 'ws:', 'wss:']);
/** The scheme whose rest is a program: no host, nothing escaped. */
const SCRIPT = 'javascript:';

const PATH_ALONE = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;
const SCHEME = /^[a-z0-9.+-]+:/i;
const CREDENTIALS_AND_HOST = /^\/\/[^@/]+@[^@/]+/;
/** Where a host ends, beside the path's start. */
const NOT_IN_HOST = /[ "%';<>\\^`{|}]/;
const FORBIDDEN_IN_HOST = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const FORBIDDEN_IN_IPV6 = /[\0\t\n\r #%/<>?@\\^|]/;
const PORT = /:([0-9]*)$/;
const LONGEST_HOST = 255;

const keptInAuth = keeping("!'()*-._~:");
const ESCAPED = /[\t\n\r "'<>\\^`{|}]/g;
const escapeCharacter = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Without white space around; '\' is '/' before the query, as browsers have it. */
function tidy(url) {
  const text = url.replace(/^[\0-\x20\xa0\ufeff]+|[\0-\x20\xa0\ufeff]+$/g, '');
  const rest = text.search(/[?#]/);
  if (rest === -1) return text.replaceAll('\\', '/');
  return text.slice(0, rest).replaceAll('\\', '/') + text.slice(rest);
}

const isBracketed = (hostname) => hostname.startsWith('[') && hostname.endsWith(']');

/** Node url.Url: what url.parse gives. */
export function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

/** Fills search, query and path's ingredients from the text behind the host. */
function takeQuery(url, search, parseQueryString) {
  if (search !== '') {
    url.search = search;
    url.query = parseQueryString ? querystring.parse(search.slice(1)) : search.slice(1);
  } else if (parseQueryString) {
    url.query = { __proto__: null };
  }
}

/**
 * The host of what follows a scheme, into `url`.
 * @returns {string}  what is left
 */
function takeHost(url, rest, whole) {
  const written = /^[^/?#]*/.exec(rest)[0];
  const authority = written.replace(/[\t\n\r]/g, '');
  const at = authority.lastIndexOf('@');
  if (at !== -1) url.auth = decodeURIComponent(authority.slice(0, at));
  const named = authority.slice(at + 1);
  const end = named.search(NOT_IN_HOST);
  url.host = end === -1 ? named : named.slice(0, end);
  rest = (end === -1 ? '' : named.slice(end)) + rest.slice(written.length);
  url.parseHost();

  let hostname = url.hostname ?? '';
  const bracketed = isBracketed(hostname);
  if (!bracketed && hostname.includes(':')) throw new codes.ERR_INVALID_ARG_VALUE('url', 'Invalid port in url', whole);
  hostname = hostname.length > LONGEST_HOST ? '' : hostname.toLowerCase();
  if (hostname !== '') {
    if (!bracketed) hostname = toASCII(hostname);
    if (hostname === '' || (bracketed ? FORBIDDEN_IN_IPV6 : FORBIDDEN_IN_HOST).test(hostname))
      throw new codes.ERR_INVALID_URL(whole);
  }
  url.host = url.port ? `${hostname}:${url.port}` : hostname;
  url.hostname = bracketed ? hostname.slice(1, -1) : hostname;
  return bracketed && rest[0] !== '/' ? `/${rest}` : rest;
}

/** Splits `host` into `hostname` and `port`. */
Url.prototype.parseHost = function parseHost() {
  const match = PORT.exec(this.host);
  if (match !== null && match[1] !== '') this.port = match[1];
  const hostname = match === null ? this.host : this.host.slice(0, match.index);
  if (hostname !== '') this.hostname = hostname;
};

/**
 * Node url.parse, on a Url.
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_URL, ERR_INVALID_ARG_VALUE (the port); URIError for credentials that are no UTF-8
 */
Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  let rest = tidy(url);

  if (!slashesDenoteHost && !/^[^?]*@|#/.test(url)) {
    const simple = PATH_ALONE.exec(rest);
    if (simple !== null) {
      this.path = rest;
      this.href = rest;
      this.pathname = simple[1];
      takeQuery(this, simple[2] ?? '', parseQueryString);
      return this;
    }
  }

  const scheme = SCHEME.exec(rest)?.[0] ?? '';
  const protocol = scheme.toLowerCase();
  if (scheme !== '') {
    this.protocol = protocol;
    rest = rest.slice(scheme.length);
  }
  const mayHaveHost = protocol !== SCRIPT;
  let slashes = false;
  if ((slashesDenoteHost || scheme !== '' || CREDENTIALS_AND_HOST.test(rest)) && rest.startsWith('//') && mayHaveHost) {
    slashes = true;
    this.slashes = true;
    rest = rest.slice(2);
  }
  if (mayHaveHost && (slashes || (scheme !== '' && !SLASHED.has(protocol)))) rest = takeHost(this, rest, url);
  if (mayHaveHost) rest = rest.replace(ESCAPED, escapeCharacter);

  const hash = rest.indexOf('#');
  if (hash !== -1) {
    this.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  takeQuery(this, question === -1 ? '' : rest.slice(question), parseQueryString);
  const pathname = question === -1 ? rest : rest.slice(0, question);
  if (pathname !== '') this.pathname = pathname;
  else if (SLASHED.has(protocol) && this.hostname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname ?? '') + (this.search ?? '');
  this.href = this.format();
  return this;
};

/** The text of the parts. Node url.format for what is no URL object. */
Url.prototype.format = function format() {
  const auth = this.auth ? `${percentEncode(`${this.auth}`, keptInAuth)}@` : '';
  let protocol = this.protocol || '';
  if (protocol !== '' && !protocol.endsWith(':')) protocol += ':';

  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    const hostname = this.hostname.includes(':') && !isBracketed(this.hostname) ? `[${this.hostname}]` : this.hostname;
    host = auth + hostname + (this.port ? `:${this.port}` : '');
  }

  let pathname = (this.pathname || '').replace(/[?#]/g, escapeCharacter);
  if (this.slashes || SLASHED.has(protocol)) {
    if (this.slashes || host !== '') {
      if (pathname !== '' && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol === 'file:') {
      host = '//';
    }
  }

  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  let search = this.search || (query === '' ? '' : `?${query}`);
  search = search.replaceAll('#', '%23');
  if (search !== '' && search[0] !== '?') search = `?${search}`;
  let hash = this.hash || '';
  if (hash !== '' && hash[0] !== '#') hash = `#${hash}`;
  return protocol + host + pathname + search + hash;
};

/**
 * Node url.parse since v0.1.25.
 * @param {string | Url} url
 * @param {boolean} [parseQueryString]  whether `query` becomes an object, of querystring.parse
 * @param {boolean} [slashesDenoteHost]  whether '//a/b' names the host a
 * @returns {Url}
 */
export function parse(url, parseQueryString, slashesDenoteHost) {
  return url instanceof Url ? url : new Url().parse(url, parseQueryString, slashesDenoteHost);
}
