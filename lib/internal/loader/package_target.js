// "exports" and "imports" of a package.json (Node: "Modules: Packages", "Resolution Algorithm Specification").
import { codes } from '../errors.js';
import { URL } from '../url/url.js';

const encoded = (letter) => {
  const hex = (text) => text.charCodeAt(0).toString(16);
  return `(?:${letter}|%${hex(letter)}|%${hex(letter.toUpperCase())})`;
};
const nodeModules = [...'node_modules'].map(encoded).join('');
/** A segment that leaves the package, or reaches into another one's: '.', '..', 'node_modules', percent-encoded or not. */
const FORBIDDEN_SEGMENT = new RegExp(`(?:^|[\\\\/])(?:(?:\\.|%2e){1,2}|${nodeModules})(?:[\\\\/]|$)`, 'i');
/** A slash at the end is a deprecation of its own. */
const EMPTY_SEGMENT = /^[\\/](?!$)|[\\/]{2}/;
/** What URL resolution leaves as it is. */
const PLAIN_TARGET = /^\.\/[A-Za-z0-9_\-./@+=,!$&'()*:;]+$/;

/**
 * Everything that one resolution hands down.
 * @typedef {object} Request
 * @property {Package} pkg
 * @property {boolean} isImports
 * @property {string} match      what was asked for: './subpath' or '#name'
 * @property {Set<string>} conditions
 * @property {string} [importer]  for messages; undefined for require() from outside
 * @property {string} [importerHref]
 * @property {Function} [resolvePackage]  (specifier, baseHref, conditions) -> href, for targets that name another package
 */

/**
 * PACKAGE_EXPORTS_RESOLVE.
 * @param {Package} pkg
 * @param {string} subpath  '.' or './x'
 * @param {Set<string>} conditions
 * @param {{ importer?: string, importerHref?: string }} [origin]  of the request, for messages
 * @returns {string} a file: URL; nothing says that the file exists
 * @throws ERR_PACKAGE_PATH_NOT_EXPORTED, ERR_INVALID_PACKAGE_TARGET, ERR_INVALID_PACKAGE_CONFIG, ERR_INVALID_MODULE_SPECIFIER
 */
export function resolveExports(pkg, subpath, conditions, { importer, importerHref } = {}) {
  const request = {
    pkg,
    isImports: false,
    match: subpath,
    conditions,
    importer,
    importerHref,
    resolvePackage: undefined,
  };
  const table = subpathTable(request, pkg.exports);
  const resolved = matchTable(request, table);
  if (resolved === null || resolved === undefined)
    throw new codes.ERR_PACKAGE_PATH_NOT_EXPORTED(pkg.path, subpath, importer);
  if (subpath.endsWith('/') && !Object.hasOwn(table, subpath)) warnTrailingSlash(request);
  return resolved;
}

/**
 * PACKAGE_IMPORTS_RESOLVE.
 * @param {string} specifier  starts with '#'
 * @param {Package | undefined} pkg  the importer's own
 * @param {Set<string>} conditions
 * @param {{ importer?: string, importerHref?: string, resolvePackage: Function }} origin
 * @returns {string} a URL
 * @throws ERR_PACKAGE_IMPORT_NOT_DEFINED, ERR_INVALID_PACKAGE_TARGET, ERR_INVALID_MODULE_SPECIFIER
 */
export function resolveImports(specifier, pkg, conditions, { importer, importerHref, resolvePackage }) {
  if (specifier === '#') {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid internal imports specifier name', importer);
  }
  const table = pkg?.imports;
  if (typeof table === 'object' && table !== null) {
    const request = { pkg, isImports: true, match: specifier, conditions, importer, importerHref, resolvePackage };
    const resolved = matchTable(request, table);
    if (resolved !== null && resolved !== undefined) return resolved;
  }
  throw new codes.ERR_PACKAGE_IMPORT_NOT_DEFINED(specifier, pkg?.path, importer);
}

/** "exports" may be short for { '.': exports }: a string, a list, or conditions instead of subpaths. */
function subpathTable(request, exports) {
  if (typeof exports === 'string' || Array.isArray(exports)) return { '.': exports };
  if (typeof exports !== 'object' || exports === null) return {};
  const keys = Object.keys(exports);
  const subpaths = keys.filter((key) => key.startsWith('.')).length;
  if (subpaths === 0) return keys.length === 0 ? {} : { '.': exports };
  if (subpaths !== keys.length) {
    throw new codes.ERR_INVALID_PACKAGE_CONFIG(
      request.pkg.path,
      request.importerHref,
      '"exports" cannot contain some keys starting with \'.\' and some not. The exports object must either be an ' +
        'object of package subpath keys or an object of main entry condition name keys only.',
    );
  }
  return exports;
}

/** PACKAGE_IMPORTS_EXPORTS_RESOLVE: the exact key, else the most specific pattern. */
function matchTable(request, table) {
  const { match } = request;
  if (Object.hasOwn(table, match) && !match.includes('*') && !match.endsWith('/')) {
    return resolveTarget(request, table[match], '', match, false);
  }
  let best;
  let bestSubpath;
  for (const key of Object.keys(table)) {
    const star = key.indexOf('*');
    if (star === -1 || !match.startsWith(key.slice(0, star))) continue;
    const trailer = key.slice(star + 1);
    if (match.length < key.length || !match.endsWith(trailer) || key.lastIndexOf('*') !== star) continue;
    if (best !== undefined && comparePatterns(best, key) <= 0) continue;
    best = key;
    bestSubpath = match.slice(star, match.length - trailer.length);
  }
  return best === undefined ? null : resolveTarget(request, table[best], bestSubpath, best, true);
}

/** PATTERN_KEY_COMPARE: the longer part before the star first, then the longer key. */
function comparePatterns(a, b) {
  const starA = a.indexOf('*');
  const starB = b.indexOf('*');
  return starB - starA || b.length - a.length;
}

/** PACKAGE_TARGET_RESOLVE. @returns {string | null | undefined} undefined: look further; null: excluded */
function resolveTarget(request, target, subpath, key, pattern) {
  if (typeof target === 'string') return resolveString(request, target, subpath, key, pattern);
  if (target === null) return null;
  if (Array.isArray(target)) return resolveList(request, target, subpath, key, pattern);
  if (typeof target === 'object') {
    const names = Object.keys(target);
    if (names.some((name) => /^(?:0|[1-9]\d{0,9})$/.test(name))) {
      throw new codes.ERR_INVALID_PACKAGE_CONFIG(
        request.pkg.path,
        request.importerHref,
        '"exports" cannot contain numeric property keys.',
      );
    }
    for (const name of names) {
      if (name !== 'default' && !request.conditions.has(name)) continue;
      const resolved = resolveTarget(request, target[name], subpath, key, pattern);
      if (resolved !== undefined) return resolved;
    }
    return undefined;
  }
  throw invalidTarget(request, key, target);
}

/** The first entry that is valid and applies; where none does, the last one's answer. */
function resolveList(request, list, subpath, key, pattern) {
  let failure = null;
  for (const item of list) {
    let resolved;
    try {
      resolved = resolveTarget(request, item, subpath, key, pattern);
    } catch (error) {
      if (error.code !== 'ERR_INVALID_PACKAGE_TARGET') throw error;
      failure = error;
      continue;
    }
    if (resolved === undefined) continue;
    if (resolved !== null) return resolved;
    failure = null;
  }
  if (failure !== null) throw failure;
  return list.length === 0 ? null : failure;
}

function resolveString(request, target, subpath, key, pattern) {
  const { pkg, isImports, conditions } = request;
  if (!target.startsWith('./')) {
    if (isImports && !target.startsWith('../') && !target.startsWith('/') && !URL.canParse(target)) {
      return request.resolvePackage(fill(target, subpath, pattern), pkg.href, conditions);
    }
    throw invalidTarget(request, key, target);
  }
  const inner = target.slice(2);
  if (FORBIDDEN_SEGMENT.test(inner)) throw invalidTarget(request, key, target);
  if (pattern && FORBIDDEN_SEGMENT.test(subpath)) throw invalidMatch(request, key);
  const filled = fill(target, subpath, pattern);
  const inTarget = EMPTY_SEGMENT.test(inner);
  if (inTarget || (pattern && EMPTY_SEGMENT.test(subpath))) warnEmptySegment(request, filled, key, pattern, inTarget);
  return PLAIN_TARGET.test(filled) ? pkg.href + filled.slice(2) : new URL(filled, pkg.href).href;
}

function fill(target, subpath, pattern) {
  return pattern ? target.replaceAll('*', () => subpath) : target;
}

function invalidTarget({ pkg, isImports, importer }, key, target) {
  return new codes.ERR_INVALID_PACKAGE_TARGET(pkg.path, key, target, isImports, importer);
}

function invalidMatch({ pkg, isImports, match, importer }, key) {
  return new codes.ERR_INVALID_MODULE_SPECIFIER(
    match,
    `request is not a valid match in pattern "${key}" for the "${isImports ? 'imports' : 'exports'}" resolution of ${pkg.path}`,
    importer,
  );
}

const inPackage = ({ isImports, pkg, importer }) =>
  `in the "${isImports ? 'imports' : 'exports'}" field module resolution of the package at ${pkg.path}` +
  (importer ? ` imported from ${importer}` : '');

function warnEmptySegment(request, target, key, pattern, inTarget) {
  if (process.noDeprecation) return;
  const kind = /[\\/]{2}/.test(inTarget ? target : request.match)
    ? 'double slash'
    : 'leading or trailing slash matching';
  process.emitWarning(
    `Use of deprecated ${kind} resolving "${target}" for module request "${request.match}" ` +
      `${pattern ? `matched to "${key}" ` : ''}${inPackage(request)}.`,
    'DeprecationWarning',
    'DEP0166',
  );
}

const warnedTrailingSlash = new Set();

function warnTrailingSlash(request) {
  const { pkg, match } = request;
  const id = `${pkg.path}|${match}`;
  if (process.noDeprecation || warnedTrailingSlash.has(id)) return;
  warnedTrailingSlash.add(id);
  process.emitWarning(
    `Use of deprecated trailing slash pattern mapping "${match}" ${inPackage(request)}. ` +
      'Mapping specifiers ending in "/" is no longer supported.',
    'DeprecationWarning',
    'DEP0155',
  );
}
