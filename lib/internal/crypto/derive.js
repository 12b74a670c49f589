// Keys out of passwords and other keys: pbkdf2, scrypt, hkdf, argon2.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { codes } from '../errors.js';
import {
  validateFunction,
  validateInt32,
  validateInteger,
  validateObject,
  validateOneOf,
  validateString,
  validateUint32,
} from '../validators.js';
import { bytesOf, bytesOrText } from './arguments.js';
import { secretOf } from './secret_input.js';

const native = binding('crypto');

/** What the pool calls back with, for a program that gets a Buffer. */
const withBuffer = (callback) => (error, bytes) => {
  if (error) callback(error);
  else callback(null, new FastBuffer(bytes));
};

/** The arguments of the native pbkdf2. */
function checkPbkdf2(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  bytesOrText(password, 'password');
  bytesOrText(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  if (!native.isDigest(digest)) throw new codes.ERR_CRYPTO_INVALID_DIGEST(digest);
  return [digest, password, salt, iterations, keylen];
}

/**
 * Node crypto.pbkdf2 since v0.5.5.
 * @param {string | ArrayBuffer | ArrayBufferView} password
 * @param {string | ArrayBuffer | ArrayBufferView} salt
 * @param {number} iterations  1..2^31-1
 * @param {number} keylen  bytes, 0..2^31-1
 * @param {string} digest
 * @param {(error: Error | null, key: Buffer) => void} callback
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_CRYPTO_INVALID_DIGEST
 */
export function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') [callback, digest] = [digest, undefined];
  const args = checkPbkdf2(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  native.pbkdf2(...args, withBuffer(callback));
}

/** As pbkdf2, at once. Node crypto.pbkdf2Sync since v0.9.3. @returns {Buffer} */
export function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  return new FastBuffer(native.pbkdf2Sync(...checkPbkdf2(password, salt, iterations, keylen, digest)));
}

/** A number that goes by two names, of which one may be given. Each is read once. */
function readOption(options, short, long, usual) {
  const value = options[short];
  const other = options[long];
  if (value !== undefined && other !== undefined) throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR(short, long);
  const given = value ?? other;
  if (given === undefined) return usual;
  validateUint32(given, short);
  return given || usual;
}

/** The arguments of the native scrypt. */
function checkScrypt(password, salt, keylen, options) {
  bytesOrText(password, 'password');
  bytesOrText(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  let [N, r, p, maxmem] = [16384, 8, 1, 32 * 1024 * 1024];
  if (options && options !== usualScrypt) {
    N = readOption(options, 'N', 'cost', N);
    r = readOption(options, 'r', 'blockSize', r);
    p = readOption(options, 'p', 'parallelization', p);
    const limit = options.maxmem;
    if (limit !== undefined) {
      validateInteger(limit, 'maxmem', 0);
      maxmem = limit || maxmem;
    }
  }
  native.checkScrypt(N, r, p, maxmem);
  return [password, salt, N, r, p, maxmem, keylen];
}
const usualScrypt = {};

/**
 * Node crypto.scrypt since v10.5.0.
 * @param {string | ArrayBuffer | ArrayBufferView} password
 * @param {string | ArrayBuffer | ArrayBufferView} salt
 * @param {number} keylen  bytes, 0..2^31-1
 * @param {{N?: number, cost?: number, r?: number, blockSize?: number, p?: number, parallelization?: number, maxmem?: number}} [options]
 *   maxmem in bytes
 * @param {(error: Error | null, key: Buffer) => void} callback
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_INCOMPATIBLE_OPTION_PAIR, ERR_CRYPTO_INVALID_SCRYPT_PARAMS
 */
export function scrypt(password, salt, keylen, options, callback = undefined) {
  if (callback === undefined) [callback, options] = [options, usualScrypt];
  const args = checkScrypt(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  native.scrypt(...args, withBuffer(callback));
}

/** As scrypt, at once. Node crypto.scryptSync since v10.5.0. @returns {Buffer} */
export function scryptSync(password, salt, keylen, options = usualScrypt) {
  return new FastBuffer(native.scryptSync(...checkScrypt(password, salt, keylen, options)));
}

const MAX_INFO = 1024;

/** The arguments of the native hkdf. */
function checkHkdf(digest, key, salt, info, length) {
  validateString(digest, 'digest');
  const secret = secretOf(key, undefined, 'ikm');
  bytesOrText(salt, 'salt');
  bytesOrText(info, 'info');
  validateInteger(length, 'length', 0, 2 ** 31 - 1);
  const size = Buffer.byteLength(info);
  if (size > MAX_INFO) throw new codes.ERR_OUT_OF_RANGE('info', `must not contain more than ${MAX_INFO} bytes`, size);
  const hashSize = native.digestSize(digest);
  if (hashSize === 0) throw new codes.ERR_CRYPTO_INVALID_DIGEST(digest);
  if (length > 255 * hashSize) throw new codes.ERR_CRYPTO_INVALID_KEYLEN();
  return [digest, secret, salt, info, length];
}

/**
 * Node crypto.hkdf since v15.0.0.
 * @param {string} digest
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject} ikm  what the key is made of
 * @param {string | ArrayBuffer | ArrayBufferView} salt
 * @param {string | ArrayBuffer | ArrayBufferView} info  at most 1024 bytes
 * @param {number} keylen  bytes, at most 255 digests long
 * @param {(error: Error | null, key: ArrayBuffer) => void} callback
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_CRYPTO_INVALID_DIGEST, ERR_CRYPTO_INVALID_KEYLEN
 */
export function hkdf(digest, ikm, salt, info, keylen, callback) {
  const args = checkHkdf(digest, ikm, salt, info, keylen);
  validateFunction(callback, 'callback');
  native.hkdf(...args, (error, bytes) => {
    if (error) callback(error);
    else callback(null, bytes);
  });
}

/** As hkdf, at once. Node crypto.hkdfSync since v15.0.0. @returns {ArrayBuffer} */
export function hkdfSync(digest, ikm, salt, info, keylen) {
  return native.hkdfSync(...checkHkdf(digest, ikm, salt, info, keylen));
}

const UINT32_MAX = 2 ** 32 - 1;

/** The arguments of the native argon2. */
function checkArgon2(algorithm, parameters) {
  validateString(algorithm, 'algorithm');
  validateOneOf(algorithm, 'algorithm', ['argon2d', 'argon2i', 'argon2id']);
  validateObject(parameters, 'parameters');
  const { parallelism, tagLength, memory, passes } = parameters;
  const bytes = (name) => bytesOf(parameters[name], `parameters.${name}`);
  const optional = (name) => (parameters[name] === undefined ? '' : bytes(name));
  const message = bytes('message');
  const nonce = bytes('nonce');
  validateInteger(nonce.byteLength, 'parameters.nonce.byteLength', 8, UINT32_MAX);
  validateInteger(parallelism, 'parameters.parallelism', 1, 2 ** 24 - 1);
  validateInteger(tagLength, 'parameters.tagLength', 4, UINT32_MAX);
  validateInteger(memory, 'parameters.memory', 8 * parallelism, UINT32_MAX);
  validateInteger(passes, 'parameters.passes', 1, UINT32_MAX);
  return [
    algorithm.toUpperCase(),
    message,
    nonce,
    parallelism,
    tagLength,
    memory,
    passes,
    optional('secret'),
    optional('associatedData'),
  ];
}

/**
 * Node crypto.argon2 since v24.7.0. Source: RFC 9106.
 * @param {'argon2d' | 'argon2i' | 'argon2id'} algorithm
 * @param {{message: string | ArrayBufferView, nonce: string | ArrayBufferView, parallelism: number, tagLength: number, memory: number,
 *   passes: number, secret?: string | ArrayBufferView, associatedData?: string | ArrayBufferView}} parameters
 *   tagLength in bytes, memory in KiB
 * @param {(error: Error | null, key: Buffer) => void} callback
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE
 */
export function argon2(algorithm, parameters, callback) {
  const args = checkArgon2(algorithm, parameters);
  validateFunction(callback, 'callback');
  native.argon2(...args, withBuffer(callback));
}

/** As argon2, at once. Node crypto.argon2Sync since v24.7.0. @returns {Buffer} */
export function argon2Sync(algorithm, parameters) {
  return new FastBuffer(native.argon2Sync(...checkArgon2(algorithm, parameters)));
}
