// Keys as they are given: PEM, DER, JWK, a KeyObject or a CryptoKey; and the functions that make KeyObjects of them.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateString } from '../validators.js';
import { bytesOf, isBytes } from './arguments.js';
import { isCryptoKey, keyObjectOf } from './crypto_key.js';
import { fromJwk } from './jwk.js';
import { inputFormat } from './key_encoding.js';
import { isKeyObject, makePrivateKey, makePublicKey, makeSecretKey, materialOf } from './key_object.js';

const native = binding('crypto');

const BYTES = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string'];
const KEYS = [...BYTES, 'KeyObject', 'CryptoKey'];

/** A KeyObject that is given as such, as a CryptoKey, or in `key.key`; undefined for others. */
function keyObjectIn(key) {
  if (isKeyObject(key)) return key;
  if (isCryptoKey(key)) return keyObjectOf(key);
  return undefined;
}

/**
 * Reads a key that is bytes, text or a JWK.
 * @param {unknown} key
 * @param {boolean} isPublic  whether the public half is wanted
 * @param {string[]} kinds  what may be given, for the error
 * @returns {Key}  of the native side
 */
function readKey(key, isPublic, kinds) {
  if (typeof key === 'string' || isBytes(key)) return parse(key, {}, isPublic);
  if (key === null || typeof key !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('key', kinds, key);
  const { key: data, encoding, format } = key;
  if (format === 'jwk') return fromJwk(data, !isPublic);
  if (typeof data !== 'string' && !isBytes(data)) throw new codes.ERR_INVALID_ARG_TYPE('key.key', kinds, data);
  return parse(bytesOf(data, 'key.key', encoding), key, isPublic);
}

function parse(data, options, isPublic) {
  const { format, type, passphrase } = inputFormat(options, isPublic);
  return (isPublic ? native.readPublicKey : native.readPrivateKey)(data, format, type, passphrase);
}

/** The native key of a private KeyObject. @throws ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE */
function privateHalf(keyObject) {
  if (keyObject.type !== 'private') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(keyObject.type, 'private');
  return materialOf(keyObject);
}

function publicHalf(keyObject) {
  if (keyObject.type === 'secret') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE('secret', 'private or public');
  return materialOf(keyObject);
}

/**
 * The private key that a function was given.
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject | CryptoKey | object} key
 * @returns {Key}  of the native side
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, and what OpenSSL finds
 */
export function privateKeyOf(key) {
  const keyObject = keyObjectIn(key) ?? keyObjectIn(key?.key);
  return keyObject === undefined ? readKey(key, false, KEYS) : privateHalf(keyObject);
}

/** The public key that a function was given, or that of a private one. As privateKeyOf. */
export function publicKeyOf(key) {
  const keyObject = keyObjectIn(key) ?? keyObjectIn(key?.key);
  return keyObject === undefined ? readKey(key, true, KEYS) : publicHalf(keyObject);
}

/** Either, whichever is given: for what a private key can do as well. */
export function anyKeyOf(key) {
  return publicKeyOf(key);
}

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
    return makeSecretKey(Buffer.from(key, encoding));
  }
  if (!isBytes(key)) throw new codes.ERR_INVALID_ARG_TYPE('key', BYTES, key);
  return makeSecretKey(key);
}

/**
 * Node crypto.createPrivateKey since v11.6.0.
 * @param {string | ArrayBuffer | ArrayBufferView | {key: unknown, format?: 'pem' | 'der' | 'jwk', type?: 'pkcs1' | 'pkcs8' | 'sec1',
 *   passphrase?: string | ArrayBufferView, encoding?: string}} key
 * @returns {KeyObject}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_PASSPHRASE, ERR_CRYPTO_INVALID_JWK, ERR_OSSL_*
 */
export function createPrivateKey(key) {
  if (keyObjectIn(key) !== undefined) throw new codes.ERR_INVALID_ARG_TYPE('key', BYTES, key);
  return makePrivateKey(readKey(key, false, BYTES));
}

/**
 * Node crypto.createPublicKey since v11.6.0.
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject | object} key  as for createPrivateKey, or `type` 'spki'; also a private
 *   key, whose public half it then is
 * @returns {KeyObject}
 */
export function createPublicKey(key) {
  const keyObject = keyObjectIn(key) ?? keyObjectIn(key?.key);
  if (keyObject !== undefined) return makePublicKey(native.publicKeyOf(privateHalf(keyObject)));
  return makePublicKey(native.publicKeyOf(readKey(key, true, KEYS)));
}
