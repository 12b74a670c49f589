// Functions that note how they are called.
import { codes } from '../../errors.js';
import { validateFunction, validateInteger } from '../../validators.js';

/** What is known of a mocked function's calls. (Node class MockFunctionContext since v19.1.0) */
export class MockFunctionContext {
  #calls = [];
  #once = new Map();
  #implementation;
  #original;
  #restore;
  #times;

  constructor(implementation, original, restore, times) {
    this.#implementation = implementation;
    this.#original = original;
    this.#restore = restore;
    this.#times = times;
  }

  /** A copy: { arguments, error, result, stack, target, this } of each call. */
  get calls() {
    return this.#calls.slice();
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  /** @param {Function} implementation  @param {number} [onCall]  from 0; the next call */
  mockImplementationOnce(implementation, onCall = undefined) {
    validateFunction(implementation, 'implementation');
    const call = onCall ?? this.#calls.length;
    validateInteger(call, 'onCall', this.#calls.length);
    this.#once.set(call, implementation);
  }

  resetCalls() {
    this.#calls = [];
  }

  /** The original takes over again. */
  restore() {
    this.#restore?.();
    this.#implementation = this.#original;
    this.#restore = undefined;
    this.#once.clear();
  }

  /** @returns {Function} that the next call runs */
  next() {
    const call = this.#calls.length;
    const once = this.#once.get(call);
    this.#once.delete(call);
    if (once !== undefined) return once;
    return call >= this.#times ? this.#original : this.#implementation;
  }

  note(call) {
    this.#calls.push(call);
    if (this.#calls.length >= this.#times) this.#implementation = this.#original;
  }
}

/**
 * @param {Function} original
 * @param {Function} implementation
 * @param {{ times?: number, restore?: Function }} options
 * @returns {Function} a proxy of `original`, with `mock`
 */
export function mockFunction(original, implementation, { times = Infinity, restore } = {}) {
  const context = new MockFunctionContext(implementation, original, restore, times);
  return new Proxy(original, {
    __proto__: null,
    apply(_, self, args) {
      const fn = context.next();
      let result;
      let error;
      try {
        result = Reflect.apply(fn, self, args);
      } catch (thrown) {
        error = thrown;
        throw thrown;
      } finally {
        context.note({ arguments: args, error, result, stack: new Error(), target: undefined, this: self });
      }
      return result;
    },
    construct(target, args, newTarget) {
      const fn = context.next();
      let result;
      let error;
      try {
        if (!isConstructor(fn)) throw new codes.ERR_INVALID_ARG_VALUE('implementation', fn, 'is no constructor');
        result = Reflect.construct(fn, args, newTarget);
      } catch (thrown) {
        error = thrown;
        throw thrown;
      } finally {
        context.note({ arguments: args, error, result, stack: new Error(), target, this: result });
      }
      return result;
    },
    get(target, key, receiver) {
      return key === 'mock' ? context : Reflect.get(target, key, receiver);
    },
  });
}

function isConstructor(fn) {
  try {
    Reflect.construct(Object, [], fn);
    return true;
  } catch {
    return false;
  }
}
