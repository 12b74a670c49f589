// KeyObject: a key that need not be shown as bytes.
import { Buffer } from '../../buffer.js';
import { codes } from '../errors.js';
import { validateObject, validateOneOf, validateString } from '../validators.js';
import { asUint8Array, bytesOf, isBytes } from './arguments.js';
import { binding } from '../binding.js';

const native = binding('crypto');

/** Who makes a KeyObject: code of the library, which has this. */
const kMake = Symbol('make');

/** @type {(key: KeyObject) => Uint8Array}  The bytes of a secret key; not to be written to. */
export let secretBytes;
/** @type {(value: unknown) => boolean} */
export let isKeyObject;

/** Node crypto.KeyObject since v11.6.0. */
export class KeyObject {
  #type;
  #material;

  static {
    secretBytes = (key) => key.#material;
    isKeyObject = (value) => value !== null && typeof value === 'object' && #material in value;
  }

  /** @throws ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE: keys are made by createSecretKey and its like */
  constructor(type, material, maker) {
    if (type !== 'secret' && type !== 'public' && type !== 'private')
      throw new codes.ERR_INVALID_ARG_VALUE('type', type);
    if (maker !== kMake) throw new codes.ERR_INVALID_ARG_TYPE('handle', 'object', material);
    this.#type = type;
    this.#material = material;
  }

  /** 'secret', 'public' or 'private'. */
  get type() {
    return this.#type;
  }

  /**
   * Whether the other is the same key. Node keyObject.equals since v17.7.0.
   * @throws ERR_INVALID_ARG_TYPE
   */
  equals(otherKeyObject) {
    if (!isKeyObject(otherKeyObject))
      throw new codes.ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    if (this.#type !== otherKeyObject.#type) return false;
    const [a, b] = [this.#material, otherKeyObject.#material];
    return a.byteLength === b.byteLength && native.timingSafeEqual(a, b);
  }
}

Object.defineProperties(KeyObject.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'KeyObject' },
});

class SecretKeyObject extends KeyObject {
  constructor(bytes) {
    super('secret', bytes, kMake);
  }

  /** Bytes. Node keyObject.symmetricKeySize since v11.6.0. */
  get symmetricKeySize() {
    return secretBytes(this).byteLength;
  }

  /**
   * Node keyObject.export since v11.6.0.
   * @param {{format?: 'buffer' | 'jwk'}} [options]
   * @returns {Buffer | {kty: 'oct', k: string}}
   * @throws ERR_INVALID_ARG_VALUE
   */
  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') return { kty: 'oct', k: Buffer.from(secretBytes(this)).toString('base64url') };
    }
    return Buffer.from(secretBytes(this));
  }
}

/** A secret key over a copy of the bytes. */
export const makeSecretKey = (bytes) => new SecretKeyObject(new Uint8Array(asUint8Array(bytes)));

/**
 * Node crypto.createSecretKey since v11.6.0.
 * @param {string | ArrayBuffer | ArrayBufferView} key
 * @param {string} [encoding='utf8']  of a string
 * @returns {KeyObject}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function createSecretKey(key, encoding) {
  if (typeof key === 'string') {
    validateString(encoding ?? 'utf8', 'encoding');
    return makeSecretKey(bytesOf(key, 'key', encoding));
  }
  if (!isBytes(key)) {
    throw new codes.ERR_INVALID_ARG_TYPE('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string'], key);
  }
  return makeSecretKey(key);
}
