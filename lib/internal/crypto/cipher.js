// Symmetric ciphers.
import { StringDecoder } from '../../string_decoder.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { UNKNOWN, encodingNumber, normalizeEncoding } from '../buffer/encodings.js';
import { codes } from '../errors.js';
import { validateInt32, validateObject, validateString } from '../validators.js';
import process from '../../process.js';
import { bytesOf, bytesOrText, inputEncoding } from './arguments.js';
import { LazyTransform } from './lazy_transform.js';
import { secretOf } from './secret_input.js';

const native = binding('crypto');

const kCipher = Symbol('cipher');
const kDecoder = Symbol('decoder');
const kTagLength = Symbol('tag length');
const kInitialized = Symbol('what it was made of');

/** A number that `options` may have. @throws ERR_INVALID_ARG_VALUE */
function uint32Option(options, name) {
  const value = options?.[name];
  if (value === undefined || value === null) return undefined;
  if (value >>> 0 !== value) throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
}

function begin(self, encrypts, cipher, key, iv, options) {
  validateString(cipher, 'cipher');
  const secret = secretOf(key, options?.encoding);
  const vector = iv === null ? undefined : bytesOrText(iv, 'iv');
  const tagLength = uint32Option(options, 'authTagLength');
  self[kCipher] = new native.Cipher(encrypts, cipher, secret, vector, tagLength);
  self[kTagLength] = tagLength;
  self[kInitialized] = cipher;
  self[kDecoder] = undefined;
  LazyTransform.call(self, options);
}

/** The text of what comes out: characters are whole, so bytes may wait for the next call. */
function decode(self, bytes, encoding, last) {
  if (encoding === undefined || encoding === null || encoding === 'buffer') return bytes;
  const name = encodingNumber(encoding) === UNKNOWN ? undefined : normalizeEncoding(encoding);
  if (name === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  self[kDecoder] ??= new StringDecoder(name);
  if (self[kDecoder].encoding !== name) throw new codes.ERR_INTERNAL_ASSERTION('Cannot change encoding');
  return last ? self[kDecoder].end(bytes) : self[kDecoder].write(bytes);
}

const methods = {
  /**
   * Node cipher.update since v0.1.94.
   * @param {string | ArrayBufferView} data
   * @param {string} [inputEncoding='utf8']  of a string
   * @param {string} [outputEncoding]  of the result; a Buffer without it
   * @returns {Buffer | string}
   */
  update(data, inputEncodingName, outputEncoding) {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
      throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    const number = inputEncoding(data, inputEncodingName === 'buffer' ? undefined : inputEncodingName);
    return decode(this, new FastBuffer(this[kCipher].update(data, number)), outputEncoding, false);
  },

  /** What is left. Node cipher.final since v0.1.94. @throws when the data, padding or tag is wrong */
  final(outputEncoding) {
    if (outputEncoding) decode(this, new FastBuffer(0), outputEncoding, false); // a wrong encoding is found before the end is made
    return decode(this, new FastBuffer(this[kCipher].final()), outputEncoding, true);
  },

  /** Node cipher.setAutoPadding since v0.7.1. @throws ERR_CRYPTO_INVALID_STATE */
  setAutoPadding(autoPadding = true) {
    if (!this[kCipher].setAutoPadding(Boolean(autoPadding))) throw new codes.ERR_CRYPTO_INVALID_STATE('setAutoPadding');
    return this;
  },

  /**
   * Data that is authenticated and not encrypted. Node cipher.setAAD since v1.0.0.
   * @param {string | ArrayBuffer | ArrayBufferView} buffer
   * @param {{plaintextLength?: number, encoding?: string}} [options]  plaintextLength: bytes, for CCM
   */
  setAAD(buffer, options) {
    const length = uint32Option(options, 'plaintextLength');
    const bytes = bytesOf(buffer, 'aadbuf', options?.encoding);
    if (!this[kCipher].setAAD(bytes, length)) throw new codes.ERR_CRYPTO_INVALID_STATE('setAAD');
    return this;
  },

  _transform(chunk, encoding, callback) {
    this.push(this.update(chunk, encoding));
    callback();
  },

  _flush(callback) {
    try {
      this.push(this.final());
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  },
};

/** Node crypto.Cipheriv since v0.1.94. */
export function Cipheriv(cipher, key, iv, options) {
  if (!new.target) return new Cipheriv(cipher, key, iv, options);
  begin(this, true, cipher, key, iv, options);
}

/** Node crypto.Decipheriv since v0.1.94. */
export function Decipheriv(cipher, key, iv, options) {
  if (!new.target) return new Decipheriv(cipher, key, iv, options);
  begin(this, false, cipher, key, iv, options);
}

for (const Class of [Cipheriv, Decipheriv]) {
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
  Object.assign(Class.prototype, methods);
}

/** The tag, once all is encrypted. Node cipher.getAuthTag since v1.0.0. @returns {Buffer} @throws ERR_CRYPTO_INVALID_STATE */
Cipheriv.prototype.getAuthTag = function getAuthTag() {
  const tag = this[kCipher].getAuthTag();
  if (tag.byteLength === 0) throw new codes.ERR_CRYPTO_INVALID_STATE('getAuthTag');
  return new FastBuffer(tag);
};

/**
 * The tag that the data must have. Node decipher.setAuthTag since v1.0.0.
 * @param {string | ArrayBuffer | ArrayBufferView} tag
 * @param {string} [encoding]
 * @throws ERR_CRYPTO_INVALID_AUTH_TAG, ERR_CRYPTO_INVALID_STATE
 */
Decipheriv.prototype.setAuthTag = function setAuthTag(tag, encoding) {
  const bytes = bytesOf(tag, 'buffer', encoding);
  if (!this[kCipher].setAuthTag(bytes)) throw new codes.ERR_CRYPTO_INVALID_STATE('setAuthTag');
  if (this[kTagLength] === undefined && bytes.byteLength < 16 && /-gcm$/i.test(this[kInitialized])) warnOfShortTag();
  return this;
};

let warnedOfShortTag = false;

function warnOfShortTag() {
  if (warnedOfShortTag) return;
  warnedOfShortTag = true;
  process.emitWarning(
    'Using AES-GCM authentication tags of less than 128 bits without specifying the authTagLength option when initializing ' +
      'decryption is deprecated.',
    'DeprecationWarning',
    'DEP0182',
  );
}

/**
 * Node crypto.createCipheriv since v0.1.94.
 * @param {string} cipher  a name of crypto.getCiphers()
 * @param {string | ArrayBuffer | ArrayBufferView | KeyObject | CryptoKey} key
 * @param {string | ArrayBuffer | ArrayBufferView | null} iv
 * @param {{authTagLength?: number}} [options]  bytes; and options of a stream
 * @returns {Cipheriv}
 * @throws ERR_INVALID_ARG_TYPE, ERR_CRYPTO_UNKNOWN_CIPHER, ERR_CRYPTO_INVALID_IV, ERR_CRYPTO_INVALID_KEYLEN, ERR_CRYPTO_INVALID_AUTH_TAG
 */
export function createCipheriv(cipher, key, iv, options) {
  return new Cipheriv(cipher, key, iv, options);
}

/** As createCipheriv. Node crypto.createDecipheriv since v0.1.94. @returns {Decipheriv} */
export function createDecipheriv(cipher, key, iv, options) {
  return new Decipheriv(cipher, key, iv, options);
}

let names;

/** Node crypto.getCiphers since v0.9.3. @returns {string[]} */
export function getCiphers() {
  names ??= native.getCiphers();
  return [...names];
}

/**
 * Node crypto.getCipherInfo since v15.0.0.
 * @param {string | number} nameOrNid
 * @param {{keyLength?: number, ivLength?: number}} [options]  lengths that it is to take, in bytes
 * @returns {{name: string, nid: number, blockSize?: number, ivLength?: number, keyLength: number, mode: string} | undefined}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  let keyLength;
  let ivLength;
  if (options !== undefined) {
    validateObject(options, 'options');
    ({ keyLength, ivLength } = options);
    if (keyLength !== undefined) validateInt32(keyLength, 'options.keyLength');
    if (ivLength !== undefined) validateInt32(ivLength, 'options.ivLength');
  }
  return typeof nameOrNid === 'string'
    ? native.cipherInfo(nameOrNid, keyLength, ivLength)
    : native.cipherInfoByNumber(nameOrNid, keyLength, ivLength);
}
