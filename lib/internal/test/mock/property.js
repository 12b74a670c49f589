// Properties that note how they are used.
import { codes } from '../../errors.js';
import { validateInteger } from '../../validators.js';

/** What is known of a mocked property's uses. (Node class MockPropertyContext since v24.3.0) */
export class MockPropertyContext {
  #object;
  #key;
  #original;
  #value;
  #once = new Map();
  #accesses = [];

  constructor(object, key, value) {
    this.#object = object;
    this.#key = key;
    this.#original = Object.getOwnPropertyDescriptor(object, key);
    this.#value = value;
    Object.defineProperty(object, key, {
      get: () => this.#use('get', this.#value),
      set: (assigned) => {
        if (this.#original?.writable === false) {
          throw new codes.ERR_INVALID_ARG_VALUE('propertyName', key, 'cannot be set');
        }
        this.#value = this.#use('set', assigned);
      },
      configurable: true,
      enumerable: this.#original?.enumerable ?? true,
    });
  }

  /** @returns {unknown} the value that counts: this one, unless another was prepared for this access */
  #use(type, value) {
    const access = this.#accesses.length;
    if (this.#once.has(access)) {
      value = this.#once.get(access);
      this.#once.delete(access);
    }
    this.#accesses.push({ type, value, stack: new Error() });
    return value;
  }

  /** A copy: { type, value, stack } of each use. */
  get accesses() {
    return this.#accesses.slice();
  }

  accessCount() {
    return this.#accesses.length;
  }

  /** Counts as an assignment. */
  mockImplementation(value) {
    this.#value = this.#use('set', value);
  }

  mockImplementationOnce(value, onAccess = undefined) {
    const access = onAccess ?? this.#accesses.length;
    validateInteger(access, 'onAccess', this.#accesses.length);
    this.#once.set(access, value);
  }

  resetAccesses() {
    this.#accesses = [];
  }

  restore() {
    if (this.#original === undefined) delete this.#object[this.#key];
    else Object.defineProperty(this.#object, this.#key, this.#original);
  }
}
