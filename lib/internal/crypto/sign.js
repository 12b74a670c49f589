// Signatures, and RSA as a cipher.
import { Writable } from '../../stream.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { codes } from '../errors.js';
import { validateFunction, validateString } from '../validators.js';
import { bytesOf, inputEncoding, outputEncoding } from './arguments.js';
import { constants } from './settings.js';
import { anyKeyOf, privateKeyOf, publicKeyOf } from './key_input.js';

const native = binding('crypto');

const kSignature = Symbol('signature');
/** Kinds whose keys sign data, not the digest of it. */
const SELF_HASHING = /^(?:ed25519|ed448|ml-dsa-|slh-dsa-)/;

/** Padding, salt length and form that come with a key. @throws ERR_INVALID_ARG_VALUE */
function signOptions(key) {
  const { padding, saltLength, dsaEncoding } = key !== null && typeof key === 'object' ? key : {};
  for (const [name, value] of [
    ['padding', padding],
    ['saltLength', saltLength],
  ]) {
    if (value !== undefined && (value === null || value >> 0 !== value))
      throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  }
  if (dsaEncoding !== undefined && dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') {
    throw new codes.ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
  }
  return [padding, saltLength, dsaEncoding === 'ieee-p1363'];
}

/** What Sign and Verify share: data goes in. */
function update(data, encoding) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  if (!this[kSignature].update(data, inputEncoding(data, encoding))) throw new codes.ERR_CRYPTO_INVALID_STATE('update');
  return this;
}

function write(chunk, encoding, callback) {
  this.update(chunk, encoding);
  callback();
}

/** Node crypto.Sign since v0.1.92. */
export function Sign(algorithm, options) {
  if (!new.target) return new Sign(algorithm, options);
  validateString(algorithm, 'algorithm');
  this[kSignature] = new native.Signature(algorithm);
  Writable.call(this, options);
}
Object.setPrototypeOf(Sign.prototype, Writable.prototype);
Object.setPrototypeOf(Sign, Writable);

Sign.prototype._write = write;
/** Node sign.update since v0.1.92. @throws ERR_INVALID_ARG_TYPE */
Sign.prototype.update = update;

/**
 * Node sign.sign since v0.1.92.
 * @param {string | ArrayBufferView | KeyObject | object} options  a private key, or an object with it, padding, saltLength, dsaEncoding
 * @param {string} [encoding]  of the result; a Buffer without it
 * @returns {Buffer | string}
 */
Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw new codes.ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const key = privateKeyOf(options);
  const settings = signOptions(options);
  if (SELF_HASHING.test(native.keyKind(key))) throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
  const bytes = new FastBuffer(this[kSignature].sign(key, ...settings));
  return outputEncoding(encoding) === undefined ? bytes : bytes.toString(encoding);
};

/** Node crypto.Verify since v0.1.92. */
export function Verify(algorithm, options) {
  if (!new.target) return new Verify(algorithm, options);
  validateString(algorithm, 'algorithm');
  this[kSignature] = new native.Signature(algorithm);
  Writable.call(this, options);
}
Object.setPrototypeOf(Verify.prototype, Writable.prototype);
Object.setPrototypeOf(Verify, Writable);

Verify.prototype._write = write;
/** Node verify.update since v0.1.92. @throws ERR_INVALID_ARG_TYPE */
Verify.prototype.update = update;

/**
 * Node verify.verify since v0.1.92.
 * @param {string | ArrayBufferView | KeyObject | object} options  a public key, or an object with it, padding, saltLength, dsaEncoding
 * @param {string | ArrayBuffer | ArrayBufferView} signature
 * @param {string} [encoding]  of a signature that is a string
 * @returns {boolean}
 */
Verify.prototype.verify = function verify(options, signature, encoding) {
  const key = publicKeyOf(options);
  const settings = signOptions(options);
  const bytes = bytesOf(signature, 'signature', encoding);
  if (SELF_HASHING.test(native.keyKind(key))) throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
  return this[kSignature].verify(key, bytes, ...settings);
};

/** Node crypto.createSign since v0.1.92. @returns {Sign} */
export function createSign(algorithm, options) {
  return new Sign(algorithm, options);
}

/** Node crypto.createVerify since v0.1.92. @returns {Verify} */
export function createVerify(algorithm, options) {
  return new Verify(algorithm, options);
}

/** The context that some kinds of keys sign along. */
function contextOf(key) {
  const context = key !== null && typeof key === 'object' ? key.context : undefined;
  if (context !== undefined && !ArrayBuffer.isView(context) && !(context instanceof ArrayBuffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE(
      'options.context',
      ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'],
      context,
    );
  }
  return context;
}

function digestOf(algorithm) {
  if (algorithm === undefined || algorithm === null) return undefined;
  validateString(algorithm, 'algorithm');
  return algorithm;
}

/** A digest that there is none of, found before the key is used. */
function checkDigest(algorithm) {
  if (algorithm !== undefined && !native.isDigest(algorithm)) throw new codes.ERR_CRYPTO_INVALID_DIGEST(algorithm);
}

/**
 * The signature of data that is all there. Node crypto.sign since v12.0.0.
 * @param {string | null | undefined} algorithm  the digest; null where the key's kind hashes itself
 * @param {ArrayBuffer | ArrayBufferView} data
 * @param {string | ArrayBufferView | KeyObject | object} key  as for sign.sign
 * @param {(error: Error | null, signature?: Buffer) => void} [callback]  makes it in the pool
 * @returns {Buffer | undefined}
 */
export function sign(algorithm, data, key, callback) {
  const digest = digestOf(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = bytesOf(data, 'data');
  if (!key) throw new codes.ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const settings = signOptions(key);
  const context = contextOf(key);
  const args = [digest, bytes, privateKeyOf(key), ...settings, context];
  checkDigest(digest);
  if (callback === undefined) return new FastBuffer(native.signSync(...args));
  native.sign(...args, (error, signature) => {
    if (error) callback(error);
    else callback(null, new FastBuffer(signature));
  });
}

/**
 * Whether a signature is right. Node crypto.verify since v12.0.0.
 * @param {string | null | undefined} algorithm
 * @param {ArrayBuffer | ArrayBufferView} data
 * @param {string | ArrayBufferView | KeyObject | object} key  as for verify.verify
 * @param {ArrayBuffer | ArrayBufferView} signature
 * @param {(error: Error | null, valid?: boolean) => void} [callback]
 * @returns {boolean | undefined}
 */
export function verify(algorithm, data, key, signature, callback) {
  const digest = digestOf(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = bytesOf(data, 'data');
  if (typeof signature === 'string' || !(ArrayBuffer.isView(signature) || signature instanceof ArrayBuffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE('signature', ['Buffer', 'TypedArray', 'DataView'], signature);
  }
  const settings = signOptions(key);
  const context = contextOf(key);
  const args = [digest, bytes, publicKeyOf(key), signature, ...settings, context];
  checkDigest(digest);
  if (callback === undefined) return native.verifySync(...args);
  native.verify(...args, (error, valid) => {
    if (error) callback(error);
    else callback(null, valid);
  });
}

/** One of the functions that use RSA as a cipher. */
function rsaFunction(run, keyOf, usualPadding) {
  return (options, buffer) => {
    const key = keyOf(options);
    const {
      padding = usualPadding,
      encoding,
      oaepHash,
      oaepLabel,
    } = options !== null && typeof options === 'object' ? options : {};
    const data = bytesOf(buffer, 'buffer', encoding);
    if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
    const label = oaepLabel === undefined ? undefined : bytesOf(oaepLabel, 'key.oaepLabel', encoding);
    return new FastBuffer(run(key, data, padding, oaepHash, label));
  };
}

const { RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;

/** Node crypto.publicEncrypt since v0.11.14. @param {unknown} key  or an object with it, padding, oaepHash, oaepLabel @returns {Buffer} */
export const publicEncrypt = rsaFunction(native.publicEncrypt, anyKeyOf, RSA_PKCS1_OAEP_PADDING);
/** Node crypto.privateDecrypt since v0.11.14. @returns {Buffer} */
export const privateDecrypt = rsaFunction(native.privateDecrypt, privateKeyOf, RSA_PKCS1_OAEP_PADDING);
/** Node crypto.privateEncrypt since v1.1.0. @returns {Buffer} */
export const privateEncrypt = rsaFunction(native.privateEncrypt, privateKeyOf, RSA_PKCS1_PADDING);
/** Node crypto.publicDecrypt since v1.1.0. @returns {Buffer} */
export const publicDecrypt = rsaFunction(native.publicDecrypt, anyKeyOf, RSA_PKCS1_PADDING);
