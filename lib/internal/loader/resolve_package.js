// PACKAGE_RESOLVE: a bare specifier of import, from the importer's folder upwards (Node: "Modules: ECMAScript modules").
import { builtinId, builtinUrl } from './builtin_modules.js';
import { codes } from '../errors.js';
import { displayName, hrefFromPath, pathFromHref } from './file_url.js';
import { FILE, FOLDER, stat } from './files.js';
import { folderOf, packageScope, readPackage } from './package_json.js';
import { resolveExports } from './package_target.js';
import { URL } from '../url/url.js';

/** @returns {{ name: string, subpath: string }} @throws ERR_INVALID_MODULE_SPECIFIER */
export function parsePackageName(specifier, importer) {
  let end = specifier.indexOf('/');
  const scoped = specifier.charCodeAt(0) === 64;
  let valid = !(scoped && end === -1);
  if (scoped && valid) end = specifier.indexOf('/', end + 1);
  const name = end === -1 ? specifier : specifier.slice(0, end);
  if (/^\.|\\|%/.test(name)) valid = false;
  if (!valid) throw new codes.ERR_INVALID_MODULE_SPECIFIER(specifier, 'is not a valid package name', importer);
  return { name, subpath: end === -1 ? '.' : `.${specifier.slice(end)}` };
}

/**
 * @param {string} specifier  neither relative nor a URL
 * @param {string} parentHref  the importer
 * @param {Set<string>} conditions
 * @returns {string} a URL; the file that it names may be missing
 * @throws ERR_INVALID_MODULE_SPECIFIER, ERR_MODULE_NOT_FOUND, ERR_PACKAGE_PATH_NOT_EXPORTED, ERR_INVALID_PACKAGE_CONFIG,
 *   ERR_INVALID_PACKAGE_TARGET
 */
export function resolvePackage(specifier, parentHref, conditions) {
  const builtin = builtinId(specifier);
  if (builtin !== undefined) return builtinUrl(builtin);
  const importer = displayName(parentHref);
  const origin = { importer, importerHref: parentHref };
  const { name, subpath } = parsePackageName(specifier, importer);

  let folder = folderOf(pathFromHref(parentHref));
  const context = `"${specifier}" from ${importer}`;
  const self = packageScope(folder, context);
  if (self !== undefined && self.name === name && self.hasExports)
    return resolveExports(self, subpath, conditions, origin);

  for (;;) {
    const dir = `${folder}/node_modules/${name}`;
    if (stat(dir) === FOLDER) {
      const pkg = readPackage(`${dir}/package.json`, context);
      if (pkg?.hasExports) return resolveExports(pkg, subpath, conditions, origin);
      if (subpath === '.') return resolveMain(dir, pkg, importer);
      return new URL(subpath, hrefFromPath(`${dir}/`)).href;
    }
    if (folder === '') break;
    folder = folderOf(folder);
  }
  throw new codes.ERR_MODULE_NOT_FOUND(name, importer);
}

const MAIN_ENDINGS = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
const INDEX_FILES = ['index.js', 'index.json', 'index.node'];

/** The file that a package without "exports" means: its "main" as require() would find it, else an index file. */
function resolveMain(dir, pkg, importer) {
  const main = pkg?.main;
  if (main) {
    const base = pathFromHref(new URL(main.startsWith('/') ? main : `./${main}`, hrefFromPath(`${dir}/`)).href);
    for (let i = 0; i < MAIN_ENDINGS.length; i++) {
      const path = base + MAIN_ENDINGS[i];
      if (stat(path) !== FILE) continue;
      if (i > 0) warnInexactMain(dir, path, main, importer);
      return hrefFromPath(path);
    }
  }
  for (let i = 0; i < INDEX_FILES.length; i++) {
    const path = `${dir}/${INDEX_FILES[i]}`;
    if (stat(path) !== FILE) continue;
    warnInexactMain(dir, path, main, importer);
    return hrefFromPath(path);
  }
  throw new codes.ERR_MODULE_NOT_FOUND(`${dir}/${main || 'index.js'}`, importer);
}

/** Only for ES modules: CommonJS has always been found so. */
function warnInexactMain(dir, path, main, importer) {
  if (process.noDeprecation || packageScope(folderOf(path))?.type !== 'module') return;
  const file = path.slice(dir.length + 1);
  process.emitWarning(
    main
      ? `Package ${dir}/ has a "main" field set to "${main}", excluding the full filename and extension to the resolved ` +
          `file at "${file}", imported from ${importer}.\n` +
          'Automatic extension resolution of the "main" field is deprecated for ES modules.'
      : `No "main" or "exports" field defined in the package.json for ${dir}/ resolving the main entry point ` +
          `"${file}", imported from ${importer}.\nDefault "index" lookups for the main entry point are deprecated for ES modules.`,
    'DeprecationWarning',
    'DEP0151',
  );
}
