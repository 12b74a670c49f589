//# allFunctionsCalledOnLoad
// The names by which programs reach the library's own modules.
import { has, publicModules } from '../builtins.js';
import { options } from '../options.js';

/** Modules that came after 'node:' did: without it the name belongs to packages. */
const SCHEME_ONLY = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

// name -> id for load()
const bare = new Map();
const prefixed = new Map();

for (const id of publicModules()) {
  if (id.startsWith('rondo/')) {
    prefixed.set(`rondo:${id.slice('rondo/'.length)}`, id);
  } else {
    prefixed.set(`node:${id}`, id);
    if (!SCHEME_ONLY.has(id)) bare.set(id, id);
  }
}

/**
 * @param {string} name  'fs', 'node:fs', 'rondo:serve'
 * @returns {string | undefined} the id for load(); undefined where the name means no builtin
 */
export function builtinId(name) {
  return bare.get(name) ?? prefixed.get(name) ?? internalId(name);
}

/** With --expose-internals, tests reach the library's workings by their path in lib/. */
function internalId(name) {
  return name.startsWith('internal/') && options['expose-internals'] === true && has(name) ? name : undefined;
}

/** @returns {string} 'node:fs' for 'fs' */
export function builtinUrl(id) {
  return id.startsWith('rondo/') ? `rondo:${id.slice('rondo/'.length)}` : `node:${id}`;
}

/** @returns {string[]} what `module.builtinModules` lists */
export function builtinNames() {
  return [...bare.keys(), ...[...prefixed.keys()].filter((name) => SCHEME_ONLY.has(name.slice('node:'.length)))];
}
