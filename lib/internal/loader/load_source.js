//# allFunctionsCalledOnLoad
// The default load step: from a URL to a format and the source.
import { codes } from '../errors.js';
import { load as loadBuiltin } from '../builtins.js';
import { checkAttributeKeys, checkAttributes } from './attributes.js';
import { pathFromHref } from './file_url.js';
import { readSource } from './files.js';
import { options } from '../options.js';
import { extensionOf, formatHint, importFormat, parseDataUrl } from './format.js';

/** Formats whose source is bytes. */
const isBinary = (format) => format === 'wasm';

/**
 * @param {string} href
 * @param {object} attributes  of the import
 * @param {string} [format]  what the resolve step said
 * @returns {{ format: string | null, source: string | Uint8Array | null }} format null: by the syntax of the source
 * @throws ERR_UNKNOWN_FILE_EXTENSION, ERR_UNKNOWN_MODULE_FORMAT, ERR_UNSUPPORTED_ESM_URL_SCHEME, ERR_IMPORT_ATTRIBUTE_*, and what reading does
 */
export function loadSource(href, attributes, format) {
  checkAttributeKeys(href, attributes);
  if (attributes.type === 'text' && options['experimental-import-text']) {
    const source = textAt(href);
    if (source !== undefined) return { format: 'text', source };
  }
  if (href.startsWith('file:')) return loadFile(href, attributes, format);
  if (href.startsWith('node:') || href.startsWith('rondo:')) {
    checkAttributes(href, 'builtin', attributes);
    return { format: 'builtin', source: null };
  }
  if (href.startsWith('data:')) return loadData(href, attributes, format);
  const protocol = href.slice(0, href.indexOf(':') + 1);
  const web = protocol === 'http:' || protocol === 'https:';
  throw new codes.ERR_UNSUPPORTED_ESM_URL_SCHEME(protocol, web ? 'file and data' : 'file, data, and node');
}

/** What lies at a URL, whatever it is; undefined where nothing does. A byte order mark is no part of a text. */
function textAt(href) {
  let bytes;
  if (href.startsWith('file:')) bytes = loadBuiltin('fs').readFileSync(pathFromHref(href));
  else if (href.startsWith('data:')) bytes = dataBytes(parseDataUrl(href));
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function dataBytes({ base64, body }) {
  return loadBuiltin('buffer').Buffer.from(decodeURIComponent(body), base64 ? 'base64' : 'utf8');
}

function loadFile(href, attributes, hint) {
  const path = pathFromHref(href);
  let format = hint ?? importFormat(path);
  if (hint === 'module' && extensionOf(path) === '') format = importFormat(path);
  if (format === 'extensionless' || (format === null && extensionOf(path) === '')) {
    const bytes = loadBuiltin('fs').readFileSync(path);
    const isWasm = bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
    if (isWasm) format = 'wasm';
    else if (format !== null) format = 'module';
    checkAttributes(href, format, attributes);
    return { format, source: isWasm ? bytes : bytes.toString() };
  }
  checkAttributes(href, format, attributes);
  return { format, source: isBinary(format) ? loadBuiltin('fs').readFileSync(path) : readSource(path) };
}

function loadData(href, attributes, hint) {
  const { type, base64, body } = parseDataUrl(href);
  const format = hint ?? formatHint(href);
  if (format === null) throw new codes.ERR_UNKNOWN_MODULE_FORMAT(type, href);
  checkAttributes(href, format, attributes);
  if (!base64 && !isBinary(format)) return { format, source: decodeURIComponent(body) };
  const bytes = dataBytes({ base64, body });
  return { format, source: isBinary(format) ? bytes : bytes.toString() };
}
