// Header fields: what may stand in one, and how received ones become `headers`.
import { codes } from '../errors.js';

const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const invalidValue = /[^\t\x20-\x7e\x80-\xff]/;

export const isToken = (text) => token.test(text);
export const hasInvalidCharacter = (value) => invalidValue.test(value);

// The same few names are set again and again: what was found valid is remembered, in lower case.
const known = new Map();
const mostKnown = 512;

/**
 * @param {string} name  a field name
 * @returns {string} it in lower case
 * @throws ERR_INVALID_HTTP_TOKEN
 */
export function checkName(name, label = 'Header name') {
  const lower = known.get(name);
  if (lower !== undefined) return lower;
  if (typeof name !== 'string' || name === '' || !token.test(name)) throw new codes.ERR_INVALID_HTTP_TOKEN(label, name);
  return remember(name);
}

function remember(name) {
  const lower = name.toLowerCase();
  if (known.size < mostKnown) known.set(name, lower);
  return lower;
}

/** @returns {string} a received name in lower case */
export const lowerCase = (name) => known.get(name) ?? (token.test(name) ? remember(name) : name.toLowerCase());

/** Node http.validateHeaderName since v14.3.0. */
export function validateHeaderName(name, label) {
  checkName(name, label || 'Header name');
}

/** Node http.validateHeaderValue since v14.3.0. @throws ERR_HTTP_INVALID_HEADER_VALUE, ERR_INVALID_CHAR */
export function validateHeaderValue(name, value) {
  if (value === undefined) throw new codes.ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (typeof value === 'number') return;
  if (invalidValue.test(value)) throw new codes.ERR_INVALID_CHAR('header content', name);
}

// Of these only the first one counts; all others are joined.
const single = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/**
 * Adds a received field to `headers` as Node documents for message.headers.
 * @param {boolean} join  all values of a name are joined with ', '
 */
export function addField(headers, name, value, join) {
  const key = lowerCase(name);
  const before = headers[key];
  if (before === undefined) {
    headers[key] = key === 'set-cookie' ? [value] : value;
  } else if (key === 'set-cookie') {
    before.push(value);
  } else if (join) {
    headers[key] = `${before}${key === 'cookie' ? '; ' : ', '}${value}`;
  } else if (!single.has(key)) {
    headers[key] = `${before}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
}
