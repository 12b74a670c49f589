// JSON as an ES module, and as what require() of the same file gives.
import { binding } from '../binding.js';
import { Module } from './commonjs.js';
import { displayName, pathFromHref } from './file_url.js';
import { parseJson } from './parse_json.js';

const { syntheticModule } = binding('loader');

/** The object that import and require() share: no query, no fragment. */
function shared(url, source) {
  const filename = pathFromHref(url);
  const known = Module._cache[filename];
  if (known?.loaded) return known.exports;
  const value = parseJson(source, filename);
  if (known === undefined) {
    const module = new Module(filename, undefined);
    module.filename = filename;
    module.exports = value;
    module.loaded = true;
    Module._cache[filename] = module;
  }
  return value;
}

/** @param {string} url @param {string} source @returns {EsModule} */
export function jsonModule(url, source) {
  const value =
    url.startsWith('file:') && !/[?#]/.test(url) ? shared(url, source) : parseJson(source, displayName(url));
  return syntheticModule(url, ['default'], (self) => self.setExport('default', value));
}
