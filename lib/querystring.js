// node:querystring
import { Buffer } from './buffer.js';
import { decodeAscii, decodeBytes, hexDigit } from './internal/querystring/percent_decode.js';
import { keeping, percentEncode } from './internal/querystring/percent_encode.js';

const PERCENT = 37;
const PLUS = 43;

const kept = keeping("!'()*-._~");

/**
 * The bytes that a percent-encoded text stands for; what is no escape stays.
 * @param {string} text
 * @param {boolean} [decodeSpaces]  whether '+' is a space
 * @returns {Buffer}
 */
function unescapeBuffer(text, decodeSpaces) {
  return decodeBytes(Buffer.from(text, 'latin1'), decodeSpaces);
}

/**
 * Replaces percent-encoded bytes, read as UTF-8 where they are that. Node querystring.unescape since v0.1.25.
 * @param {string} text
 * @returns {string}
 */
function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(`${text}`).toString();
  }
}

/**
 * Percent-encodes all but letters, digits and !'()*-._~ . Node querystring.escape since v0.1.25.
 * @param {unknown} value  what is no string is made one
 * @returns {string}
 * @throws ERR_INVALID_URI when it ends within a surrogate pair; TypeError when it cannot become a string
 */
function escape(value) {
  return percentEncode(
    typeof value === 'string' ? value : typeof value === 'object' ? String(value) : `${value}`,
    kept,
  );
}

/** The text of a value of stringify's object; '' for what has none. */
function textOf(value) {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? `${value}` : '';
    case 'bigint':
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return '';
  }
}

/**
 * Node querystring.stringify since v0.1.25.
 * @param {object} object  keys and values: strings, finite numbers, bigints, booleans, arrays of them; others count as ''
 * @param {string} [separator='&']  between pairs
 * @param {string} [equals='=']  between key and value
 * @param {{encodeURIComponent?: (text: string) => string}} [options]
 * @returns {string}
 */
function stringify(object, separator, equals, options) {
  if (object === null || typeof object !== 'object') return '';
  separator ||= '&';
  equals ||= '=';
  let encode = querystring.escape;
  if (typeof options?.encodeURIComponent === 'function') encode = options.encodeURIComponent;
  const ours = encode === escape;

  let out = '';
  const keys = Object.keys(object);
  for (let i = 0; i < keys.length; i++) {
    const value = object[keys[i]];
    const key = (ours ? percentEncode(keys[i], kept) : encode(keys[i])) + equals;
    if (Array.isArray(value)) {
      for (let k = 0; k < value.length; k++) {
        if (out !== '') out += separator;
        out += key + encode(textOf(value[k]));
      }
    } else {
      if (out !== '') out += separator;
      const text = textOf(value);
      out += key + (ours ? percentEncode(text, kept) : encode(text));
    }
  }
  return out;
}

/** What a key or value holds that must be read: bits of read's `holds`. */
const HOLDS_PLUS = 1;
const HOLDS_ESCAPE = 2;

/**
 * The meaning of a key or value.
 * @param {string} text
 * @param {number} holds
 * @param {(text: string) => string} decode  ours gets what has an escape; a program's own every text that is not empty,
 *   with '+' as an escape; when it throws, the text is read as ours reads it
 * @returns {string}
 */
function read(text, holds, decode) {
  const ours = decode === unescape;
  if (ours) {
    if (holds === 0) return text;
    const plain = decodeAscii(text, true);
    if (plain !== undefined) return plain;
    return unescape(holds & HOLDS_PLUS ? text.replaceAll('+', ' ') : text);
  }
  if (holds & HOLDS_PLUS) text = text.replaceAll('+', '%20');
  if (text === '') return text;
  try {
    return decode(text);
  } catch {
    return unescapeBuffer(text).toString();
  }
}

function add(out, key, value) {
  const known = out[key];
  if (known === undefined) out[key] = value;
  else if (Array.isArray(known)) known.push(value);
  else out[key] = [known, value];
}

/**
 * Node querystring.parse since v0.1.25.
 * @param {string} text
 * @param {string} [separator='&']  between pairs
 * @param {string} [equals='=']  between key and value
 * @param {{maxKeys?: number, decodeURIComponent?: (text: string) => string}} [options]  maxKeys: how many pairs are
 *   read, 1000 unless told; 0 for all
 * @returns {Record<string, string | string[]>}  without prototype; an array where a key comes more than once
 */
function parse(text, separator, equals, options) {
  const out = { __proto__: null }; // any key may come from a peer
  if (typeof text !== 'string' || text.length === 0) return out;
  separator = separator ? `${separator}` : '&';
  equals = equals ? `${equals}` : '=';
  let left = 1000;
  if (typeof options?.maxKeys === 'number') left = options.maxKeys > 0 ? options.maxKeys : Infinity;
  let decode = querystring.unescape;
  if (typeof options?.decodeURIComponent === 'function') decode = options.decodeURIComponent;

  const { length } = text;
  const separatorCode = separator.charCodeAt(0);
  const equalsCode = equals.charCodeAt(0);
  let start = 0; // of the pair
  let split = equals === '' ? 0 : -1; // where the key ends, once that is known
  let keyHolds = 0;
  let holds = 0; // of what is being passed: the key, then the value
  for (let i = 0; i <= length && left > 0; i++) {
    const code = text.charCodeAt(i);
    if (i === length || (code === separatorCode && (separator.length === 1 || text.startsWith(separator, i)))) {
      if (i > start) {
        if (split === -1) add(out, read(text.slice(start, i), holds, decode), '');
        else
          add(
            out,
            read(text.slice(start, split), keyHolds, decode),
            read(text.slice(split + equals.length, i), holds, decode),
          );
      }
      left--;
      i += separator.length - 1;
      start = i + 1;
      split = equals === '' ? start : -1;
      holds = 0;
    } else if (code === equalsCode && split === -1 && (equals.length === 1 || text.startsWith(equals, i))) {
      split = i;
      i += equals.length - 1;
      keyHolds = holds;
      holds = 0;
    } else if (code === PLUS) {
      holds |= HOLDS_PLUS;
    } else if (code === PERCENT && hexDigit(text.charCodeAt(i + 1)) >= 0 && hexDigit(text.charCodeAt(i + 2)) >= 0) {
      holds |= HOLDS_ESCAPE;
    }
  }
  return out;
}

const querystring = { unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse };

export default querystring;
