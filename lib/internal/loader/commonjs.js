//# allFunctionsCalledOnLoad
// CommonJS: Module, and how require() finds, loads and runs a file (Node: "Modules: CommonJS modules"). Packages patch the
// underscored functions, so each is called through Module.
import { binding } from '../binding.js';
import { load as loadBuiltin } from '../builtins.js';
import { tracingChannel } from '../diagnostics_channel/tracing_channel.js';
import { codes } from '../errors.js';
import { validateString } from '../validators.js';
import { dirname, resolve as resolvePath } from '../path/posix.js';
import { builtinId, builtinUrl } from './builtin_modules.js';
import { noteLoaded } from './commonjs_facade.js';
import { finishExports, unfinishedExports } from './cycles.js';
import { forgetEntries, rememberEntries, stat } from './files.js';
import { findImport, findInPaths, findSelf, isRelative, nodeModulesPaths } from './find_file.js';
import { parseJson } from './parse_json.js';
import { makeRequire } from './require_function.js';
import { hasLoadHooks, hasResolveHooks } from './hooks.js';
import { loadBuiltinForRequire, noteResolution, resolveForRequire } from './require_hooks.js';
import { refuseCycle } from './require_module.js';
import { codeOf } from './run_source.js';

const { isProxy } = binding('loader');

/** Module -> the module that required it first. */
const parents = new WeakMap();

/** Who wants to know of require(). */
const requires = tracingChannel('module.require');

/** How many require() calls are under way. */
let depth = 0;
let preloading = false;

/**
 * A CommonJS module (Node: "The module object").
 * @param {string} [id]
 * @param {Module} [parent]
 */
export function Module(id = '', parent) {
  this.id = id;
  this.path = dirname(id);
  // not assigned: a program may have put an accessor of this name onto Object.prototype
  Object.defineProperty(this, 'exports', { value: {}, writable: true, enumerable: true, configurable: true });
  parents.set(this, parent);
  adopt(parent, this, false);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

function adopt(parent, child, once) {
  const children = parent?.children;
  if (children && !(once && children.includes(child))) children.push(child);
}

Module._cache = { __proto__: null };
Module._pathCache = { __proto__: null };
Module._extensions = { __proto__: null };
Module.globalPaths = [];

Object.defineProperty(Module.prototype, 'constructor', { get: () => Module, configurable: false, enumerable: false });

Object.defineProperty(Module.prototype, 'isPreloading', {
  get: () => preloading,
  configurable: false,
  enumerable: false,
});

/** @returns {Module | null | undefined} who required `module` first; null for the program's own file */
export function parentOf(module) {
  return parents.get(module);
}

export function setParent(module, parent) {
  parents.set(module, parent);
}

let globalPaths = [];

/** @param {string[]} paths  where bare requests are looked for after every node_modules */
export function setGlobalPaths(paths) {
  globalPaths = paths;
  Module.globalPaths = paths.slice();
}

/** NODE_MODULES_PATHS. */
Module._nodeModulePaths = nodeModulesPaths;

/** What is at a path: 0 a file, 1 a folder, negative nothing. */
Module._stat = (path) => stat(path);

Module._findPath = function _findPath(request, paths, isMain = false) {
  if (request.charCodeAt(0) === 47) paths = [''];
  else if (!paths || paths.length === 0) return false;
  const key = `${request}\0${paths.length === 1 ? paths[0] : paths.join('\0')}`;
  const known = Module._pathCache[key];
  if (known) return known;
  const found = findInPaths(request, paths, Object.keys(Module._extensions), isMain);
  if (found === undefined) return false;
  Module._pathCache[key] = found;
  return found;
};

/** @returns {string[] | null} the folders in which `request` is looked for; null for a builtin */
Module._resolveLookupPaths = function _resolveLookupPaths(request, parent) {
  if (builtinId(request) !== undefined) return null;
  if (!isRelative(request)) {
    const paths = parent?.paths?.length ? parent.paths.concat(globalPaths) : globalPaths;
    return paths.length > 0 ? paths : null;
  }
  if (!parent?.id || !parent.filename) return ['.'];
  return [dirname(parent.filename)];
};

/** Where a request with `options.paths` is looked for. */
function pathsFrom(request, paths) {
  if (!Array.isArray(paths)) throw new codes.ERR_INVALID_ARG_VALUE('options.paths', paths);
  if (isRelative(request)) return paths;
  const all = [];
  const fake = new Module('', null);
  for (let i = 0; i < paths.length; i++) {
    validateString(paths[i], `options.paths[${i}]`);
    fake.paths = Module._nodeModulePaths(paths[i]);
    const lookup = Module._resolveLookupPaths(request, fake) ?? [];
    for (let j = 0; j < lookup.length; j++) if (!all.includes(lookup[j])) all.push(lookup[j]);
  }
  return all;
}

/**
 * @param {string} request
 * @param {Module} [parent]
 * @param {boolean} [isMain]
 * @param {{ paths?: string[] }} [options]
 * @returns {string} a file's path, or a builtin's name as it was asked for
 * @throws MODULE_NOT_FOUND and what packages say
 */
Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  if (builtinId(request) !== undefined) return request;
  const paths =
    typeof options === 'object' && options !== null && options.paths !== undefined
      ? pathsFrom(request, options.paths)
      : Module._resolveLookupPaths(request, parent);
  const from = parent?.filename ?? (WITHOUT_FILE.has(parent?.id) ? fileInWorkingFolder() : undefined);
  if (from) {
    if (request.charCodeAt(0) === 35) {
      const found = findImport(from, request);
      if (found !== undefined) return found;
    }
    if (!isRelative(request)) {
      const self = findSelf(from, request);
      if (self !== undefined) return self;
    }
  }
  const found = Module._findPath(request, paths, isMain);
  if (found) return found;
  throw notFound(request, parent);
};

/** Modules that no file is: their packages are those of the working folder. */
const WITHOUT_FILE = new Set(['internal/preload', '<repl>']);

function fileInWorkingFolder() {
  try {
    return resolvePath('noop.js');
  } catch {
    // The folder is gone.
    return undefined;
  }
}

function notFound(request, parent) {
  const requireStack = [];
  for (let cursor = parent; cursor; cursor = parents.get(cursor)) requireStack.push(cursor.filename || cursor.id);
  const stack = requireStack.length > 0 ? `\nRequire stack:\n- ${requireStack.join('\n- ')}` : '';
  const error = new Error(`Cannot find module '${request}'${stack}`);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = requireStack;
  return error;
}

/** folder -> request -> file: what was found for requests from there. */
const resolvedFrom = new Map();

function noteFound(found, folder, request, filename) {
  if (found === undefined) resolvedFrom.set(folder, (found = new Map()));
  found.set(request, filename);
  return found;
}

/**
 * What require() does: the exports of what `request` means.
 * @param {string} request
 * @param {Module} [parent]
 * @param {boolean} [isMain]
 */
Module._load = function _load(request, parent, isMain) {
  const noted = parent && !hasResolveHooks();
  let foundThere;
  if (noted) {
    foundThere = resolvedFrom.get(parent.path);
    const filename = foundThere?.get(request);
    if (filename !== undefined) {
      const cached = Module._cache[filename];
      if (cached !== undefined) return cachedExports(cached, parent);
      foundThere.delete(request);
    }
  }
  if (request.startsWith('node:') && !hasResolveHooks()) return requireBuiltin(request);

  let filename;
  let found;
  if (hasResolveHooks()) {
    found = resolveForRequire(request, parent, isMain);
    filename = found.filename;
  } else {
    filename = Module._resolveFilename(request, parent, isMain);
  }
  const cached = Module._cache[filename];
  if (cached !== undefined) return cachedExports(cached, parent);
  if (builtinId(filename) !== undefined) return requireBuiltin(filename);

  const module = new Module(filename, parent);
  if (found !== undefined) noteResolution(module, found);
  if (isMain) {
    process.mainModule = module;
    module.id = '.';
  }
  Module._cache[filename] = module;
  if (noted) foundThere = noteFound(foundThere, parent.path, request, filename);
  runInto(module, filename, parent, () => foundThere?.delete(request));
  return module.exports;
};

/** Loads what was just put into the cache; what throws is forgotten. */
function runInto(module, filename, parent, forget) {
  let done = false;
  try {
    module.load(filename);
    done = true;
  } finally {
    if (done) {
      finishExports(module, isProxy);
    } else {
      delete Module._cache[filename];
      if (parent) {
        forget();
        const children = parent?.children;
        const index = Array.isArray(children) ? children.indexOf(module) : -1;
        if (index !== -1) children.splice(index, 1);
      }
    }
  }
}

function cachedExports(module, parent) {
  adopt(parent, module, true);
  if (module.loaded) return module.exports;
  refuseCycle(module, parent);
  return unfinishedExports(module, isProxy);
}

function requireBuiltin(request) {
  const id = builtinId(request);
  if (id === undefined) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(request);
  if (hasLoadHooks()) {
    const { source, format } = loadBuiltinForRequire(id);
    if (format !== 'builtin' && source) {
      const module = new Module(request, undefined);
      if (format === 'json') return parseJson(String(source), builtinUrl(id));
      module._compile(String(source), builtinUrl(id), format ?? undefined);
      return module.exports;
    }
  }
  return loadBuiltin(id);
}

/** The extension whose handler loads a file: the longest one that is registered. */
function handlerFor(filename) {
  const name = filename.slice(filename.lastIndexOf('/') + 1);
  for (let dot = name.indexOf('.', 1); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const extension = name.slice(dot);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

/** Reads and runs the file; `this.exports` is complete afterwards. */
Module.prototype.load = function load(filename) {
  if (this.loaded) throw new Error(`Module already loaded: ${filename}`);
  validateString(filename, 'path');
  this.filename ??= filename;
  this.paths ??= Module._nodeModulePaths(dirname(filename));
  Module._extensions[handlerFor(filename)](this, filename);
  this.loaded = true;
  noteLoaded(this);
};

/** @param {string} id  what to require, as seen from this module */
Module.prototype.require = function require(id) {
  validateString(id, 'id');
  if (id === '') throw new codes.ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  depth++;
  try {
    if (!requires.hasSubscribers) return Module._load(id, this, false);
    return requires.traceSync(Module._load, { parentFilename: this.filename, id }, Module, id, this, false);
  } finally {
    depth--;
  }
};

/**
 * Runs `content` as this module.
 * @param {string} content
 * @param {string} filename
 * @param {string} [format]  'commonjs', 'module', ...; undefined: by the syntax that is found
 */
Module.prototype._compile = function _compile(content, filename, format) {
  const fn = codeOf(this, content, filename, format);
  if (fn === undefined) return undefined;
  const require = makeRequire(this);
  if (depth > 0) return fn.call(this.exports, this.exports, require, this, filename, dirname(filename));
  rememberEntries();
  try {
    return fn.call(this.exports, this.exports, require, this, filename, dirname(filename));
  } finally {
    forgetEntries();
  }
};

/**
 * -r: runs modules before the program.
 * @param {string[]} requests
 */
Module._preloadModules = function _preloadModules(requests) {
  if (!Array.isArray(requests)) return;
  preloading = true;
  const parent = new Module('internal/preload', null);
  try {
    parent.paths = Module._nodeModulePaths(process.cwd());
  } catch (error) {
    // The working folder is gone: bare requests are looked for in the global folders only.
    if (error.code !== 'ENOENT') throw error;
  }
  for (let i = 0; i < requests.length; i++) parent.require(requests[i]);
  preloading = false;
};
