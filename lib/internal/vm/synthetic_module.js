// SyntheticModule: a module whose exports a function sets.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateFunction, validateString } from '../validators.js';
import { INTERNAL, Module, engineModule, isModule } from './module.js';

const { syntheticModule } = binding('loader');

/** @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE */
function checkNames(exportNames) {
  if (!Array.isArray(exportNames) || exportNames.some((name) => typeof name !== 'string')) {
    throw new codes.ERR_INVALID_ARG_TYPE('exportNames', 'Array of unique strings', exportNames);
  }
  for (let i = 0; i < exportNames.length; i++) {
    if (exportNames.indexOf(exportNames[i], i + 1) !== -1) {
      throw new codes.ERR_INVALID_ARG_VALUE(`exportNames.${exportNames[i]}`, exportNames[i], 'is duplicated');
    }
  }
}

/** Node class vm.SyntheticModule, since v13; with --experimental-vm-modules. */
export class SyntheticModule extends Module {
  #names;

  /**
   * @param {string[]} exportNames
   * @param {() => void} evaluateCallback  called at the evaluation, with the module as `this`
   * @param {{ identifier?: string, context?: object }} [options]
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
   */
  constructor(exportNames, evaluateCallback, options = {}) {
    checkNames(exportNames);
    validateFunction(evaluateCallback, 'evaluateCallback');
    super(
      INTERNAL,
      (identifier, place) => syntheticModule(identifier, exportNames, () => void evaluateCallback.call(this), place),
      options,
    );
    this.#names = new Set(exportNames);
    this[INTERNAL]();
  }

  /**
   * Node syntheticModule.setExport, since v13.
   * @param {string} name  one of the constructor's
   * @param {unknown} value
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {ReferenceError} for another name
   */
  setExport(name, value) {
    if (!isModule(this) || !(#names in this)) throw new codes.ERR_INVALID_THIS('SyntheticModule');
    validateString(name, 'name');
    if (!this.#names.has(name)) throw new ReferenceError(`Export '${name}' is not defined in module`);
    engineModule(this).setExport(name, value);
  }
}
