//# allFunctionsCalledOnLoad
import { validateObject } from '../validators.js';

// What both flavours of path share.

const DOT = 46;

/**
 * Resolves the `.` and `..` segments and doubled separators of what follows a path's root.
 * @param {string} path  uses `separator` alone
 * @param {boolean} rooted  whether a root precedes: then a leading `..` has nowhere to go and vanishes
 * @param {string} separator
 * @returns {string}  without separators at either end; '' when nothing is left
 */
export function collapse(path, rooted, separator) {
  const code = separator.charCodeAt(0);
  let out = '';
  let removable = 0; // how many of out's segments a following '..' takes back
  for (let start = 0; start < path.length; ) {
    let end = start;
    while (end < path.length && path.charCodeAt(end) !== code) end++;
    const length = end - start;
    if (length === 2 && path.charCodeAt(start) === DOT && path.charCodeAt(start + 1) === DOT) {
      if (removable > 0) {
        removable--;
        const last = out.lastIndexOf(separator);
        out = last === -1 ? '' : out.slice(0, last);
      } else if (!rooted) {
        out = out === '' ? '..' : `${out}${separator}..`;
      }
    } else if (length > 1 || (length === 1 && path.charCodeAt(start) !== DOT)) {
      const segment = path.slice(start, end);
      out = out === '' ? segment : out + separator + segment;
      removable++;
    }
    start = end + 1;
  }
  return out;
}

/**
 * Where the extension of the segment path[start..end) begins; `end` when it has none: no dot but a leading one, or '..'.
 * @param {string} path
 * @param {number} start
 * @param {number} end
 * @returns {number}
 */
export function extensionStart(path, start, end) {
  let dot = end - 1;
  while (dot > start && path.charCodeAt(dot) !== DOT) dot--;
  if (dot <= start) return end;
  if (dot === start + 1 && end === start + 2 && path.charCodeAt(start) === DOT) return end;
  return dot;
}

/**
 * The segment path[start..end) without `suffix`, where it ends in it and is more than it.
 * @param {string} path
 * @param {number} start
 * @param {number} end
 * @param {string | undefined} suffix
 * @returns {string}
 */
export function withoutSuffix(path, start, end, suffix) {
  const base = path.slice(start, end);
  if (suffix === undefined || suffix === '') return base;
  if (path === suffix) return '';
  return base.length > suffix.length && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

const dotted = (ext) => (ext ? (ext[0] === '.' ? ext : `.${ext}`) : '');

/**
 * The reverse of parse: `dir` goes before `root`, `base` before `name` and `ext`. Node path.format since v0.11.15.
 * @param {string} separator
 * @param {{root?: string, dir?: string, base?: string, name?: string, ext?: string}} parts
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE when parts is no object
 */
export function format(separator, parts) {
  validateObject(parts, 'pathObject');
  const dir = parts.dir || parts.root;
  const base = parts.base || `${parts.name || ''}${dotted(parts.ext)}`;
  if (!dir) return base;
  return dir === parts.root ? dir + base : dir + separator + base;
}
