// module.findPackageJSON()
import { codes } from '../errors.js';
import { dirname, resolve as resolvePath } from '../path/posix.js';
import { FOLDER, stat } from './files.js';
import { hrefFromPath, pathFromHref } from './file_url.js';
import { isRelative } from './find_file.js';
import { folderOf, packageScope, readPackage } from './package_json.js';
import { URL } from '../url/url.js';

const isAbsolute = (specifier) => specifier.startsWith('/') || specifier.startsWith('file:');

function pathOf(value, name) {
  if (value instanceof URL) return pathFromHref(value.href);
  if (typeof value !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'URL'], value);
  return value.startsWith('file:') ? pathFromHref(value) : value;
}

/** The nearest package.json at or above a path; a folder may have its own. */
function nearest(path) {
  const folder = path.endsWith('/') ? path.slice(0, -1) : stat(path) === FOLDER ? path : folderOf(path);
  return packageScope(folder)?.path;
}

/**
 * @param {string|URL} specifier  bare: the package's own package.json; else the nearest one to the file
 * @param {string|URL} [base]  the importing file
 * @returns {string | undefined}
 * @throws ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS. Node module.findPackageJSON since v22.14.0
 */
export function findPackageJSON(specifier, base = undefined) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('specifier');
  const name = specifier instanceof URL ? specifier.href : specifier;
  if (typeof name !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('specifier', ['string', 'URL'], specifier);
  if (isAbsolute(name)) return nearest(pathOf(name, 'specifier'));
  const from = base === undefined ? `${process.cwd()}/` : pathOf(base, 'base');
  const folder = from.endsWith('/') ? from.slice(0, -1) : dirname(from);
  if (isRelative(name)) return nearest(resolvePath(folder, name) + (name.endsWith('/') ? '/' : ''));
  const packageName = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  const self = packageScope(folder);
  if (self?.name === packageName && self.hasExports) return self.path;
  for (let dir = folder; ; dir = folderOf(dir)) {
    const found = readPackage(`${dir}/node_modules/${packageName}/package.json`);
    if (found !== undefined) return found.path;
    if (dir === '') break;
  }
  const error = new codes.ERR_MODULE_NOT_FOUND(packageName, hrefFromPath(from));
  throw error;
}
