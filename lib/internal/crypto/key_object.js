// KeyObject: a key that need not be shown as bytes. Secret keys are bytes; the others are OpenSSL's.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { onStart } from '../start.js';
import { validateObject, validateOneOf } from '../validators.js';
import { asUint8Array } from './arguments.js';
import { publicFormat, privateFormat } from './key_encoding.js';
import { toJwk } from './jwk.js';

const native = binding('crypto');
onStart(() => native.useKeyClass(native.Key));

/** Who makes a KeyObject: code of the library, which has this. */
const kMake = Symbol('make');

/** @type {(key: KeyObject) => Uint8Array | Key}  The bytes of a secret key, not to be written to; OpenSSL's key of others. */
export let materialOf;
/** @type {(value: unknown) => boolean} */
export let isKeyObject;

/** Node crypto.KeyObject since v11.6.0. */
export class KeyObject {
  #type;
  #material;

  static {
    materialOf = (key) => key.#material;
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

  /**
   * The key that a CryptoKey holds. Node KeyObject.from since v15.0.0.
   * @param {CryptoKey} key
   * @throws ERR_INVALID_ARG_TYPE
   */
  static from(key) {
    const { isCryptoKey, keyObjectOf } = load('internal/crypto/crypto_key');
    if (!isCryptoKey(key)) throw new codes.ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return keyObjectOf(key);
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
    if (this.#type !== 'secret') return native.keyEquals(a, b);
    return a.byteLength === b.byteLength && native.timingSafeEqual(a, b);
  }
}

Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { configurable: true, value: 'KeyObject' });

class SecretKeyObject extends KeyObject {
  constructor(bytes) {
    super('secret', bytes, kMake);
  }

  /** Bytes. Node keyObject.symmetricKeySize since v11.6.0. */
  get symmetricKeySize() {
    return materialOf(this).byteLength;
  }

  /**
   * Node keyObject.export since v11.6.0.
   * @param {{format?: 'buffer' | 'jwk'}} [options]
   * @returns {Buffer | {kty: 'oct', k: string}}
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
   */
  export(options) {
    const bytes = Buffer.from(materialOf(this));
    if (options === undefined) return bytes;
    validateObject(options, 'options');
    validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
    return options.format === 'jwk' ? { kty: 'oct', k: bytes.toString('base64url') } : bytes;
  }
}

class AsymmetricKeyObject extends KeyObject {
  #kind;
  #details;

  constructor(type, key) {
    super(type, key, kMake);
  }

  /** 'rsa', 'ec', 'ed25519' and so on. Node keyObject.asymmetricKeyType since v11.6.0. */
  get asymmetricKeyType() {
    this.#kind ??= native.keyKind(materialOf(this)) || undefined;
    return this.#kind;
  }

  /** Sizes, exponent, curve and such. Node keyObject.asymmetricKeyDetails since v15.7.0. @returns {object} */
  get asymmetricKeyDetails() {
    if (this.#details === undefined) {
      const details = native.keyDetails(materialOf(this));
      const { publicExponent } = details;
      if (publicExponent) details.publicExponent = BigInt(`0x${Buffer.from(publicExponent).toString('hex')}`);
      this.#details = details;
    }
    return { ...this.#details };
  }

  /** As a CryptoKey of webcrypto. Node keyObject.toCryptoKey since v22.10.0. */
  toCryptoKey(algorithm, extractable, usages) {
    return load('internal/crypto/subtle').toCryptoKey(this, algorithm, extractable, usages);
  }
}

const written = (bytes, format) =>
  format === native.keyFormats.pem ? Buffer.from(bytes).toString() : Buffer.from(bytes);

class PublicKeyObject extends AsymmetricKeyObject {
  constructor(key) {
    super('public', key);
  }

  /**
   * Node keyObject.export since v11.6.0.
   * @param {{type?: 'pkcs1' | 'spki', format: 'pem' | 'der' | 'jwk'}} options
   * @returns {string | Buffer | object}
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_CRYPTO_JWK_UNSUPPORTED_*
   */
  export(options) {
    validateObject(options, 'options');
    if (options.format === 'jwk') return toJwk(materialOf(this), false);
    const { format, type } = publicFormat(options, this.asymmetricKeyType);
    return written(native.writePublicKey(materialOf(this), format, type), format);
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(key) {
    super('private', key);
  }

  /**
   * Node keyObject.export since v11.6.0.
   * @param {{type?: 'pkcs1' | 'pkcs8' | 'sec1', format: 'pem' | 'der' | 'jwk', cipher?: string, passphrase?: string | ArrayBufferView}} options
   * @returns {string | Buffer | object}
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_CRYPTO_JWK_UNSUPPORTED_*
   */
  export(options) {
    validateObject(options, 'options');
    if (options.format === 'jwk') {
      if (options.passphrase !== undefined) {
        throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
      }
      return toJwk(materialOf(this), true);
    }
    const { format, type, cipher, passphrase } = privateFormat(options, this.asymmetricKeyType);
    return written(native.writePrivateKey(materialOf(this), format, type, cipher, passphrase), format);
  }
}

/** A secret key over a copy of the bytes. */
export const makeSecretKey = (bytes) => new SecretKeyObject(new Uint8Array(asUint8Array(bytes)));

/** @param {Key} key  of the native side */
export const makePublicKey = (key) => new PublicKeyObject(key);

/** @param {Key} key  of the native side */
export const makePrivateKey = (key) => new PrivateKeyObject(key);
