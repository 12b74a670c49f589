// The names that a CommonJS module's source shows, with those that it passes on from others.
import { load } from '../builtins.js';
import { Module } from './commonjs.js';
import { readSource } from './files.js';
import { extensionOf } from './format.js';
import { dirname } from '../path/posix.js';
import { builtinId } from './builtin_modules.js';

let lexer;

/** filename -> Set of names. A file that is still being looked at has those found so far: cycles end there. */
const known = new Map();

/**
 * @param {string} filename
 * @param {string} source
 * @returns {Set<string>}
 */
export function exportNames(filename, source) {
  const before = known.get(filename);
  if (before !== undefined) return before;
  const names = new Set();
  known.set(filename, names);
  if (lexer === undefined) {
    lexer = load('internal/deps/cjs-module-lexer');
    lexer.initSync?.();
  }
  let found;
  try {
    found = lexer.parse(source, filename);
  } catch {
    // What the lexer cannot read has no names to show; running it says what is wrong.
    return names;
  }
  const { exports, reexports } = found;
  for (const name of exports) names.add(name);
  for (const request of reexports) {
    for (const name of passedOn(request, filename)) names.add(name);
  }
  return names;
}

/** The names of a module that another one passes on whole. */
function passedOn(request, filename) {
  const id = builtinId(request);
  if (id !== undefined) return Object.keys(load(id)).filter((name) => name !== 'default');
  const parent = new Module(filename, undefined);
  parent.filename = filename;
  parent.paths = Module._nodeModulePaths(dirname(filename));
  try {
    const target = Module._resolveFilename(request, parent, false);
    const extension = extensionOf(target);
    if (extension !== '.js' && extension !== '.cjs' && extension !== '') return [];
    return exportNames(target, readSource(target));
  } catch {
    // A file that cannot be found or read fails when the module runs, if it asks for it then.
    return [];
  }
}
