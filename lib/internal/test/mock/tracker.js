// Mocks, and their undoing. (Node class MockTracker since v19.1.0)
import { load } from '../../builtins.js';
import { codes } from '../../errors.js';
import { options as given } from '../../options.js';
import { validateBoolean, validateFunction, validateInteger, validateObject } from '../../validators.js';
import { mockFunction } from './function.js';
import { MockPropertyContext } from './property.js';
import { MockTimers } from './timers.js';

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

function checkTimes(times) {
  if (times !== Infinity) validateInteger(times, 'options.times', 1);
}

function findDescriptor(object, key) {
  for (let holder = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

function checkTarget(object, key) {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
    throw new ERR_INVALID_ARG_TYPE('object', 'Object', object);
  }
  if (typeof key !== 'string' && typeof key !== 'symbol')
    throw new ERR_INVALID_ARG_TYPE('methodName', ['string', 'symbol'], key);
}

export class MockTracker {
  #mocks = [];
  #timers;

  /** Node since v20.4.0 */
  get timers() {
    return (this.#timers ??= new MockTimers());
  }

  /**
   * @param {Function} [original]
   * @param {Function} [implementation]  in its place
   * @param {{ times?: number }} [options]  calls until the original is back
   * @returns {Function} with `mock`
   */
  fn(original = function () {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original;
      original = function () {};
      implementation = original;
    } else if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = original;
    }
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { times = Infinity } = options;
    checkTimes(times);
    const mocked = mockFunction(original, implementation, { times });
    this.#mocks.push(mocked.mock);
    return mocked;
  }

  /**
   * @param {object | Function} object
   * @param {string | symbol} key
   * @param {Function} [implementation]
   * @param {{ getter?: boolean, setter?: boolean, times?: number }} [options]
   * @returns {Function} the mocked method
   */
  method(object, key, implementation = undefined, options = {}) {
    checkTarget(object, key);
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = undefined;
    }
    validateObject(options, 'options');
    const { getter = false, setter = false, times = Infinity } = options;
    validateBoolean(getter, 'options.getter');
    validateBoolean(setter, 'options.setter');
    checkTimes(times);
    if (setter && getter)
      throw new ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'");
    const descriptor = findDescriptor(object, key);
    const part = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[part];
    if (typeof original !== 'function') throw new ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    if (implementation !== undefined) validateFunction(implementation, 'implementation');

    // What was inherited stays as a property of the object's own, as in Node.
    const restore = () => Object.defineProperty(object, key, descriptor);
    const mocked = mockFunction(original, implementation ?? original, { times, restore });
    this.#mocks.push(mocked.mock);
    Object.defineProperty(object, key, { ...descriptor, [part]: mocked, configurable: true });
    return mocked;
  }

  getter(object, key, implementation = undefined, options = {}) {
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = undefined;
    }
    validateObject(options, 'options');
    if (options.getter === false) throw new ERR_INVALID_ARG_VALUE('options.getter', false, 'cannot be false');
    return this.method(object, key, implementation, { ...options, getter: true });
  }

  setter(object, key, implementation = undefined, options = {}) {
    if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = undefined;
    }
    validateObject(options, 'options');
    if (options.setter === false) throw new ERR_INVALID_ARG_VALUE('options.setter', false, 'cannot be false');
    return this.method(object, key, implementation, { ...options, setter: true });
  }

  /**
   * @param {object} object
   * @param {string | symbol} key
   * @param {unknown} [value]  in place of what it holds
   * @returns {object} a proxy of the object, with `mock`
   */
  property(object, key, ...rest) {
    checkTarget(object, key);
    const descriptor = findDescriptor(object, key);
    if (descriptor === undefined)
      throw new ERR_INVALID_ARG_VALUE('propertyName', key, 'is not a property of the object');
    if (!Object.hasOwn(object, key) ? false : !descriptor.configurable) {
      throw new ERR_INVALID_ARG_VALUE('propertyName', key, 'must be configurable');
    }
    const context = new MockPropertyContext(object, key, rest.length > 0 ? rest[0] : object[key]);
    this.#mocks.push(context);
    return new Proxy(object, {
      __proto__: null,
      get: (target, name, receiver) => (name === 'mock' ? context : Reflect.get(target, name, receiver)),
    });
  }

  /** What others load in its place: see mock/module.js. There with --experimental-test-module-mocks alone. */
  get module() {
    if (!given['experimental-test-module-mocks']) return undefined;
    return (specifier, options) => {
      const mock = load('internal/test/mock/module').mockModule(specifier, options);
      this.#mocks.push(mock);
      return mock;
    };
  }

  /** Undoes all mocks, and forgets them. */
  reset() {
    this.restoreAll();
    this.#timers?.reset();
    this.#mocks = [];
  }

  /** Undoes all mocks; they can be used on. */
  restoreAll() {
    for (const mock of this.#mocks) mock.restore();
  }
}
