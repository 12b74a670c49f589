// What a reference means as seen from a URL: url.resolve and its kin, on the objects of the legacy API. Source: RFC 3986, section 5.2,
// and what programs came to know beside it: the host of a scheme without '//' counts as a first segment of the path.
import { validateString } from '../validators.js';
import { SLASHED, Url, parse } from './legacy.js';

/**
 * Resolves '.' and '..'.
 * @param {string} path
 * @param {boolean} rooted  whether '..' ends at the start; a path that is not rooted keeps those that lead out of it
 * @returns {string}
 */
function removeDots(path, rooted) {
  const segments = path.split('/');
  const out = [];
  let climbed = 0; // '..' at the start of out
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment === '..') {
      if (out.length > climbed && !(out.length === 1 && out[0] === '')) out.pop();
      else if (!rooted) {
        climbed = out.push('..');
        continue;
      }
    } else if (segment !== '.') {
      out.push(segment);
      continue;
    }
    if (i === segments.length - 1) out.push(''); // a folder
  }
  if (path[0] === '/' && out.length === 1) return '/';
  return out.join('/');
}

/** The base's path up to its last '/', then the reference's. */
const mergePaths = (base, reference) => base.slice(0, base.lastIndexOf('/') + 1) + reference;

const isOpaque = (url) => url.protocol && !SLASHED.has(url.protocol) && !url.slashes;

/** A URL without '//' as one text: what would be credentials and host is the beginning of its path. */
const opaqueText = (url) => `${url.auth ? `${url.auth}@` : ''}${url.host ?? ''}${url.pathname ?? ''}`;

function takeOpaqueText(url, text) {
  const slash = text.indexOf('/');
  const first = slash === -1 ? text : text.slice(0, slash);
  const at = first.indexOf('@');
  url.auth = at > 0 ? first.slice(0, at) : null;
  url.host = url.hostname = at > 0 ? first.slice(at + 1) : first;
  url.port = null;
  url.pathname = slash === -1 ? null : text.slice(slash);
}

function copyHost(to, from) {
  to.auth = from.auth;
  to.host = from.host;
  to.hostname = from.hostname;
  to.port = from.port;
}

function takeQuery(to, from) {
  to.search = from.search;
  to.query = from.query;
}

function finish(url) {
  url.path = url.pathname || url.search ? (url.pathname ?? '') + (url.search ?? '') : null;
  url.href = url.format();
  return url;
}

/** `reference` names another scheme. One without '//' is taken whole; for others the first segment of a path is the host if none is named. */
function resolveOtherScheme(url, reference) {
  if (!SLASHED.has(reference.protocol)) {
    Object.assign(url, reference);
    url.href = url.format();
    return url;
  }
  url.protocol = reference.protocol;
  url.slashes ||= reference.slashes;
  copyHost(url, reference);
  url.host ||= '';
  url.hostname ||= '';
  url.pathname = reference.pathname;
  takeQuery(url, reference);
  if (!reference.host && reference.protocol !== 'file:') {
    const [, host, rest] = /^\/*([^/]*)(.*)$/s.exec(reference.pathname ?? '');
    url.host = url.hostname = host;
    url.pathname = rest === '' ? '/' : rest;
  }
  return finish(url);
}

/** Node url.resolveObject, on a Url. @param {string | Url} relative @returns {Url} */
Url.prototype.resolveObject = function resolveObject(relative) {
  const reference = typeof relative === 'string' ? parse(relative, false, true) : relative;
  const url = Object.assign(new Url(), this);
  url.hash = reference.hash;
  if (reference.href === '') {
    url.href = url.format();
    return url;
  }

  if (reference.protocol && reference.protocol !== url.protocol) return resolveOtherScheme(url, reference);
  if (reference.slashes && !reference.protocol) {
    const { protocol } = url;
    Object.assign(url, reference, { protocol });
    if (SLASHED.has(protocol) && url.hostname && !url.pathname) url.pathname = '/';
    return finish(url);
  }

  if (isOpaque(url)) {
    const base = opaqueText(url);
    const text = opaqueText(reference);
    if (text !== '') takeOpaqueText(url, removeDots(text[0] === '/' ? text : mergePaths(base, text), true));
    if (text !== '' || reference.search) takeQuery(url, reference);
    return finish(url);
  }

  const path = reference.pathname ?? '';
  const base = url.pathname ?? '';
  if (path === '' && !reference.host) {
    if (reference.search) takeQuery(url, reference);
    return finish(url);
  }
  if (reference.host) {
    if (reference.host !== url.host) url.auth = null;
    copyHost(url, { ...reference, auth: reference.auth ?? url.auth });
    url.slashes ||= reference.slashes;
    url.pathname = path;
  } else if (path[0] === '/') {
    url.pathname = path;
  } else {
    url.pathname = mergePaths(base || (url.host ? '/' : ''), path);
  }
  const rooted = Boolean(url.host) || url.pathname[0] === '/';
  url.pathname = removeDots(url.pathname, rooted) || null;
  takeQuery(url, reference);
  return finish(url);
};

/** Node url.resolve, on a Url. @param {string} relative @returns {string} */
Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(relative).href;
};

/**
 * The reference `to` as seen from `from`. Node url.resolve since v0.1.25.
 * @param {string} from
 * @param {string} to
 * @returns {string}
 */
export function resolve(from, to) {
  if (!(to instanceof Url)) validateString(to, 'url');
  return parse(from, false, true).resolve(to);
}

/** As resolve, but gives a Url; `to` itself when there is no `from`. */
export function resolveObject(from, to) {
  return from ? parse(from, false, true).resolveObject(to) : to;
}
