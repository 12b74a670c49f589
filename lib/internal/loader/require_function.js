//# allFunctionsCalledOnLoad
// The `require` that a CommonJS module sees.
import { validateString } from '../validators.js';
import { Module } from './commonjs.js';

/**
 * @param {Module} module
 * @returns {Function} require, with resolve, resolve.paths, main, extensions, cache
 */
export function makeRequire(module) {
  const require = function require(path) {
    return module.require(path);
  };
  const resolve = function resolve(request, options) {
    validateString(request, 'request');
    return Module._resolveFilename(request, module, false, options);
  };
  resolve.paths = function paths(request) {
    validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  };
  require.resolve = resolve;
  // not assigned: a program may have put an accessor of this name onto Object.prototype
  const main = { value: process.mainModule, writable: true, enumerable: true, configurable: true };
  Object.defineProperty(require, 'main', main);
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}
