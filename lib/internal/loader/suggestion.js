// "Did you mean to import ...?": what require() would have found for an import that failed.
import { dirname, relative } from '../path/posix.js';
import { hrefFromPath, pathFromHref } from './file_url.js';
import { findInPaths, isRelative, nodeModulesPaths } from './find_file.js';

const EXTENSIONS = ['.js', '.json', '.node'];

/**
 * @param {string} specifier  of the import
 * @param {string} parentHref
 * @returns {string | undefined} a specifier that would have worked
 */
export function suggestion(specifier, parentHref) {
  if (!parentHref.startsWith('file:')) return undefined;
  if (specifier.startsWith('file:')) return suggestion(pathFromHref(specifier), parentHref);
  const folder = dirname(pathFromHref(parentHref));
  const bare = !isRelative(specifier) && !specifier.startsWith('/');
  let found;
  try {
    found = findInPaths(specifier, bare ? nodeModulesPaths(folder) : [folder], EXTENSIONS, false);
  } catch {
    return undefined;
  }
  if (found === undefined) return undefined;
  if (bare) {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    const start = found.lastIndexOf(`/node_modules/${name}/`);
    if (start !== -1) return encode(found.slice(start + '/node_modules/'.length));
  }
  if (specifier.startsWith('/')) return `/${encode(found.slice(1))}`;
  const [, up, path] = /^((?:\.\.\/)*)(.*)$/s.exec(relative(folder, found));
  return `${up || './'}${encode(path)}`;
}

/** A path as it stands in a URL. */
function encode(path) {
  return hrefFromPath(`/${path}`).slice('file:///'.length);
}
