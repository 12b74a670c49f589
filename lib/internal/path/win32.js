import { load } from '../builtins.js';
import { validateString } from '../validators.js';
import { collapse, extensionStart, format, withoutSuffix } from './segments.js';

const SLASH = 47;
const BACKSLASH = 92;
const COLON = 58;

const isSeparator = (code) => code === SLASH || code === BACKSLASH;
const endsInSeparator = (path) => isSeparator(path.charCodeAt(path.length - 1));
const isLetter = (code) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const withBackslashes = (path) => path.replaceAll('/', '\\');

/** Names that Windows gives to devices in every folder; what follows their colon is a path to none of ours. */
const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[1-9\u00b9\u00b2\u00b3])(?=[:.])/i;
const reservedAt = (text) => RESERVED.exec(text)?.[0] ?? '';

/** \\server\share: two separators, a name, separators, a name. */
const SHARE = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/;

/**
 * The root of a path.
 * @param {string} path
 * @returns {{device: string, rooted: boolean, end: number}}  device: '', 'C:' or '\\server\share'; rooted: whether
 *   what follows starts at the device's root; end: where that begins
 */
function rootOf(path) {
  const first = path.charCodeAt(0);
  if (isSeparator(first)) {
    const share = SHARE.exec(path);
    if (share === null) return { device: '', rooted: true, end: 1 };
    const after = share[0].length;
    const end = isSeparator(path.charCodeAt(after)) ? after + 1 : after;
    return { device: `\\\\${share[1]}\\${share[2]}`, rooted: true, end };
  }
  if (!isLetter(first) || path.charCodeAt(1) !== COLON) return { device: '', rooted: false, end: 0 };
  const rooted = isSeparator(path.charCodeAt(2));
  return { device: path.slice(0, 2), rooted, end: rooted ? 3 : 2 };
}

/** As rootOf, but \\?\ and \\.\ are roots of their own: what follows them names no share. */
function volumeOf(path) {
  const root = rootOf(path);
  const namespace = root.device.slice(0, 4);
  if (namespace !== '\\\\?\\' && namespace !== '\\\\.\\') return root;
  const reserved = reservedAt(root.device.slice(4));
  if (reserved !== '' && root.device.charCodeAt(4 + reserved.length) === COLON) {
    return { device: `${namespace}${reserved}:`, rooted: true, end: root.end };
  }
  return { device: namespace.slice(0, 3), rooted: true, end: 4 };
}

function lastSeparator(path, from) {
  let at = from;
  while (at >= 0 && !isSeparator(path.charCodeAt(at))) at--;
  return at;
}

/** Where the last segment ends: before the separators at the path's end, but not before `start`. */
function lastSegmentEnd(path, start) {
  let end = path.length;
  while (end > start && isSeparator(path.charCodeAt(end - 1))) end--;
  return end;
}

/** A drive's own working directory, as cmd.exe leaves it in the environment, or the process's if that is on the drive. */
function directoryOf(device) {
  if (device === '') return process.cwd();
  const path = process.env[`=${device}`] || process.cwd();
  const elsewhere = path.slice(0, 2).toLowerCase() !== device.toLowerCase();
  return elsewhere && path.charCodeAt(2) === BACKSLASH ? `${device}\\` : path;
}

/**
 * The absolute path that the parts give, read from the right until device and root are known; the working directory
 * (of the device, if one is named) precedes. Node path.win32.resolve since v0.3.4.
 * @param {...string} parts
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE when a part is no string
 */
export function resolve(...parts) {
  let device = '';
  let tail = '';
  let rooted = false;
  const add = (path) => {
    const root = volumeOf(path);
    if (root.device !== '') {
      if (device === '') device = root.device;
      else if (device.toLowerCase() !== root.device.toLowerCase()) return; // on another device: does not matter
    }
    if (rooted) return;
    tail = `${path.slice(root.end)}\\${tail}`;
    rooted = root.rooted;
  };
  for (let i = parts.length - 1; i >= 0 && !(rooted && device !== ''); i--) {
    validateString(parts[i], `paths[${i}]`);
    if (parts[i].length > 0) add(parts[i]);
  }
  if (!rooted || device === '') add(directoryOf(device));
  const rest = collapse(withBackslashes(tail), rooted, '\\');
  return `${device}${rooted ? '\\' : ''}${rest}` || '.';
}

/**
 * The path with backslashes, without '.', '..' and doubled separators. What was no drive or device before does not
 * become one by that: such a path begins with '.\' then. Node path.win32.normalize since v0.1.6.
 * @param {string} path
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function normalize(path) {
  validateString(path, 'path');
  if (path.length === 0) return '.';
  let { device, rooted, end } = volumeOf(path);
  if (device === '' && !rooted) {
    const reserved = reservedAt(path);
    if (path.charCodeAt(reserved.length) === COLON && reserved !== '') {
      device = `.\\${path.slice(0, reserved.length + 1)}`;
      end = device.length - 2;
    }
  }
  let rest = collapse(withBackslashes(path.slice(end)), rooted, '\\');
  if (rest === '' && !rooted) rest = '.';
  if (rest !== '' && path.length > end && endsInSeparator(path)) rest += '\\';
  if (device !== '' || rooted) return `${device}${rooted ? '\\' : ''}${rest}`;
  const reserved = reservedAt(path);
  const couldNameDevice =
    /:(?:[\\/]|$)/.test(path) || /^[a-z]:/i.test(rest) || (reserved !== '' && path.length === reserved.length + 1);
  return couldNameDevice ? `.\\${rest}` : rest;
}

/** Whether the path begins at a root. Node path.win32.isAbsolute since v0.11.2. */
export function isAbsolute(path) {
  validateString(path, 'path');
  const first = path.charCodeAt(0);
  return isSeparator(first) || (isLetter(first) && path.charCodeAt(1) === COLON && isSeparator(path.charCodeAt(2)));
}

/** The parts with backslashes between, normalised; empty ones are left out. Node path.win32.join since v0.1.16. */
export function join(...parts) {
  let first;
  let path = '';
  for (const part of parts) {
    validateString(part, 'path');
    if (part.length === 0) continue;
    path = first === undefined ? part : `${path}\\${part}`;
    first ??= part;
  }
  if (first === undefined) return '.';

  // Two separators at the start mean a share only if the first part has just these two and a name after them.
  if (!/^[\\/]{2}[^\\/]/.test(first)) path = path.replace(/^[\\/]{2,}/, '\\');

  // Behind a device's colon a '..' would climb out of what precedes the device: such a path stays as it is.
  const namesDevice = path.split('\\').some((segment) => {
    const reserved = reservedAt(segment);
    return reserved !== '' && segment.charCodeAt(reserved.length) === COLON;
  });
  return namesDevice ? withBackslashes(path) : normalize(path);
}

/**
 * The way from one path to the other, both made absolute first; letters' case does not count. The other path itself
 * where no way leads to its device. Node path.win32.relative since v0.5.0.
 * @param {string} from
 * @param {string} to
 * @returns {string}  '' when they are the same
 */
export function relative(from, to) {
  validateString(from, 'from');
  validateString(to, 'to');
  if (from === to) return '';
  const start = resolve(from);
  const target = resolve(to);
  const segments = (path) => path.split('\\').filter((segment) => segment !== '');
  const away = segments(start);
  const towards = segments(target);
  let shared = 0;
  while (
    shared < away.length &&
    shared < towards.length &&
    away[shared].toLowerCase() === towards[shared].toLowerCase()
  )
    shared++;
  if (shared === 0) {
    const sameDevice = rootOf(start).device.toLowerCase() === rootOf(target).device.toLowerCase();
    if (!sameDevice || (away.length > 0 && towards.length > 0)) return target;
  }
  return [...away.slice(shared).fill('..'), ...towards.slice(shared)].join('\\');
}

/** The path with the prefix that lifts Windows's limit on its length. Node path.win32.toNamespacedPath since v9.0.0. */
export function toNamespacedPath(path) {
  if (typeof path !== 'string' || path.length === 0) return path;
  const absolute = resolve(path);
  if (absolute.length <= 2) return path;
  if (absolute.startsWith('\\\\')) {
    const mark = absolute[2];
    return mark === '?' || mark === '.' ? absolute : `\\\\?\\UNC\\${absolute.slice(2)}`;
  }
  return /^[a-z]:\\/i.test(absolute) ? `\\\\?\\${absolute}` : absolute;
}

/** What holds the last segment: '.' where nothing is before it. Node path.win32.dirname since v0.1.16. */
export function dirname(path) {
  validateString(path, 'path');
  if (path.length === 0) return '.';
  const { end: root } = rootOf(path);
  const end = lastSegmentEnd(path, root);
  const separator = lastSeparator(path, end - 1);
  if (separator < root) return path.slice(0, root) || '.';
  return path.slice(0, separator);
}

/** Where the last segment begins and ends; a drive is no part of it. */
function lastSegment(path) {
  const drive = isLetter(path.charCodeAt(0)) && path.charCodeAt(1) === COLON ? 2 : 0;
  const end = lastSegmentEnd(path, drive);
  return { start: Math.max(lastSeparator(path, end - 1) + 1, drive), end };
}

/**
 * The last segment, without `suffix` if it ends in it. Node path.win32.basename since v0.1.25.
 * @param {string} path
 * @param {string} [suffix]
 * @returns {string}
 */
export function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  const { start, end } = lastSegment(path);
  return withoutSuffix(path, start, end, suffix);
}

/** The last segment from its last dot on; '' when that is its first character. Node path.win32.extname since v0.1.25. */
export function extname(path) {
  validateString(path, 'path');
  const { start, end } = lastSegment(path);
  return path.slice(extensionStart(path, start, end), end);
}

/** Node path.win32.parse since v0.11.15. */
export function parse(path) {
  validateString(path, 'path');
  const { end: rootEnd } = rootOf(path);
  const end = lastSegmentEnd(path, rootEnd);
  const separator = lastSeparator(path, end - 1);
  const start = Math.max(separator + 1, rootEnd);
  const dot = extensionStart(path, start, end);
  return {
    root: path.slice(0, rootEnd),
    dir: path.slice(0, Math.max(separator, rootEnd)),
    base: path.slice(start, end),
    ext: path.slice(dot, end),
    name: path.slice(start, dot),
  };
}

/**
 * Whether the path matches a glob pattern. Node path.win32.matchesGlob since v22.5.0.
 * @param {string} path
 * @param {string} pattern
 * @returns {boolean}
 */
export function matchesGlob(path, pattern) {
  return load('internal/path/glob').matches(path, pattern, 'win32');
}

export default {
  resolve,
  normalize,
  isAbsolute,
  join,
  relative,
  toNamespacedPath,
  dirname,
  basename,
  extname,
  format: (parts) => format('\\', parts),
  parse,
  matchesGlob,
  sep: '\\',
  delimiter: ';',
};
