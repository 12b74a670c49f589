//# allFunctionsCalledOnLoad
// From a request of require() to a file: LOAD_AS_FILE, LOAD_AS_DIRECTORY, LOAD_NODE_MODULES (Node: "Modules: CommonJS modules").
import { resolve as resolvePath } from '../path/posix.js';
import { codes } from '../errors.js';
import { URL } from '../url/url.js';
import { requireConditions } from './conditions.js';
import { displayName, hrefFromPath, pathFromHref } from './file_url.js';
import { FOLDER, locate, stat } from './files.js';
import { keepsLinks } from './links.js';
import { folderOf, packageScope, readPackage } from './package_json.js';
import { resolveExports, resolveImports } from './package_target.js';
import { resolvePackage } from './resolve_package.js';

/** `require('./x/')` and `require('..')` name folders only. */
const NAMES_FOLDER = /(?:^|\/)\.{0,2}$/;

/** A bare request, split into the package's name and '.' or './subpath'. */
const PACKAGE_REQUEST = /^((?:@[^/\\%]+\/)?[^./\\%][^/\\%]*)(\/.*)?$/;

/** @returns {boolean} whether `request` starts with './' or '../', or is '.' or '..' */
export function isRelative(request) {
  if (request.charCodeAt(0) !== 46) return false;
  const second = request.charCodeAt(1);
  if (request.length === 1 || second === 47) return true;
  return second === 46 && (request.length === 2 || request.charCodeAt(2) === 47);
}

function tryFile(path, isMain) {
  const found = locate(path, keepsLinks(isMain));
  return typeof found === 'string' ? found : undefined;
}

function tryExtensions(base, extensions, isMain) {
  for (let i = 0; i < extensions.length; i++) {
    const found = tryFile(base + extensions[i], isMain);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** LOAD_AS_DIRECTORY: what "main" names, else an index file. */
function tryFolder(dir, request, extensions, isMain) {
  const pkg = readPackage(`${dir}/package.json`);
  const main = pkg?.main;
  const index = resolvePath(dir, 'index');
  if (!main) return tryExtensions(index, extensions, isMain);
  const target = resolvePath(dir, main);
  let found =
    tryFile(target, isMain) ??
    tryExtensions(target, extensions, isMain) ??
    tryExtensions(resolvePath(target, 'index'), extensions, isMain);
  if (found !== undefined) return found;
  found = tryExtensions(index, extensions, isMain);
  if (found === undefined) {
    const error = new Error(
      `Cannot find module '${target}'. Please verify that the package.json has a valid "main" entry`,
    );
    error.code = 'MODULE_NOT_FOUND';
    error.path = pkg.path;
    error.requestPath = request;
    throw error;
  }
  process.emitWarning(
    `Invalid 'main' field in '${pkg.path}' of '${main}'. Please either fix that or report it to the module author`,
    'DeprecationWarning',
    'DEP0128',
  );
  return found;
}

/** RESOLVE_ESM_MATCH: "exports" and "imports" name files exactly. */
function existingTarget(href, packageDir) {
  if (/%2f|%5c/i.test(href)) {
    throw new codes.ERR_INVALID_MODULE_SPECIFIER(
      new URL(href).pathname,
      'must not include encoded "/" or "\\" characters',
      packageDir,
    );
  }
  if (!href.startsWith('file:')) return href;
  const path = pathFromHref(href);
  const found = tryFile(path, false);
  if (found !== undefined) return found;
  const error = new Error(`Cannot find module '${path}'`);
  error.code = 'MODULE_NOT_FOUND';
  error.path = packageDir;
  throw error;
}

/** LOAD_PACKAGE_EXPORTS: of a package in `folder`, a node_modules folder; undefined where it has no "exports". */
function findByExports(folder, request, conditions) {
  const parts = PACKAGE_REQUEST.exec(request);
  if (parts === null) return undefined;
  const pkg = readPackage(`${resolvePath(folder, parts[1])}/package.json`);
  if (pkg === undefined || !pkg.hasExports) return undefined;
  return existingTarget(resolveExports(pkg, `.${parts[2] ?? ''}`, conditions), pkg.dir);
}

/**
 * LOAD_PACKAGE_SELF: a package may require itself by its name.
 * @param {string} filename  of the requiring file
 * @param {string} request
 * @param {Set<string>} [conditions]
 * @returns {string | undefined}
 */
export function findSelf(filename, request, conditions = requireConditions()) {
  const pkg = packageScope(folderOf(filename));
  if (pkg === undefined || !pkg.hasExports || pkg.name === undefined) return undefined;
  if (request !== pkg.name && !request.startsWith(`${pkg.name}/`)) return undefined;
  return existingTarget(
    resolveExports(pkg, `.${request.slice(pkg.name.length)}`, conditions, { importer: filename }),
    pkg.dir,
  );
}

/**
 * LOAD_PACKAGE_IMPORTS: '#name', by the requiring file's package.
 * @param {string} filename  of the requiring file
 * @param {string} request
 * @param {Set<string>} [conditions]
 * @returns {string | undefined} a path, 'node:x', or undefined where the package has no "imports"
 */
export function findImport(filename, request, conditions = requireConditions()) {
  const pkg = packageScope(folderOf(filename));
  if (pkg?.imports === undefined || pkg.imports === null) return undefined;
  const importerHref = hrefFromPath(filename);
  const href = resolveImports(request, pkg, conditions, {
    importer: displayName(importerHref),
    importerHref,
    resolvePackage: (specifier, baseHref) => resolvePackage(specifier, baseHref, conditions),
  });
  return existingTarget(href, pkg.dir);
}

/**
 * Looks for `request` in each of `paths`.
 * @param {string} request
 * @param {string[]} paths
 * @param {string[]} extensions  those of Module._extensions, in order
 * @param {boolean} isMain
 * @param {Set<string>} [conditions]
 * @returns {string | undefined}
 */
export function findInPaths(request, paths, extensions, isMain, conditions = requireConditions()) {
  const absolute = request.charCodeAt(0) === 47;
  const relative = !absolute && isRelative(request);
  const folderOnly = NAMES_FOLDER.test(request);
  for (let i = 0; i < paths.length; i++) {
    const folder = paths[i];
    if (!absolute) {
      if (!relative) {
        if (folder && stat(folder) !== FOLDER) continue;
        const exported = findByExports(folder, request, conditions);
        if (exported !== undefined) return exported;
      }
    }
    const base = resolvePath(folder, request);
    const entry = locate(base, keepsLinks(isMain));
    if (typeof entry === 'string' && !folderOnly) return entry;
    let found;
    if (!folderOnly) found = tryExtensions(base, extensions, isMain);
    if (found === undefined && entry === FOLDER) found = tryFolder(base, request, extensions, isMain);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * NODE_MODULES_PATHS without the global folders.
 * @param {string} from  a folder
 * @returns {string[]} nearest first
 */
export function nodeModulesPaths(from) {
  const paths = [];
  let end = resolvePath(from);
  if (end === '/') return ['/node_modules'];
  while (end !== '') {
    const slash = end.lastIndexOf('/');
    if (end.slice(slash + 1) !== 'node_modules') paths.push(`${end}/node_modules`);
    end = end.slice(0, slash);
  }
  paths.push('/node_modules');
  return paths;
}
