// Paths as file: URLs and back.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import path from '../../path.js';
import { keeping, percentEncode } from '../querystring/percent_encode.js';
import { validateString } from '../validators.js';
import querystring from '../../querystring.js';
import { URL, isURL } from './url.js';

const { domainToASCII, domainToUnicode } = binding('url');
const keptInPath = keeping("!$&'()*+,-./:;=@_");

/** The URL that was given, checked to be one of a file. */
function fileURL(value) {
  const url = typeof value === 'string' ? new URL(value) : value;
  if (!isURL(url)) throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], value);
  if (url.protocol !== 'file:') throw new codes.ERR_INVALID_URL_SCHEME('file');
  return url;
}

/** The path behind the host, escapes still in it; those of separators would turn one segment into two. */
function encodedPath(url, windows) {
  const { pathname } = url;
  if (windows) {
    if (/%2f|%5c/i.test(pathname))
      throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters', url);
    return pathname.replaceAll('/', '\\');
  }
  if (url.hostname !== '') throw new codes.ERR_INVALID_FILE_URL_HOST(process.platform);
  if (/%2f/i.test(pathname)) throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded / characters', url);
  return pathname;
}

/** The path without the slash before its drive. */
function withoutRoot(whole, url) {
  if (!/^\\[a-z]:/i.test(whole)) throw new codes.ERR_INVALID_FILE_URL_PATH('must be absolute', url);
  return whole.slice(1);
}

/**
 * Node url.fileURLToPath since v10.12.0.
 * @param {string | URL} value
 * @param {{windows?: boolean}} [options]  whether the path is one of Windows
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_URL, ERR_INVALID_URL_SCHEME, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH
 */
export function fileURLToPath(value, options = undefined) {
  const url = fileURL(value);
  const windows = options?.windows ?? false;
  const encoded = encodedPath(url, windows);
  const whole = encoded.includes('%') ? decodeURIComponent(encoded) : encoded;
  if (!windows) return whole;
  return url.hostname === '' ? withoutRoot(whole, url) : `\\\\${domainToUnicode(url.hostname)}${whole}`;
}

/**
 * As fileURLToPath, for paths that are no UTF-8: the bytes. Node url.fileURLToPathBuffer since v24.3.0.
 * @param {string | URL} value
 * @param {{windows?: boolean}} [options]
 * @returns {Buffer}
 */
export function fileURLToPathBuffer(value, options = undefined) {
  const url = fileURL(value);
  const windows = options?.windows ?? false;
  const encoded = encodedPath(url, windows);
  if (!windows) return querystring.unescapeBuffer(encoded);
  if (url.hostname !== '') {
    return Buffer.concat([Buffer.from(`\\\\${domainToUnicode(url.hostname)}`), querystring.unescapeBuffer(encoded)]);
  }
  return querystring.unescapeBuffer(withoutRoot(encoded, url));
}

function uncToFileURL(text) {
  const end = text.indexOf('\\', 2);
  if (end === -1) throw new codes.ERR_INVALID_ARG_VALUE('path', text, 'Missing UNC resource path');
  if (end === 2) throw new codes.ERR_INVALID_ARG_VALUE('path', text, 'Empty UNC servername');
  const rest = percentEncode(text.slice(end).replaceAll('\\', '/').toWellFormed(), keptInPath);
  return new URL(`file://${domainToASCII(text.slice(2, end))}${rest}`);
}

/**
 * Node url.pathToFileURL since v10.12.0.
 * @param {string} file  made absolute; a separator at its end stays
 * @param {{windows?: boolean}} [options]  whether the path is one of Windows
 * @returns {URL}
 * @throws ERR_INVALID_ARG_TYPE; ERR_INVALID_ARG_VALUE for \\server without a share
 */
export function pathToFileURL(file, options = undefined) {
  validateString(file, 'path');
  const windows = options?.windows ?? false;
  if (windows && file.startsWith('\\\\')) {
    if (/^\\\\\?\\unc\\/i.test(file)) return uncToFileURL(`\\\\${file.slice(8)}`);
    if (!/^\\\\\?\\[a-z]:\\/i.test(file)) return uncToFileURL(file);
    file = file.slice(4);
  }
  let resolved = windows ? path.win32.resolve(file) : path.posix.resolve(file);
  const separates = file.endsWith('/') || (windows && file.endsWith('\\'));
  if (separates && !resolved.endsWith(windows ? '\\' : '/')) resolved += '/';
  if (windows) resolved = resolved.replaceAll('\\', '/');
  if (resolved[0] !== '/') resolved = `/${resolved}`;
  return new URL(`file://${percentEncode(resolved.toWellFormed(), keptInPath)}`);
}
