// SourceTextModule: an ES module whose requests the program itself answers.

import { binding } from '../binding.js';
import { Buffer } from '../../buffer.js';
import { codes } from '../errors.js';
import { validateArray, validateFunction, validateObject, validateString } from '../validators.js';
import { INTERNAL, Module, engineModule, isModule, setProgress } from './module.js';
import { compileOptions, importerOf } from './options.js';

const { compileModule } = binding('loader');

/** Host-defined id -> the module: while any of its code is there, so is what answers its import.meta. */
const byId = new WeakMap();

/** @throws {Error} ERR_VM_MODULE_NOT_MODULE, ERR_VM_MODULE_DIFFERENT_CONTEXT, ERR_VM_MODULE_LINK_FAILURE */
function checkAnswer(module, answer, request) {
  if (!isModule(answer)) throw new codes.ERR_VM_MODULE_NOT_MODULE();
  if (answer.context !== module.context) throw new codes.ERR_VM_MODULE_DIFFERENT_CONTEXT();
  if (answer.status === 'errored') {
    throw new codes.ERR_VM_MODULE_LINK_FAILURE(
      `request for '${request.specifier}' resolved to an errored module`,
      answer.error,
    );
  }
}

/** @throws {Error} ERR_SOURCE_PHASE_NOT_DEFINED */
function checkPhase(answer, request) {
  if (request.phase === 'source') throw new codes.ERR_SOURCE_PHASE_NOT_DEFINED(answer.identifier);
}

/** Whether two requests ask for the same module, in whatever phase. */
function asksForSame(a, b) {
  const keys = Object.keys(a.attributes);
  return (
    a.specifier === b.specifier &&
    keys.length === Object.keys(b.attributes).length &&
    keys.every((key) => a.attributes[key] === b.attributes[key])
  );
}

/** Node class vm.SourceTextModule, since v9.6; with --experimental-vm-modules. */
export class SourceTextModule extends Module {
  #requests;
  #specifiers;

  /**
   * @param {string} sourceText
   * @param {{ identifier?: string, context?: object, cachedData?: ArrayBufferView, lineOffset?: number, columnOffset?: number,
   *   initializeImportMeta?: (meta: object, module: SourceTextModule) => void, importModuleDynamically?: Function }} [options]
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {Error} ERR_VM_MODULE_CACHED_DATA_REJECTED
   * @throws {SyntaxError}
   */
  constructor(sourceText, options = {}) {
    validateString(sourceText, 'sourceText');
    validateObject(options, 'options');
    const { lineOffset, columnOffset, cachedData } = compileOptions(options);
    const { initializeImportMeta, importModuleDynamically } = options;
    if (initializeImportMeta !== undefined) validateFunction(initializeImportMeta, 'options.initializeImportMeta');
    const importer = importerOf(importModuleDynamically);
    const id = importer.id ?? Symbol('vm');
    let engine;
    super(
      INTERNAL,
      (identifier, place) => {
        engine = compileModule(identifier, sourceText, lineOffset, columnOffset, id, cachedData, place);
        return engine;
      },
      options,
    );
    if (cachedData !== undefined && engine.cachedDataRejected()) throw new codes.ERR_VM_MODULE_CACHED_DATA_REJECTED();
    engine.initializeImportMeta = (meta) => initializeImportMeta?.(meta, this);
    if (id !== true) byId.set(id, this);
    importer.bind(this);
    this.#requests = engine.requests().map((request) => {
      Object.freeze(request.attributes);
      return Object.freeze(request);
    });
    Object.freeze(this.#requests);
  }

  static #check(value) {
    if (!isModule(value) || !(#requests in value)) throw new codes.ERR_INVALID_THIS('SourceTextModule');
  }

  /** Node sourceTextModule.moduleRequests, since v24.4. @returns {readonly { specifier: string, attributes: object, phase: string }[]} */
  get moduleRequests() {
    SourceTextModule.#check(this);
    return this.#requests;
  }

  /** Node sourceTextModule.dependencySpecifiers. @returns {readonly string[]} */
  get dependencySpecifiers() {
    SourceTextModule.#check(this);
    this.#specifiers ??= Object.freeze(this.#requests.map((request) => request.specifier));
    return this.#specifiers;
  }

  /**
   * Node module.link, since v13: asks the linker for each request, and for those of the modules that it gives.
   * @param {(specifier: string, referrer: Module, extra: { attributes: object, assert: object }) => Module | Promise<Module>} linker
   * @returns {Promise<undefined>}
   * @throws {Error} as a rejection: ERR_INVALID_ARG_TYPE, ERR_VM_MODULE_ALREADY_LINKED, ERR_VM_MODULE_STATUS, ERR_VM_MODULE_NOT_MODULE,
   *   ERR_VM_MODULE_DIFFERENT_CONTEXT, ERR_VM_MODULE_LINK_FAILURE, what the linker throws; SyntaxError for names that no module exports
   */
  async link(linker) {
    SourceTextModule.#check(this);
    validateFunction(linker, 'linker');
    this.#requireUnlinked();
    await this.#linkTree(linker);
    if (this.status === 'linked') this[INTERNAL]();
  }

  #requireUnlinked() {
    const { status } = this;
    if (status === 'linked') throw new codes.ERR_VM_MODULE_ALREADY_LINKED();
    if (status !== 'unlinked') throw new codes.ERR_VM_MODULE_STATUS('must be unlinked');
  }

  async #linkTree(linker) {
    setProgress(this, 'linking');
    try {
      const answers = await Promise.all(
        this.#requests.map(async (request) => {
          const { specifier, attributes } = request;
          const answer = await linker(specifier, this, { attributes, assert: attributes });
          checkAnswer(this, answer, request);
          checkPhase(answer, request);
          return answer;
        }),
      );
      engineModule(this).link(answers.map(engineModule));
      await Promise.all(answers.map((answer) => (answer.status === 'unlinked' ? answer.#linkTree(linker) : undefined)));
      setProgress(this, 'linked');
    } catch (error) {
      setProgress(this, 'errored', error);
      throw error;
    }
  }

  /**
   * Node sourceTextModule.linkRequests, since v24.8.
   * @param {Module[]} modules  one per entry of `moduleRequests`
   * @throws {Error} ERR_VM_MODULE_STATUS, ERR_MODULE_LINK_MISMATCH, ERR_VM_MODULE_NOT_MODULE, ERR_VM_MODULE_DIFFERENT_CONTEXT
   */
  linkRequests(modules) {
    SourceTextModule.#check(this);
    this.#requireUnlinked();
    validateArray(modules, 'modules');
    const requests = this.#requests;
    if (modules.length !== requests.length) {
      throw new codes.ERR_MODULE_LINK_MISMATCH(`Expected ${requests.length} modules, got ${modules.length}`);
    }
    for (let i = 0; i < requests.length; i++) {
      checkAnswer(this, modules[i], requests[i]);
      for (let j = 0; j < i; j++) {
        if (modules[i] !== modules[j] && asksForSame(requests[i], requests[j])) {
          throw new codes.ERR_MODULE_LINK_MISMATCH(
            `Module request '${requests[i].specifier}' at index ${i} must be linked to the same module as that at index ${j}`,
          );
        }
      }
      checkPhase(modules[i], requests[i]);
    }
    engineModule(this).link(modules.map(engineModule));
    setProgress(this, 'linked');
  }

  /**
   * Node sourceTextModule.instantiate, since v24.8: connects names with exports, in all modules below it.
   * @throws {Error} ERR_VM_MODULE_LINK_FAILURE where a module is not linked
   * @throws {SyntaxError} for a name that no module exports
   */
  instantiate() {
    SourceTextModule.#check(this);
    if (this.status === 'unlinked' || this.status === 'linking') {
      throw new codes.ERR_VM_MODULE_LINK_FAILURE(`module '${this.identifier}' is not linked`);
    }
    this[INTERNAL]();
  }

  /**
   * Node sourceTextModule.hasAsyncGraph, since v24.9.
   * @returns {boolean} whether it, or a module below it, awaits at its top level
   * @throws {Error} ERR_VM_MODULE_STATUS before it is instantiated
   */
  hasAsyncGraph() {
    SourceTextModule.#check(this);
    void this.namespace; // says so where it is not instantiated
    return engineModule(this).isGraphAsync();
  }

  /** Node sourceTextModule.hasTopLevelAwait, since v24.9. @returns {boolean} whether it awaits at its own top level */
  hasTopLevelAwait() {
    SourceTextModule.#check(this);
    return engineModule(this).hasTopLevelAwait();
  }

  /**
   * Node sourceTextModule.createCachedData, since v13.7.
   * @returns {Buffer} for option `cachedData` of the same text
   * @throws {Error} ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA once it is evaluated
   */
  createCachedData() {
    SourceTextModule.#check(this);
    const { status } = this;
    if (status === 'evaluating' || status === 'evaluated' || status === 'errored') {
      throw new codes.ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA();
    }
    return Buffer.from(engineModule(this).cachedData());
  }
}
