// module.findPackageJSON()
import { codes } from '../errors.js';
import { dirname, resolve as resolvePath } from '../path/posix.js';
import { FILE, FOLDER, stat } from './files.js';
import { pathFromHref } from './file_url.js';
import { isRelative } from './find_file.js';
import { folderOf, packageScope } from './package_json.js';
import { parsePackageName } from './resolve_package.js';
import { URL } from '../url/url.js';

/** The URL that an argument is, or is the text of. */
function urlOf(value) {
  if (value instanceof URL) return value;
  return value.startsWith('/') ? null : URL.parse(value);
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_URL_SCHEME */
function pathOf(value, name) {
  if (!(value instanceof URL) && typeof value !== 'string')
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'URL'], value);
  const url = urlOf(value);
  return url === null ? value : pathFromHref(url.href);
}

/** The nearest package.json at or above a path; a folder may have its own. */
function nearest(path) {
  const folder = path.endsWith('/') ? path.slice(0, -1) : stat(path) === FOLDER ? path : folderOf(path);
  return packageScope(folder)?.path;
}

/** The package.json of a package that files of `folder` may load by its name. */
function ofPackage(specifier, folder, importer) {
  const { name } = parsePackageName(specifier, importer);
  const self = packageScope(folder);
  if (self?.name === name && self.hasExports) return self.path;
  for (let dir = folder; ; dir = folderOf(dir)) {
    const path = `${dir}/node_modules/${name}/package.json`;
    if (stat(path) === FILE) return path;
    if (dir === '') throw new codes.ERR_MODULE_NOT_FOUND(name, importer);
  }
}

/**
 * @param {string|URL} specifier  bare: the package's own package.json, which may hold anything; else the nearest one to the file
 * @param {string|URL} [base]  the importing file; the working folder when absent
 * @returns {string | undefined}
 * @throws ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS, ERR_MODULE_NOT_FOUND, ERR_INVALID_MODULE_SPECIFIER, ERR_INVALID_URL_SCHEME.
 *   Node module.findPackageJSON since v22.14.0
 */
export function findPackageJSON(specifier, base = undefined) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('specifier');
  const request = pathOf(specifier, 'specifier');
  if (request.startsWith('/')) return nearest(request);
  const from = base === undefined ? `${process.cwd()}/` : pathOf(base, 'base');
  const folder = resolvePath(from.endsWith('/') ? from : dirname(from));
  if (isRelative(request)) return nearest(resolvePath(folder, request) + (request.endsWith('/') ? '/' : ''));
  return ofPackage(request, folder === '/' ? '' : folder, from);
}
