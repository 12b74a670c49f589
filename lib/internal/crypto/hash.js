// Digests and keyed digests, as objects that are streams, too, and at once.
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { UNKNOWN, encodingNumber } from '../buffer/encodings.js';
import { codes } from '../errors.js';
import { deprecate } from '../util/deprecate.js';
import { validateString, validateUint32 } from '../validators.js';
import process from '../../process.js';
import { inputEncoding, isBytes, outputEncoding } from './arguments.js';
import { secretOf } from './secret_input.js';
import { LazyTransform } from './lazy_transform.js';

const native = binding('crypto');

const kHandle = Symbol('handle');
const kFinalized = Symbol('finalized');

const toResult = (value) => (typeof value === 'string' ? value : new FastBuffer(value));

let warnedOfLength = false;

/** SHAKE gives as many bytes as are asked for: one should say how many. */
function warnOfLength(algorithm) {
  if (warnedOfLength || !/^shake-?(?:128|256)$/i.test(algorithm)) return;
  warnedOfLength = true;
  process.emitWarning(
    'Creating SHAKE128/256 digests without an explicit options.outputLength is deprecated.',
    'DeprecationWarning',
    'DEP0198',
  );
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
function lengthOf(options) {
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  return length;
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE */
function feed(handle, data, encoding) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  return handle.update(data, encoding === undefined ? 0 : inputEncoding(data, encoding));
}

/** Node crypto.Hash since v0.1.92. */
export function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  LazyTransform.call(this, options);
  const source = algorithm instanceof Hash ? algorithm[kHandle] : algorithm;
  if (source === algorithm) {
    validateString(algorithm, 'algorithm');
    this.algorithm = algorithm;
  }
  const length = lengthOf(options);
  if (length === undefined && source === algorithm) warnOfLength(algorithm);
  this[kHandle] = new native.Hash(source, length);
  this[kFinalized] = false;
}

Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

/**
 * Another that has seen the same data. Node hash.copy since v13.1.0.
 * @param {{outputLength?: number}} [options]
 * @throws ERR_CRYPTO_HASH_FINALIZED
 */
Hash.prototype.copy = function copy(options) {
  if (this[kFinalized]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};

/**
 * Node hash.update since v0.1.92.
 * @param {string | ArrayBufferView} data
 * @param {string} [encoding='utf8']  of a string
 * @returns {this}
 * @throws ERR_CRYPTO_HASH_FINALIZED, ERR_INVALID_ARG_TYPE, ERR_CRYPTO_HASH_UPDATE_FAILED
 */
Hash.prototype.update = function update(data, encoding) {
  if (this[kFinalized]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  if (!feed(this[kHandle], data, encoding)) throw new codes.ERR_CRYPTO_HASH_UPDATE_FAILED();
  return this;
};

/**
 * Node hash.digest since v0.1.92.
 * @param {string} [encoding]  of the result; a Buffer without it
 * @returns {Buffer | string}
 * @throws ERR_CRYPTO_HASH_FINALIZED
 */
Hash.prototype.digest = function digest(encoding) {
  if (this[kFinalized]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  const number = outputEncoding(encoding);
  this[kFinalized] = true;
  return toResult(this[kHandle].digest(number));
};

/** @throws ERR_INVALID_ARG_TYPE; ERR_CRYPTO_INVALID_DIGEST for a digest that there is none of. Node crypto.Hmac since v0.1.94. */
export function Hmac(hmac, key, options) {
  if (!new.target) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const secret = secretOf(key, options?.encoding);
  LazyTransform.call(this, options);
  this[kHandle] = new native.Hmac(hmac, secret);
  this[kFinalized] = false;
}

Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

/** Node hmac.update since v0.1.94. As hash.update. */
Hmac.prototype.update = Hash.prototype.update;

/**
 * Node hmac.digest since v0.1.94.
 * @param {string} [encoding]  of the result; a Buffer without it
 * @returns {Buffer | string}  empty when it was taken before
 */
Hmac.prototype.digest = function digest(encoding) {
  const number = outputEncoding(encoding);
  this[kFinalized] = true;
  return toResult(this[kHandle].digest(number));
};

/** As a stream: data goes in, the digest comes out at the end. */
for (const prototype of [Hash.prototype, Hmac.prototype]) {
  prototype._transform = function _transform(chunk, encoding, callback) {
    this[kHandle].update(chunk, typeof chunk === 'string' ? encodingNumber(encoding) : 0);
    callback();
  };
  prototype._flush = function _flush(callback) {
    this.push(new FastBuffer(this[kHandle].digest()));
    callback();
  };
}

/**
 * Node crypto.createHash since v0.1.92.
 * @param {string} algorithm  a name of crypto.getHashes()
 * @param {{outputLength?: number}} [options]  outputLength: bytes of the result, where the algorithm gives any number; and those
 *   of a stream
 * @returns {Hash}
 * @throws ERR_INVALID_ARG_TYPE; 'Digest method not supported'; ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH
 */
export function createHash(algorithm, options) {
  return new Hash(algorithm, options);
}

/**
 * Node crypto.createHmac since v0.1.94.
 * @param {string} hmac  a name of crypto.getHashes()
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject | CryptoKey} key
 * @param {{encoding?: string}} [options]  encoding: of a key that is a string; and options of a stream
 * @returns {Hmac}
 */
export function createHmac(hmac, key, options) {
  return new Hmac(hmac, key, options);
}

/**
 * The digest of data that is all there. Node crypto.hash since v21.7.0.
 * @param {string} algorithm
 * @param {string | ArrayBufferView} data  a string is read as UTF-8
 * @param {string | {outputEncoding?: string, outputLength?: number}} [options='hex']  the encoding of the result, 'buffer' for bytes
 * @returns {string | Buffer}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 */
export function hash(algorithm, data, options = undefined) {
  validateString(algorithm, 'algorithm');
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  const given = typeof options === 'object' && options !== null ? options.outputEncoding : options;
  const length = lengthOf(options);
  const encoding = given === undefined ? 'hex' : given;
  validateString(encoding, 'outputEncoding');
  const number = encoding === 'buffer' ? undefined : encodingNumber(encoding);
  if (number === UNKNOWN) throw new codes.ERR_INVALID_ARG_VALUE('outputEncoding', encoding);
  if (length === undefined) warnOfLength(algorithm);
  return toResult(native.hash(algorithm, data, number, length));
}

let names;

/** The names of digests. Node crypto.getHashes since v0.9.3. @returns {string[]} */
export function getHashes() {
  names ??= native.getHashes();
  return [...names];
}

/**
 * Whether two views hold the same bytes, in a time that does not depend on where they differ. Node crypto.timingSafeEqual since v6.6.0.
 * @param {ArrayBuffer | ArrayBufferView} buf1
 * @param {ArrayBuffer | ArrayBufferView} buf2
 * @returns {boolean}
 * @throws ERR_INVALID_ARG_TYPE; ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH when one is longer
 */
export function timingSafeEqual(buf1, buf2) {
  const kinds = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
  if (!isBytes(buf1)) throw new codes.ERR_INVALID_ARG_TYPE('buf1', kinds, buf1);
  if (!isBytes(buf2)) throw new codes.ERR_INVALID_ARG_TYPE('buf2', kinds, buf2);
  if (buf1.byteLength !== buf2.byteLength) throw new codes.ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return native.timingSafeEqual(buf1, buf2);
}

/** The constructors as crypto.Hash and crypto.Hmac, which programs should not call. */
export const DeprecatedHash = deprecate(Hash, 'crypto.Hash constructor is deprecated.', 'DEP0179');
export const DeprecatedHmac = deprecate(Hmac, 'crypto.Hmac constructor is deprecated.', 'DEP0181');
