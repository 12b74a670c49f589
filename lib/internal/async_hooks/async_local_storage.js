// AsyncLocalStorage: a value that follows the program through callbacks and promises.

import { validateFunction, validateObject } from '../validators.js';
import { frameLike, frameWith, frameWithout, runInFrame } from './frame.js';
import { getContext, setContext } from './origin.js';

// Undoes what withScope() did.
class RunScope {
  #frame = getContext();
  #open = true;

  dispose() {
    if (this.#open) setContext(this.#frame);
    this.#open = false;
  }

  [Symbol.dispose]() {
    this.dispose();
  }
}

/** Source: Node class AsyncLocalStorage since v13.10.0. */
export class AsyncLocalStorage {
  #defaultValue;
  #name;

  /**
   * @param {{defaultValue?: *, name?: string}} [options]
   * @throws ERR_INVALID_ARG_TYPE
   */
  constructor(options = {}) {
    validateObject(options, 'options');
    const { defaultValue, name } = options;
    this.#defaultValue = defaultValue;
    this.#name = name === undefined ? '' : `${name}`;
  }

  /** @returns {Function} fn, to be called in the async context of now. @throws ERR_INVALID_ARG_TYPE */
  static bind(fn) {
    validateFunction(fn, 'fn');
    const frame = getContext();
    return function bound(...args) {
      return runInFrame(frame, fn, this, args);
    };
  }

  /** @returns {(fn: Function, ...args: *) => *} that calls fn(...args) in the async context of now */
  static snapshot() {
    const frame = getContext();
    return function run(fn, ...args) {
      return runInFrame(frame, fn, this, args);
    };
  }

  get name() {
    return this.#name;
  }

  /** @returns {*} the current store, or the default value where there is none */
  getStore() {
    const frame = getContext();
    return frame !== undefined && frame.has(this) ? frame.get(this) : this.#defaultValue;
  }

  /** Calls fn(...args), and what comes of it later, with store; returns what it returns. */
  run(store, fn, ...args) {
    // Nothing to carry on if it is the same: deep recursion stays cheap.
    const frame = getContext();
    if (frame !== undefined && frame.has(this) && Object.is(frame.get(this), store)) {
      return Reflect.apply(fn, undefined, args);
    }
    const inner = frameWith(this, store);
    setContext(inner);
    try {
      return Reflect.apply(fn, undefined, args);
    } finally {
      // What fn entered of other storages stays.
      const left = getContext();
      setContext(left === inner ? frame : frameLike(left, this, frame));
    }
  }

  /** Calls fn(...args), and what comes of it later, without a store. */
  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }

  /** Makes store the current one for what follows in this call, and what comes of that later. */
  enterWith(store) {
    setContext(frameWith(this, store));
  }

  /** The same until the returned scope is disposed of: `using scope = storage.withScope(store)`. */
  withScope(store) {
    const scope = new RunScope();
    this.enterWith(store);
    return scope;
  }

  /** Lets go of the current store: getStore() gives the default value until the next run() or enterWith(). */
  disable() {
    setContext(frameWithout(this));
  }
}
