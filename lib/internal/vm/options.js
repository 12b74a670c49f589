// The options that the functions of node:vm share.

import { codes } from '../errors.js';
import { setImporter } from '../loader/dynamic_import.js';
import { options as commandLine } from '../options.js';
import { warnExperimental } from '../process/warnings.js';
import { types } from '../util/types.js';
import {
  validateBoolean,
  validateFunction,
  validateInt32,
  validateObject,
  validateString,
  validateUint32,
} from '../validators.js';
import { isModule } from './module.js';

/** import() in the code asks the program's own loader. */
export const USE_MAIN_CONTEXT_DEFAULT_LOADER = Symbol('vm_dynamic_import_main_context_default');
/** The same, for code of this library that asks. */
export const PROGRAM_LOADER = Symbol('program loader');
/** createContext() makes an ordinary global object. */
export const DONT_CONTEXTIFY = Symbol('vm_context_no_contextify');

const DEFAULT_FILENAME = 'evalmachine.<anonymous>';

/** A string names the file. */
export function optionsOf(options, fallback = {}) {
  if (typeof options === 'string') return { filename: options };
  if (options === undefined) return fallback;
  validateObject(options, 'options');
  return options;
}

/**
 * What compiling code takes, checked.
 * @param {object} options
 * @returns {{ filename: string, lineOffset: number, columnOffset: number, cachedData?: ArrayBufferView, produceCachedData: boolean }}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function compileOptions(options, defaultFilename = DEFAULT_FILENAME) {
  const {
    filename = defaultFilename,
    lineOffset = 0,
    columnOffset = 0,
    cachedData,
    produceCachedData = false,
  } = options;
  validateString(filename, 'options.filename');
  validateInt32(lineOffset, 'options.lineOffset');
  validateInt32(columnOffset, 'options.columnOffset');
  if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  }
  validateBoolean(produceCachedData, 'options.produceCachedData');
  return { filename, lineOffset, columnOffset, cachedData, produceCachedData };
}

/**
 * The host-defined id of code whose import() is answered as the option says.
 * @param {Function | symbol | undefined} importModuleDynamically
 * @returns {{ id: true | symbol | undefined, bind: (referrer: object) => void }} `bind` tells the answering function who asks
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function importerOf(importModuleDynamically) {
  const nothing = { id: undefined, bind() {} };
  if (importModuleDynamically === undefined) return nothing;
  if (importModuleDynamically === USE_MAIN_CONTEXT_DEFAULT_LOADER) {
    warnExperimental('vm.USE_MAIN_CONTEXT_DEFAULT_LOADER');
    return { id: true, bind() {} };
  }
  if (importModuleDynamically === PROGRAM_LOADER) return { id: true, bind() {} };
  validateFunction(importModuleDynamically, 'options.importModuleDynamically');
  const id = Symbol('vm');
  return {
    id,
    bind(referrer) {
      setImporter(id, async (specifier, attributes, _name, phase) => {
        if (!commandLine['experimental-vm-modules']) throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG();
        const module = await importModuleDynamically(specifier, referrer, attributes, phase);
        if (types.isModuleNamespaceObject(module)) return module;
        if (!isModule(module)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
        if (phase === 'source') throw new codes.ERR_SOURCE_PHASE_NOT_DEFINED(module.identifier);
        if (module.status === 'errored') throw module.error;
        if (module.status === 'linked') await module.evaluate();
        return module.namespace;
      });
    },
  };
}

/**
 * What running code takes, checked.
 * @returns {[timeout: number, breakOnSigint: boolean, displayErrors: boolean]} timeout in ms, -1 for none
 */
export function runOptions(options = {}) {
  validateObject(options, 'options');
  const { timeout, breakOnSigint = false, displayErrors = true } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  validateBoolean(displayErrors, 'options.displayErrors');
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return [timeout ?? -1, breakOnSigint, displayErrors];
}
