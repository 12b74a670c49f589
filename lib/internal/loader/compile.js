//# allFunctionsCalledOnLoad
// Compiling with the compile cache between the loader and the engine.
import { binding } from '../binding.js';
import { noteSource } from '../source_map/support.js';
import { cacheEntry } from './compile_cache.js';

/** EsModule -> its URL, for import.meta. A symbol: programs may have put accessors onto Object.prototype. */
export const urlOf = Symbol('url');

const { compileFunction, compileModule, functionCache } = binding('loader');

/** The host-defined id of code whose import() asks the program's loader. */
const DEFAULT_LOADER = true;

/**
 * @param {string} source
 * @param {string} filename
 * @param {boolean} mayBeModule  whether the syntax of ES modules is no error
 * @returns {Function | undefined} (exports, require, module, __filename, __dirname); undefined: it is an ES module
 * @throws SyntaxError
 */
export function compileCommonJS(source, filename, mayBeModule) {
  const entry = cacheEntry('CommonJS', filename, source);
  if (entry === undefined) return compileFunction(source, filename, mayBeModule, undefined);
  const cache = { data: entry.content, rejected: false };
  const fn = compileFunction(source, filename, mayBeModule, cache);
  if (fn === undefined) return undefined;
  entry.accepted(entry.content !== undefined && !cache.rejected);
  entry.produce = () => functionCache(fn);
  return fn;
}

/**
 * @param {string} source
 * @param {string} url
 * @returns {EsModule}
 * @throws SyntaxError
 */
export function compileEsModule(source, url) {
  noteSource(url, source);
  const entry = cacheEntry('ESM', url, source);
  const module = compileModule(url, source, 0, 0, DEFAULT_LOADER, entry?.content);
  module[urlOf] = url;
  if (entry !== undefined) {
    entry.accepted(entry.content !== undefined && !module.cachedDataRejected());
    entry.produce = () => module.cachedData();
  }
  return module;
}

/**
 * A module that the loader makes up, to stand for a source in another language.
 * @param {string} url
 * @param {string} text  JavaScript
 * @returns {EsModule}  without import.meta, unless it gets a function `initializeImportMeta`
 */
export function compileFacade(url, text) {
  return compileModule(url, text, 0, 0, DEFAULT_LOADER, undefined);
}
