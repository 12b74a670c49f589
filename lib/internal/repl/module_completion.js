// What could end require('... and import('...: files, packages, the library's modules.
import { load } from '../builtins.js';
import { builtinNames } from '../loader/builtin_modules.js';
import { Module } from '../loader/commonjs.js';
import { resolve } from '../path/posix.js';
import { builtinModules } from './modules.js';

const CALL = /\b(require|import)\s*\(\s*(['"`])([^'"`\\]*)(['"`]?)\s*\)?\s*$/;
const RELATIVE = /^\.\.?\//;

function entries(folder) {
  try {
    return load('fs').readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const isFolder = (entry, path) => {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return load('fs').statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** How requests for what lies in `folder` can be written, behind `prefix`. */
function inFolder(folder, prefix, strips) {
  const found = [];
  const extensions = Object.keys(Module._extensions);
  const known = strips ? extensions : [...extensions, '.mjs', '.cjs'];
  for (const entry of entries(folder)) {
    const { name } = entry;
    if (name === '.git' || name === 'node_modules' || name.startsWith('.')) continue;
    const path = resolve(folder, name);
    if (isFolder(entry, path)) {
      found.push(`${prefix}${name}/`);
      const isModule = entries(path).some((inner) => /^(?:index\.\w+|package\.json)$/.test(inner.name));
      if (isModule) found.push(`${prefix}${name}`);
      continue;
    }
    const extension = known.find((ending) => name.endsWith(ending));
    if (extension === undefined) continue;
    const base = strips ? name.slice(0, -extension.length) : name;
    if (base !== 'index') found.push(`${prefix}${base}`);
  }
  return found;
}

/**
 * @param {REPLServer} server
 * @param {string} line
 * @returns {{ groups?: string[][], completeOn?: string } | undefined} undefined: the line asks for no module
 */
export function completeModule(server, line) {
  const call = CALL.exec(line);
  if (call === null) return undefined;
  const [, kind, , begun, closed] = call;
  // The name is there already.
  if (closed !== '') return {};
  const matches = (text) => text.startsWith(begun);
  if (begun === '.') return { groups: [['./', '../']], completeOn: begun };
  if (begun === '..') return { groups: [['../']], completeOn: begun };

  const slash = begun.lastIndexOf('/');
  const prefix = begun.slice(0, slash + 1);
  const strips = kind === 'require';
  if (RELATIVE.test(begun) || begun.startsWith('/')) {
    return { groups: [inFolder(resolve(prefix), prefix, strips).filter(matches)], completeOn: begun };
  }
  const packages = (server.context.module?.paths ?? []).flatMap((folder) =>
    inFolder(resolve(folder, prefix), prefix, strips),
  );
  const library = builtinModules.filter((name) => matches(name) && !name.startsWith('node:'));
  const withScheme = builtinNames()
    .filter((name) => !name.startsWith('_'))
    .map((name) => (name.startsWith('node:') ? name : `node:${name}`));
  // Whoever begins a bare name sees what it is called with the scheme, too.
  const schemes =
    begun.startsWith('node:') || begun === '' ? withScheme.filter(matches) : library.length > 0 ? withScheme : [];
  return { groups: [packages.filter(matches), library, schemes], completeOn: begun };
}
