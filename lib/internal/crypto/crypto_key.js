// CryptoKey: a key as webcrypto holds it. Source: Web Cryptography API, section 13.
import { codes } from '../errors.js';

const kMake = Symbol('make');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** @type {(value: unknown) => boolean} */
export let isCryptoKey;
/** @type {(key: CryptoKey) => KeyObject} */
export let keyObjectOf;

/** Node CryptoKey since v15.0.0. */
export class CryptoKey {
  #keyObject;
  #algorithm;
  #extractable;
  #usages;

  static {
    isCryptoKey = (value) => value !== null && typeof value === 'object' && #keyObject in value;
    keyObjectOf = (key) => key.#keyObject;
  }

  /** @throws ERR_ILLEGAL_CONSTRUCTOR */
  constructor(maker, keyObject, algorithm, extractable, usages) {
    if (maker !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#keyObject = keyObject;
    this.#algorithm = algorithm;
    this.#extractable = extractable;
    this.#usages = usages;
  }

  static #check(value) {
    if (!isCryptoKey(value)) throw new codes.ERR_INVALID_THIS('CryptoKey');
  }

  /** 'secret', 'public' or 'private'. */
  get type() {
    CryptoKey.#check(this);
    return this.#keyObject.type;
  }

  get extractable() {
    CryptoKey.#check(this);
    return this.#extractable;
  }

  get algorithm() {
    CryptoKey.#check(this);
    return this.#algorithm;
  }

  get usages() {
    CryptoKey.#check(this);
    return this.#usages;
  }

  [customInspect](depth, options, inspect) {
    if (typeof depth === 'number' && depth < 0) return this;
    const { type, extractable, algorithm, usages } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, inner)}`;
  }
}

const enumerable = { enumerable: true };
Object.defineProperties(CryptoKey.prototype, {
  type: enumerable,
  extractable: enumerable,
  algorithm: enumerable,
  usages: enumerable,
  [Symbol.toStringTag]: { configurable: true, value: 'CryptoKey' },
});

/**
 * @param {KeyObject} keyObject
 * @param {object} algorithm
 * @param {boolean} extractable
 * @param {string[]} usages
 * @returns {CryptoKey}
 */
export const makeCryptoKey = (keyObject, algorithm, extractable, usages) =>
  new CryptoKey(kMake, keyObject, algorithm, extractable, usages);
