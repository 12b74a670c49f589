// Modules that stand in for others: whoever loads a mocked module while its mock is in force gets the mock's exports.
import { binding } from '../../binding.js';
import { codes } from '../../errors.js';
import { checkAttributes } from '../../loader/attributes.js';
import { builtinUrl, builtinId } from '../../loader/builtin_modules.js';
import { Module } from '../../loader/commonjs.js';
import { addJob, knownJob, resolveModule } from '../../loader/es_loader.js';
import { hrefFromPath, pathFromHref } from '../../loader/file_url.js';
import { readSource } from '../../loader/files.js';
import { formatHint } from '../../loader/format.js';
import { registerHooks } from '../../loader/hooks.js';
import { stripModuleTypes } from '../../loader/typescript.js';
import { warnExperimental } from '../../process/warnings.js';
import { validateBoolean, validateObject, validateString } from '../../validators.js';
import { callerLocation } from '../location.js';

const { hasModuleSyntax, syntheticModule } = binding('loader');

/** URL of a mocked module -> its mock */
const mocks = new Map();
let hooks;
let made = 0;
/** While a module is looked for that is to be mocked: it is itself then. */
let isLookingUp = false;

/** @returns {string} 'module' or another format, by name or, where that does not tell, by the syntax */
function formatOf(url) {
  const hint = formatHint(url);
  if (hint !== null && hint !== undefined) return hint.replace('-typescript', '');
  if (!url.startsWith('file:')) return 'module';
  const path = pathFromHref(url);
  const source = /\.[cm]?ts$/.test(path) ? stripModuleTypes(readSource(path), path) : readSource(path);
  return hasModuleSyntax(source, path) ? 'module' : 'commonjs';
}

/** The URLs that import and require() find: a package may answer them differently. */
function urlsOf(specifier) {
  const caller = callerLocation()?.file;
  const file = caller?.startsWith('/') ? caller : `${process.cwd()}/`;
  const found = new Set();
  let failure;
  isLookingUp = true;
  try {
    found.add(resolveModule(specifier, hrefFromPath(file)).url);
  } catch (error) {
    failure = error;
  } finally {
    isLookingUp = false;
  }
  try {
    const filename = Module.createRequire(file).resolve(specifier);
    const id = builtinId(filename);
    found.add(id === undefined ? hrefFromPath(filename) : builtinUrl(id));
  } catch {
    // What only import finds is mocked for that alone.
  }
  if (found.size === 0) throw failure;
  return found;
}

/** (Node class MockModuleContext since v22.3.0) */
class MockModuleContext {
  #options;
  #urls;
  #requiredUrl;

  constructor(urls, options) {
    this.#urls = urls;
    this.#options = options;
    for (const url of urls) mocks.set(url, this);
    hooks ??= registerHooks({ resolve });
  }

  /** The modules are themselves again for whoever loads them from now on. */
  restore() {
    for (const url of this.#urls) if (mocks.get(url) === this) mocks.delete(url);
    this.#forgetRequired();
    if (mocks.size > 0) return;
    hooks?.deregister();
    hooks = undefined;
  }

  /** Under this name a mock is known to both loaders; without a cache it is another one each time. */
  #nameFor(url) {
    return `mock:${this.#options.cache ? '' : ++made}:${url}`;
  }

  /** What require() gives, and import as the default of what is no ES module. */
  #moduleExports() {
    const { defaultExport: exports = {}, namedExports } = this.#options;
    const names = Object.keys(namedExports);
    if (names.length > 0 && (exports === null || (typeof exports !== 'object' && typeof exports !== 'function'))) {
      throw new codes.ERR_INVALID_STATE(
        `Cannot create mock because named exports cannot be applied to the provided default export.`,
      );
    }
    for (const name of names) Object.defineProperty(exports, name, Object.getOwnPropertyDescriptor(namedExports, name));
    return exports;
  }

  /** @returns {string} the name of a CommonJS module that is loaded */
  require(url) {
    const name = this.#nameFor(url);
    if (Module._cache[name] !== undefined) return name;
    const exports = this.#moduleExports();
    this.#forgetRequired();
    const module = new Module(name, undefined);
    module.filename = name;
    module.exports = exports;
    module.loaded = true;
    Module._cache[name] = module;
    this.#requiredUrl = name;
    return name;
  }

  #forgetRequired() {
    if (this.#requiredUrl !== undefined) delete Module._cache[this.#requiredUrl];
  }

  /** @returns {string} the name of an ES module that has what is exported */
  import(url, attributes) {
    const name = this.#nameFor(url);
    const format = formatOf(url);
    checkAttributes(url, format, attributes);
    if (knownJob(name) !== undefined) return name;
    const { namedExports } = this.#options;
    const values = new Map(Object.entries(namedExports));
    if (format !== 'module') values.set('default', this.#moduleExports());
    else if (Object.hasOwn(this.#options, 'defaultExport')) values.set('default', this.#options.defaultExport);
    const module = syntheticModule(name, [...values.keys()], (self) => {
      for (const [key, value] of values) self.setExport(key, value);
    });
    addJob(name, { format: 'module', module });
    return name;
  }
}

/** The hook in front of both loaders' resolve step. */
function resolve(specifier, context, next) {
  const found = next(specifier, context);
  const mock = isLookingUp ? undefined : mocks.get(found.url);
  if (mock === undefined) return found;
  const attributes = context.importAttributes ?? { __proto__: null };
  const url = context.conditions.includes('require') ? mock.require(found.url) : mock.import(found.url, attributes);
  return { url, importAttributes: { __proto__: null } };
}

/**
 * @param {string | URL} specifier  as the caller would import it
 * @param {{ cache?: boolean, defaultExport?: unknown, namedExports?: object }} [options]
 * @returns {{ restore(): void }}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} ERR_INVALID_STATE when it is mocked already; what resolving it throws. Node mock.module since v22.3.0.
 */
export function mockModule(specifier, options = {}) {
  if (specifier instanceof URL) specifier = specifier.href;
  validateString(specifier, 'specifier');
  validateObject(options, 'options');
  const { cache = false, namedExports = {} } = options;
  validateBoolean(cache, 'options.cache');
  validateObject(namedExports, 'options.namedExports');
  warnExperimental('Module mocking');
  const urls = urlsOf(specifier);
  for (const url of urls) {
    if (mocks.has(url)) throw new codes.ERR_INVALID_STATE(`Cannot mock '${specifier}'. The module is already mocked.`);
  }
  return new MockModuleContext(urls, { ...options, cache, namedExports: { ...namedExports } });
}
