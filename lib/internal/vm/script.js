// Script: code that is compiled once and runs in any context.

import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { validateObject } from '../validators.js';
import { contextOptions, createContext, requireContext } from './context.js';
import { compileOptions, importerOf, optionsOf, runOptions } from './options.js';

const native = binding('vm');

/** Node class vm.Script, since v0.3.1. */
export class Script {
  #script;

  /**
   * @param {string} code
   * @param {object | string} [options]  a string is the file name
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {RangeError} ERR_OUT_OF_RANGE
   * @throws {SyntaxError}
   */
  constructor(code, options = {}) {
    code = `${code}`;
    options = optionsOf(options);
    const { filename, lineOffset, columnOffset, cachedData, produceCachedData } = compileOptions(options);
    const { displayErrors = true, importModuleDynamically } = options;
    const importer = importerOf(importModuleDynamically);
    const { script, rejected, produced } = native.compile(
      native.Script,
      code,
      filename,
      lineOffset,
      columnOffset,
      importer.id,
      cachedData,
      produceCachedData,
      displayErrors,
    );
    this.#script = script;
    importer.bind(this);
    if (rejected !== undefined) this.cachedDataRejected = rejected;
    if (produceCachedData) {
      this.cachedDataProduced = produced !== undefined;
      if (produced !== undefined) this.cachedData = Buffer.from(produced);
    }
    this.sourceMapURL = script.sourceMapURL();
  }

  /**
   * Node script.createCachedData, since v10.6.
   * @returns {Buffer} for option `cachedData` of the same code
   */
  createCachedData() {
    return Buffer.from(this.#script.cachedData());
  }

  /**
   * Node script.runInThisContext, since v0.3.1.
   * @param {{ timeout?: number, breakOnSigint?: boolean, displayErrors?: boolean }} [options]  timeout in ms
   * @returns {unknown} the last statement's value
   * @throws {Error} ERR_SCRIPT_EXECUTION_TIMEOUT, ERR_SCRIPT_EXECUTION_INTERRUPTED, and what the code throws
   */
  runInThisContext(options) {
    return this.#script.run(null, ...runOptions(options));
  }

  /**
   * Node script.runInContext, since v0.3.1.
   * @param {object} contextifiedObject  of createContext()
   * @param {object} [options]  as for runInThisContext()
   */
  runInContext(contextifiedObject, options) {
    requireContext(contextifiedObject, 'contextifiedObject');
    return this.#script.run(contextifiedObject, ...runOptions(options));
  }

  /**
   * Node script.runInNewContext, since v0.3.1: createContext(), then runInContext().
   * @param {object} [contextObject]
   * @param {object} [options]  as for runInThisContext(), and contextName, contextOrigin, contextCodeGeneration, microtaskMode
   */
  runInNewContext(contextObject, options = {}) {
    validateObject(options, 'options');
    return this.runInContext(createContext(contextObject, contextOptions(options)), options);
  }
}
