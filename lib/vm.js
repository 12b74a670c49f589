// node:vm: code that is compiled and run in contexts of its own. No boundary of security.

import { Buffer } from './buffer.js';
import { binding } from './internal/binding.js';
import { codes } from './internal/errors.js';
import { validateArray, validateObject, validateOneOf, validateString } from './internal/validators.js';
import { createContext, isContext, requireContext } from './internal/vm/context.js';
import {
  DONT_CONTEXTIFY,
  USE_MAIN_CONTEXT_DEFAULT_LOADER,
  compileOptions,
  importerOf,
  optionsOf,
} from './internal/vm/options.js';
import { load } from './internal/builtins.js';
import { options } from './internal/options.js';
import { warnExperimental } from './internal/process/warnings.js';
import { Script } from './internal/vm/script.js';

const native = binding('vm');

/** Node vm.createScript, undocumented. */
function createScript(code, options) {
  return new Script(code, options);
}

/**
 * Node vm.runInThisContext, since v0.3.1.
 * @param {string} code
 * @param {object | string} [options]  those of Script and of script.runInThisContext()
 * @returns {unknown} the last statement's value
 */
function runInThisContext(code, options) {
  const chosen = optionsOf(options);
  return new Script(code, chosen).runInThisContext(chosen);
}

/**
 * Node vm.runInContext, since v0.3.1.
 * @param {string} code
 * @param {object} contextifiedObject  of createContext()
 * @param {object | string} [options]
 */
function runInContext(code, contextifiedObject, options) {
  requireContext(contextifiedObject, 'contextifiedObject');
  const chosen = optionsOf(options);
  return new Script(code, chosen).runInContext(contextifiedObject, chosen);
}

/**
 * Node vm.runInNewContext, since v0.3.1.
 * @param {string} code
 * @param {object} [contextObject]
 * @param {object | string} [options]
 */
function runInNewContext(code, contextObject, options) {
  const chosen = optionsOf(options);
  return new Script(code, chosen).runInNewContext(contextObject, chosen);
}

/**
 * Node vm.compileFunction, since v10.10.
 * @param {string} code  the body
 * @param {string[]} [params]
 * @param {object} [options]  those of Script, parsingContext (of createContext()) and contextExtensions (objects whose properties are in scope)
 * @returns {Function}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {SyntaxError}
 */
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (params !== undefined) {
    validateArray(params, 'params');
    for (let i = 0; i < params.length; i++) validateString(params[i], `params[${i}]`);
  }
  validateObject(options, 'options');
  const { filename, lineOffset, columnOffset, cachedData, produceCachedData } = compileOptions(options, '');
  const { parsingContext, contextExtensions = [], importModuleDynamically } = options;
  if (
    parsingContext !== undefined &&
    (parsingContext === null || typeof parsingContext !== 'object' || !isContext(parsingContext))
  ) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
  }
  validateArray(contextExtensions, 'options.contextExtensions');
  for (let i = 0; i < contextExtensions.length; i++) {
    validateObject(contextExtensions[i], `options.contextExtensions[${i}]`, 1);
  }
  const importer = importerOf(importModuleDynamically);
  const made = native.compileFunction(
    code,
    filename,
    lineOffset,
    columnOffset,
    importer.id,
    cachedData,
    produceCachedData,
    parsingContext,
    contextExtensions,
    params,
    true,
  );
  importer.bind(made.function);
  if (made.rejected !== undefined) made.function.cachedDataRejected = made.rejected;
  if (produceCachedData) {
    made.function.cachedDataProduced = made.produced !== undefined;
    if (made.produced !== undefined) made.function.cachedData = Buffer.from(made.produced);
  }
  return made.function;
}

/**
 * Node vm.measureMemory, since v13.10: what V8 knows of the memory of the contexts.
 * @param {{ mode?: 'summary' | 'detailed', execution?: 'default' | 'eager' }} [options]
 * @returns {Promise<object>}
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
function measureMemory(options = {}) {
  warnExperimental('vm.measureMemory');
  validateObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  validateOneOf(mode, 'options.mode', ['summary', 'detailed']);
  validateOneOf(execution, 'options.execution', ['default', 'eager']);
  return native.measureMemory(mode === 'detailed', execution === 'eager');
}

/** The classes of modules, which have to be asked for. */
function modules() {
  if (!options['experimental-vm-modules']) return undefined;
  const { Module } = load('internal/vm/module');
  const { SourceTextModule } = load('internal/vm/source_text_module');
  const { SyntheticModule } = load('internal/vm/synthetic_module');
  return { Module, SourceTextModule, SyntheticModule };
}

const constants = Object.freeze({ __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER, DONT_CONTEXTIFY });

export default {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory,
  constants,
  ...modules(),
};
