import { kValidateObjectAllowObjects, validateObject } from '../validators.js';

/**
 * A URL as the options of http.request. Node url.urlToHttpOptions since v15.7.0.
 * @param {URL} url
 * @returns {object}  without prototype; with the URL's own properties
 * @throws ERR_INVALID_ARG_TYPE; URIError for credentials that are no UTF-8
 */
export function urlToHttpOptions(url) {
  validateObject(url, 'url', kValidateObjectAllowObjects);
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname?.[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}
