// A module that is not found: what lies near it.
import { load, publicModules } from '../../builtins.js';
import { nearest } from './near.js';

const CANNOT_FIND = /^Cannot find (?:module|package) '([^']+)'(?: imported from (.+?))?(?:\n|$)/;

/** Names in a folder; none where there is no such folder. */
function listing(folder) {
  try {
    return load('fs').readdirSync(folder);
  } catch {
    return [];
  }
}

/** What is installed where `folder` looks for packages. */
function installed(folder) {
  const names = [];
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
    for (const name of listing(`${at}/node_modules`)) {
      if (name.startsWith('@')) names.push(...listing(`${at}/node_modules/${name}`).map((part) => `${name}/${part}`));
      else if (!name.startsWith('.')) names.push(name);
    }
    if (at === '') return names;
  }
}

/** The folder of the file that asked. */
function asking(error, importer) {
  const { dirname } = load('path');
  const file = error.requireStack?.[0] ?? importer;
  if (typeof file !== 'string') return undefined;
  const path = file.startsWith('file:') ? load('url').fileURLToPath(file) : file;
  return path.startsWith('/') ? dirname(path) : load('process').cwd();
}

/** A file next to the one that was asked for. */
function missingFile(request, folder) {
  const { basename, dirname, extname, join, relative, resolve } = load('path');
  const full = request.startsWith('/') ? request : resolve(folder, request);
  const wanted = basename(full);
  const names = listing(dirname(full));
  const near =
    nearest(wanted, names) ??
    (extname(wanted) === ''
      ? nearest(
          wanted,
          names.map((name) => name.slice(0, -extname(name).length || undefined)),
        )
      : undefined);
  if (near === undefined) return undefined;
  if (!request.startsWith('/') || folder === undefined)
    return `did you mean '${request.slice(0, request.lastIndexOf('/') + 1)}${near}'?`;
  // an import is told by the whole path
  const path = relative(folder, join(dirname(full), near));
  return `did you mean '${path.startsWith('.') ? '' : './'}${path}'?`;
}

/**
 * @param {Error & { requireStack?: string[], url?: string }} error  MODULE_NOT_FOUND or ERR_MODULE_NOT_FOUND
 * @returns {string | undefined}
 */
export function missingModule(error) {
  const match = CANNOT_FIND.exec(error.message);
  if (match === null || error.message.includes('Did you mean')) return undefined;
  const [, request, importer] = match;
  const folder = asking(error, importer);
  if (request.startsWith('/') || (request.startsWith('.') && folder !== undefined)) return missingFile(request, folder);
  if (folder === undefined) return undefined;
  const near = nearest(request, new Set([...publicModules(), ...installed(folder)]));
  return near === undefined ? undefined : `did you mean '${near}'?`;
}
