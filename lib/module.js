// node:module: Module itself, with everything that is about modules on it.
import { resolve as resolvePath } from './internal/path/posix.js';
import { load } from './internal/builtins.js';
import { codes } from './internal/errors.js';
import { options } from './internal/options.js';
import { fileURLToPath } from './internal/url/file_url.js';
import { builtinId, builtinNames } from './internal/loader/builtin_modules.js';
import { syncBuiltinESMExports } from './internal/loader/builtin_facade.js';
import { Module, parentOf, setParent } from './internal/loader/commonjs.js';
import { enableCompileCache, flushCompileCache, getCompileCacheDir, STATUS } from './internal/loader/compile_cache.js';
import { initPaths } from './internal/loader/connect.js';
import { runMain } from './internal/loader/entry.js';
import { findPackageJSON } from './internal/loader/find_package_json.js';
import { getSourceMapsSupport, setSourceMapsSupport } from './internal/source_map/support.js';
import { registerHooks } from './internal/loader/hooks.js';
import { register } from './internal/loader/hooks_thread.js';
import { makeRequire } from './internal/loader/require_function.js';
import { stripTypeScriptTypes } from './internal/loader/typescript.js';
import { defineWrapper } from './internal/loader/wrapper.js';
import { URL } from './internal/url/url.js';

/**
 * A `require` that works as if it stood in the file `filename`.
 * @param {string|URL} filename  absolute path or file: URL; one that ends in a slash is a folder
 * @throws ERR_INVALID_ARG_VALUE. Node module.createRequire since v12.2.0
 */
function createRequire(filename) {
  let path;
  const isUrl = filename instanceof URL || (typeof filename === 'string' && !filename.startsWith('/'));
  if (isUrl) {
    try {
      path = fileURLToPath(filename);
    } catch {
      throw badFilename(filename);
    }
  } else if (typeof filename === 'string') {
    path = filename;
  } else {
    throw badFilename(filename);
  }
  const module = new Module(path, undefined);
  module.filename = path;
  module.paths = Module._nodeModulePaths(path.endsWith('/') ? path : module.path);
  if (path.endsWith('/')) {
    module.filename = resolvePath(path, 'noop.js');
    module.path = resolvePath(path);
  }
  return makeRequire(module);
}

function badFilename(filename) {
  return new codes.ERR_INVALID_ARG_VALUE(
    'filename',
    filename,
    'must be a file URL object, file URL string, or absolute path string',
  );
}

let warnedParent = false;

/** module.parent is deprecated; said only where deprecations to come are asked for. */
function warnParent() {
  if (warnedParent || !options['pending-deprecation'] || process.noDeprecation) return;
  warnedParent = true;
  process.emitWarning(
    'module.parent is deprecated due to accuracy issues. Please use require.main to find program entry point instead.',
    'DeprecationWarning',
    'DEP0144',
  );
}

Object.defineProperty(Module.prototype, 'parent', {
  get() {
    warnParent();
    return parentOf(this);
  },
  set(value) {
    warnParent();
    setParent(this, value);
  },
  configurable: false,
  enumerable: false,
});

defineWrapper(Module);

Object.assign(Module, {
  isBuiltin: (name) => builtinId(`${name}`) !== undefined,
  createRequire,
  _initPaths: initPaths,
  syncBuiltinESMExports,
  Module,
  register,
  registerHooks,
  runMain,
  findPackageJSON,
  stripTypeScriptTypes,
  constants: Object.freeze({ __proto__: null, compileCacheStatus: STATUS }),
  enableCompileCache,
  flushCompileCache,
  getCompileCacheDir,
  findSourceMap: (path) => load('internal/source_map/registry').findSourceMap(path),
  getSourceMapsSupport,
  setSourceMapsSupport,
});

/** A value that is made when it is asked for, and else as if it were there: programs set it, on classes of their own too. */
function defineLazily(name, make) {
  const define = (target, value) =>
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })[name];
  Object.defineProperty(Module, name, {
    get: () => define(Module, make()),
    set(value) {
      define(this, value);
    },
    enumerable: true,
    configurable: true,
  });
}
defineLazily('SourceMap', () => load('internal/source_map/source_map').SourceMap);
defineLazily('builtinModules', () => Object.freeze(builtinNames()));

export default Module;
