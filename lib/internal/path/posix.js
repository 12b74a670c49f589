//# allFunctionsCalledOnLoad
import { load } from '../builtins.js';
import { validateString } from '../validators.js';
import { collapse, extensionStart, format, withoutSuffix } from './segments.js';

const SLASH = 47;
const DOT = 46;

/** No empty, '.' or '..' segment, so that only a slash at the end can be too much. Dot files are taken for suspects. */
const isPlain = (path) => path.charCodeAt(0) !== DOT && !path.includes('/.') && !path.includes('//');

/** Where the last segment ends: before the slashes at the path's end, a path of slashes alone counting as '/'. */
function lastSegmentEnd(path) {
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === SLASH) end--;
  return end;
}

/** The last slash before `end`, or -1. A loop, because last segments are short and a call of lastIndexOf is not. */
function slashBefore(path, end) {
  let at = end - 1;
  while (at >= 0 && path.charCodeAt(at) !== SLASH) at--;
  return at;
}

/** What precedes the slash before the last segment; '' when there is none, '/' for what lies in the root. */
function parentOf(path, slash) {
  if (slash === -1) return '';
  return slash === 0 ? '/' : path.slice(0, slash);
}

/**
 * The absolute path that the parts give, read from the right until one is absolute; the working directory precedes.
 * Node path.resolve since v0.3.4.
 * @param {...string} parts
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE when a part is no string
 */
export function resolve(...parts) {
  let path = '';
  let rooted = false;
  for (let i = parts.length - 1; i >= 0 && !rooted; i--) {
    const part = parts[i];
    validateString(part, `paths[${i}]`);
    if (part.length === 0) continue;
    path = path === '' ? part : `${part}/${path}`;
    rooted = part.charCodeAt(0) === SLASH;
  }
  if (!rooted) {
    const directory = process.cwd();
    path = path === '' ? directory : `${directory}/${path}`;
    rooted = directory.charCodeAt(0) === SLASH;
  }
  if (rooted && isPlain(path)) return path.slice(0, lastSegmentEnd(path));
  const rest = collapse(path, rooted, '/');
  return rooted ? `/${rest}` : rest || '.';
}

/**
 * The path without '.', '..' and doubled slashes. Node path.normalize since v0.1.6.
 * @param {string} path
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function normalize(path) {
  validateString(path, 'path');
  if (path.length === 0) return '.';
  if (isPlain(path)) return path;
  const rooted = path.charCodeAt(0) === SLASH;
  const directory = path.charCodeAt(path.length - 1) === SLASH;
  const rest = collapse(path, rooted, '/');
  if (rest === '') return rooted ? '/' : directory ? './' : '.';
  return `${rooted ? '/' : ''}${rest}${directory ? '/' : ''}`;
}

/** Whether the path begins at the root. Node path.isAbsolute since v0.11.2. */
export function isAbsolute(path) {
  validateString(path, 'path');
  return path.charCodeAt(0) === SLASH;
}

/** The parts with slashes between, normalised; empty ones are left out. Node path.join since v0.1.16. */
export function join(...parts) {
  let path = '';
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    validateString(part, 'path');
    if (part.length > 0) path = path === '' ? part : `${path}/${part}`;
  }
  return normalize(path);
}

/**
 * The way from one path to the other, both made absolute first. Node path.relative since v0.5.0.
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
  if (start === target) return '';

  // Both count as ending in a slash here, so that '/a' is seen to hold '/a/b' and not '/ab'.
  const shorter = Math.min(start.length, target.length);
  let shared = 0; // past the last slash up to which both are the same
  let i = 0;
  for (; i < shorter && start.charCodeAt(i) === target.charCodeAt(i); i++) {
    if (start.charCodeAt(i) === SLASH) shared = i + 1;
  }
  if (i === shorter) {
    const longer = start.length > target.length ? start : target;
    if (longer.charCodeAt(i) === SLASH) shared = i + 1;
  }

  let way = '';
  if (shared < start.length) {
    way = '..';
    for (let at = start.indexOf('/', shared); at !== -1; at = start.indexOf('/', at + 1)) way += '/..';
  }
  if (shared >= target.length) return way;
  const rest = target.slice(shared);
  return way === '' ? rest : `${way}/${rest}`;
}

/** The path itself: a namespace is Windows's alone. Node path.toNamespacedPath since v9.0.0. */
export function toNamespacedPath(path) {
  return path;
}

/** What holds the last segment: '.' where nothing is before it. Node path.dirname since v0.1.16. */
export function dirname(path) {
  validateString(path, 'path');
  if (path.length === 0) return '.';
  const slash = slashBefore(path, lastSegmentEnd(path));
  if (slash === 1 && path.charCodeAt(0) === SLASH) return '//';
  return parentOf(path, slash) || '.';
}

/**
 * The last segment, without `suffix` if it ends in it. Node path.basename since v0.1.25.
 * @param {string} path
 * @param {string} [suffix]
 * @returns {string}
 */
export function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  const end = lastSegmentEnd(path);
  const start = slashBefore(path, end) + 1;
  return withoutSuffix(path, start, end, suffix);
}

/** The last segment from its last dot on; '' when that is its first character. Node path.extname since v0.1.25. */
export function extname(path) {
  validateString(path, 'path');
  const end = lastSegmentEnd(path);
  const start = slashBefore(path, end) + 1;
  return path.slice(extensionStart(path, start, end), end);
}

/** Node path.parse since v0.11.15. */
export function parse(path) {
  validateString(path, 'path');
  const end = lastSegmentEnd(path);
  const slash = slashBefore(path, end);
  const dot = extensionStart(path, slash + 1, end);
  return {
    root: path.charCodeAt(0) === SLASH ? '/' : '',
    dir: parentOf(path, slash),
    base: path.slice(slash + 1, end),
    ext: path.slice(dot, end),
    name: path.slice(slash + 1, dot),
  };
}

/**
 * Whether the path matches a glob pattern. Node path.matchesGlob since v22.5.0.
 * @param {string} path
 * @param {string} pattern
 * @returns {boolean}
 */
export function matchesGlob(path, pattern) {
  return load('internal/path/glob').matches(path, pattern, 'linux');
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
  format: (parts) => format('/', parts),
  parse,
  matchesGlob,
  sep: '/',
  delimiter: ':',
};
