// What the two kinds of modules of node:vm have in common.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { inspect } from '../util/inspect.js';
import { validateBoolean, validateObject, validateString, validateUint32 } from '../validators.js';
import { isContext } from './context.js';

const { callGuarded, globalOf } = binding('vm');
const { status: engineStatus } = binding('loader');

const STATUS = {
  [engineStatus.uninstantiated]: 'unlinked',
  [engineStatus.instantiating]: 'linking',
  [engineStatus.instantiated]: 'linked',
  [engineStatus.evaluating]: 'evaluating',
  [engineStatus.evaluated]: 'evaluated',
  [engineStatus.errored]: 'errored',
};

/** Handed to the constructor by the classes below it: programs make no Module of their own. */
export const INTERNAL = Symbol('vm.Module');

/** Context's object, or undefined for the main one -> how many of its modules had to be given a name. */
const named = new WeakMap();
const mainContext = {};

function nextName(context) {
  const key = context ?? mainContext;
  const number = named.get(key) ?? 0;
  named.set(key, number + 1);
  return `vm:module(${number})`;
}

/** Whether value is a SourceTextModule or a SyntheticModule. */
export let isModule;
/** The engine's module behind a Module. */
export let engineModule;
/** How far linking has come where the engine does not know of it: 'linking', 'linked', 'errored'. */
export let setProgress;

/**
 * The options that both kinds take, checked.
 * @param {object} options
 * @returns {{ context: object | undefined, identifier: string, place: object | undefined }} `place` is the context's global object
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function moduleOptions(options) {
  validateObject(options, 'options');
  const { context, identifier } = options;
  if (context !== undefined) {
    validateObject(context, 'options.context');
    if (!isContext(context)) throw new codes.ERR_INVALID_ARG_TYPE('options.context', 'vm.Context', context);
  }
  if (identifier !== undefined) validateString(identifier, 'options.identifier');
  return {
    context,
    identifier: identifier ?? nextName(context),
    place: context === undefined ? undefined : globalOf(context),
  };
}

function check(value) {
  if (!isModule(value)) throw new codes.ERR_INVALID_THIS('Module');
}

/** A promise of this context that is settled like one of another, whose own reactions may wait in a queue of their own. */
function mirror(promise) {
  return new Promise((resolve, reject) => Promise.prototype.then.call(promise, resolve, reject));
}

/** Node class vm.Module, since v13; with --experimental-vm-modules. */
export class Module {
  #engine;
  #identifier;
  #context;
  #place;
  #progress;
  #linkError;

  static {
    isModule = (value) => typeof value === 'object' && value !== null && #engine in value;
    engineModule = (module) => module.#engine;
    setProgress = (module, progress, error) => {
      module.#progress = progress;
      module.#linkError = error;
    };
  }

  constructor(token, make, options) {
    if (token !== INTERNAL) throw new TypeError('Module is not a constructor');
    const { context, identifier, place } = moduleOptions(options);
    this.#identifier = identifier;
    this.#context = context;
    this.#place = place;
    this.#engine = make(identifier, place);
  }

  /** @returns {string} what the constructor was given, or a name of its own */
  get identifier() {
    check(this);
    return this.#identifier;
  }

  /** @returns {object | undefined} the object of createContext() that it lives in */
  get context() {
    check(this);
    return this.#context;
  }

  /** @returns {'unlinked' | 'linking' | 'linked' | 'evaluating' | 'evaluated' | 'errored'} */
  get status() {
    check(this);
    const status = this.#engine.status();
    return status === engineStatus.uninstantiated ? (this.#progress ?? 'unlinked') : STATUS[status];
  }

  /**
   * @returns {object} the module namespace
   * @throws {Error} ERR_VM_MODULE_STATUS before it is instantiated
   */
  get namespace() {
    check(this);
    return this.#engine.namespace();
  }

  /**
   * @returns {unknown} what its evaluation, or its linking, threw
   * @throws {Error} ERR_VM_MODULE_STATUS unless `status` is 'errored'
   */
  get error() {
    check(this);
    if (this.status !== 'errored') throw new codes.ERR_VM_MODULE_STATUS('must be errored');
    return this.#progress === 'errored' ? this.#linkError : this.#engine.error();
  }

  /** Makes the engine connect names with exports. @throws {SyntaxError} for a name that no module exports */
  [INTERNAL]() {
    this.#engine.instantiate(this.#place);
  }

  /** There is nothing to link, unless the kind of module has requests: for programs that treat all kinds alike. */
  async link() {
    check(this);
  }

  /**
   * Node module.evaluate, since v13.
   * @param {{ timeout?: number, breakOnSigint?: boolean }} [options]  timeout in ms
   * @returns {Promise<undefined>} settled at once where nothing is awaited at the top level
   * @throws {Error} as a rejection: ERR_INVALID_THIS, ERR_VM_MODULE_STATUS, ERR_SCRIPT_EXECUTION_TIMEOUT, what the module throws
   */
  evaluate(options = {}) {
    try {
      check(this);
      validateObject(options, 'options');
      const { timeout, breakOnSigint = false } = options;
      if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
      validateBoolean(breakOnSigint, 'options.breakOnSigint');
      const { status } = this;
      if (status !== 'linked' && status !== 'evaluated' && status !== 'errored') {
        throw new codes.ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored');
      }
      if (status === 'errored' && this.#progress === 'errored') throw this.#linkError;
      if (this.#engine.status() === engineStatus.uninstantiated) this[INTERNAL]();
      const promise = callGuarded(this.#context, timeout ?? -1, breakOnSigint, () =>
        this.#engine.evaluate(this.#place),
      );
      return this.#context === undefined ? promise : mirror(promise);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  [inspect.custom](depth, options) {
    check(this);
    const name = this.constructor?.name ?? 'Module';
    if (typeof depth === 'number' && depth < 0) return `[${name}]`;
    const shown = { status: this.status, identifier: this.identifier, context: this.context };
    Object.setPrototypeOf(shown, Object.getPrototypeOf(this));
    Object.defineProperty(shown, inspect.custom, { value: undefined, enumerable: false });
    return inspect(shown, { ...options, customInspect: false });
  }
}
