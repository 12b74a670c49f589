// node:url
import { binding } from './internal/binding.js';
import { codes } from './internal/errors.js';
import { fileURLToPath, fileURLToPathBuffer, pathToFileURL } from './internal/url/file_url.js';
import { urlToHttpOptions } from './internal/url/http_options.js';
import { URLPattern } from './internal/url/pattern.js';
import { Url, parse as parseLegacy } from './internal/url/legacy.js';
import { resolve, resolveObject } from './internal/url/resolve.js';
import { URLSearchParams } from './internal/url/search_params.js';
import { URL, hrefOf } from './internal/url/url.js';
import { validateObject } from './internal/validators.js';

const native = binding('url');

/**
 * The domain in Punycode. Node url.domainToASCII since v7.4.0.
 * @param {string} domain
 * @returns {string}  '' when it is no valid one
 */
function domainToASCII(domain) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('domain');
  return native.domainToASCII(`${domain}`);
}

/** The domain with its Punycode decoded. Node url.domainToUnicode since v7.4.0. */
function domainToUnicode(domain) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('domain');
  return native.domainToUnicode(`${domain}`);
}

/**
 * Node url.parse since v0.1.25.
 * @param {string | Url} url
 * @param {boolean} [parseQueryString]  whether `query` becomes an object, of querystring.parse
 * @param {boolean} [slashesDenoteHost]  whether '//a/b' names the host a
 * @returns {Url}
 */
function parse(url, parseQueryString, slashesDenoteHost) {
  return parseLegacy(url, parseQueryString, slashesDenoteHost);
}

/**
 * The text of a URL. Node url.format since v0.1.25, for URL objects since v7.6.0.
 * @param {URL | Url | object | string} urlObject
 * @param {{auth?: boolean, fragment?: boolean, search?: boolean, unicode?: boolean}} [options]  for a URL: what is shown;
 *   unicode: the host is not in Punycode
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE
 */
function format(urlObject, options) {
  if (typeof urlObject === 'string') return parseLegacy(urlObject).format();
  if (typeof urlObject !== 'object' || urlObject === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  }
  const href = hrefOf(urlObject);
  if (href === undefined) return Url.prototype.format.call(urlObject);
  if (!options) return href;
  validateObject(options, 'options');
  const { fragment, unicode, search, auth } = options;
  return native.format(
    href,
    Boolean(fragment ?? true),
    Boolean(unicode),
    Boolean(search ?? true),
    Boolean(auth ?? true),
  );
}

export default {
  Url,
  parse,
  resolve,
  resolveObject,
  format,
  URL,
  URLPattern,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  fileURLToPathBuffer,
  urlToHttpOptions,
};
export { URL, URLSearchParams, fileURLToPath, pathToFileURL, urlToHttpOptions };
