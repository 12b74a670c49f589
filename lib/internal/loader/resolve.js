//# allFunctionsCalledOnLoad
// ESM_RESOLVE: from the specifier of an import to a URL (Node: "Modules: ECMAScript modules", "Resolution Algorithm Specification").
import { codes } from '../errors.js';
import { builtinId, builtinUrl } from './builtin_modules.js';
import { displayName, hrefFromPath, pathFromHref } from './file_url.js';
import { FOLDER, locate } from './files.js';
import { isRelative } from './find_file.js';
import { keepsLinks } from './links.js';
import { reword } from './reword.js';
import { suggestion } from './suggestion.js';
import { folderOf, packageScope } from './package_json.js';
import { resolveImports } from './package_target.js';
import { resolvePackage } from './resolve_package.js';
import { URL } from '../url/url.js';

/** A relative specifier that a URL keeps as it is, behind a folder that it keeps, too. */
const PLAIN_RELATIVE = /^\.\/(?:[A-Za-z0-9_\-@+=,][A-Za-z0-9_\-.@+=,]*\/)*[A-Za-z0-9_\-@+=,][A-Za-z0-9_\-.@+=,]*$/;

/**
 * @param {string} specifier
 * @param {string} parentHref  URL of the importer
 * @param {Set<string>} conditions
 * @param {boolean} [isMain]
 * @returns {string} the URL of a file that exists, of a builtin ('node:fs'), or of another scheme
 * @throws ERR_MODULE_NOT_FOUND, ERR_UNSUPPORTED_DIR_IMPORT, ERR_INVALID_MODULE_SPECIFIER, ERR_UNSUPPORTED_RESOLVE_REQUEST and
 *   what packages say (package_target.js)
 */
export function resolveImport(specifier, parentHref, conditions, isMain = false) {
  const href = moduleUrl(specifier, parentHref, conditions);
  if (!href.startsWith('file:')) {
    if (href.startsWith('node:') && builtinId(href) === undefined) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(href);
    return href;
  }
  return existing(href, specifier, parentHref, isMain);
}

/** The specifier as a URL, whether or not there is anything. */
export function moduleUrl(specifier, parentHref, conditions) {
  if (specifier.charCodeAt(0) === 47 || isRelative(specifier)) {
    if (PLAIN_RELATIVE.test(specifier) && parentHref.startsWith('file:') && !/[?#]/.test(parentHref)) {
      return folderOf(parentHref) + specifier.slice(1);
    }
    try {
      return new URL(specifier, parentHref).href;
    } catch (cause) {
      throw unsupportedRequest(specifier, parentHref, cause);
    }
  }
  if (specifier.charCodeAt(0) === 35) return importsTarget(specifier, parentHref, conditions);
  const builtin = builtinId(specifier);
  if (builtin !== undefined) return builtinUrl(builtin);
  const url = URL.parse(specifier);
  if (url !== null) return url.href;
  if (!parentHref.startsWith('file:')) {
    let cause;
    try {
      void new URL(specifier);
    } catch (error) {
      cause = error;
    }
    throw unsupportedRequest(specifier, parentHref, cause);
  }
  return withSuggestion(specifier, parentHref, () => resolvePackage(specifier, parentHref, conditions));
}

function importsTarget(specifier, parentHref, conditions) {
  const importer = displayName(parentHref);
  const pkg = parentHref.startsWith('file:') ? packageScope(folderOf(pathFromHref(parentHref))) : undefined;
  return resolveImports(specifier, pkg, conditions, {
    importer,
    importerHref: parentHref,
    resolvePackage: (target, baseHref) => resolvePackage(target, baseHref, conditions),
  });
}

function unsupportedRequest(specifier, parentHref, cause) {
  const error = new codes.ERR_UNSUPPORTED_RESOLVE_REQUEST(specifier, parentHref);
  error.cause = cause;
  return error;
}

function withSuggestion(specifier, parentHref, find) {
  try {
    return find();
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') appendSuggestion(error, specifier, parentHref);
    throw error;
  }
}

/** Says what require() would have found: a missing extension, an index file. */
function appendSuggestion(error, specifier, parentHref) {
  const found = suggestion(specifier, parentHref);
  if (found === undefined) return;
  reword(error, `${error.message}\nDid you mean to import ${JSON.stringify(found)}?`);
}

/** The URL of a file that is there, with symbolic links resolved; query and fragment stay. */
function existing(href, specifier, parentHref, isMain) {
  if (/%2f|%5c/i.test(href)) rejectEncodedSlash(href, parentHref);
  let path;
  try {
    path = pathFromHref(href);
  } catch (error) {
    Object.assign(error, { input: href, module: parentHref });
    throw error;
  }
  const keepLinks = keepsLinks(isMain);
  const found = path.endsWith('/') ? FOLDER : locate(path, keepLinks);
  if (typeof found !== 'string' || found === FOLDER) {
    const importer = displayName(parentHref);
    const error = withUrl(
      found === FOLDER
        ? new codes.ERR_UNSUPPORTED_DIR_IMPORT(path, importer)
        : new codes.ERR_MODULE_NOT_FOUND(path, importer, 'module'),
      href,
    );
    if (parentHref !== undefined) appendSuggestion(error, specifier, parentHref);
    throw error;
  }
  // One file has one URL, however its name was escaped.
  if (found === path && (keepLinks || !href.includes('%'))) return href;
  const tail = /[?#].*$/s.exec(href);
  return hrefFromPath(found) + (tail === null ? '' : tail[0]);
}

function rejectEncodedSlash(href, parentHref) {
  const { pathname } = new URL(href);
  if (!/%2f|%5c/i.test(pathname)) return;
  throw new codes.ERR_INVALID_MODULE_SPECIFIER(
    pathname,
    'must not include encoded "/" or "\\" characters',
    displayName(parentHref),
  );
}

/** A property of its own even where a prototype has an accessor of that name. */
function withUrl(error, href) {
  return Object.defineProperty(error, 'url', { value: href, writable: true, enumerable: true, configurable: true });
}
