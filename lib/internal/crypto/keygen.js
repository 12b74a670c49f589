// New keys: generateKeyPair and generateKey.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import {
  validateBuffer,
  validateFunction,
  validateInt32,
  validateInteger,
  validateObject,
  validateOneOf,
  validateString,
  validateUint32,
} from '../validators.js';
import process from '../../process.js';
import { getCipherInfo } from './cipher.js';
import { publicFormat, privateFormat } from './key_encoding.js';
import { makePrivateKey, makePublicKey, makeSecretKey } from './key_object.js';
import { randomBytes } from './random.js';

const native = binding('crypto');

const RAW_KINDS = new Set([
  'ed25519',
  'ed448',
  'x25519',
  'x448',
  'ml-dsa-44',
  'ml-dsa-65',
  'ml-dsa-87',
  'ml-kem-512',
  'ml-kem-768',
  'ml-kem-1024',
  'slh-dsa-sha2-128f',
  'slh-dsa-sha2-128s',
  'slh-dsa-sha2-192f',
  'slh-dsa-sha2-192s',
  'slh-dsa-sha2-256f',
  'slh-dsa-sha2-256s',
  'slh-dsa-shake-128f',
  'slh-dsa-shake-128s',
  'slh-dsa-shake-192f',
  'slh-dsa-shake-192s',
  'slh-dsa-shake-256f',
  'slh-dsa-shake-256s',
]);

function digestOption(options, name, words) {
  const value = options[name];
  if (value === undefined) return '';
  validateString(value, `options.${name}`);
  if (!native.isDigest(value)) throw new codes.ERR_CRYPTO_INVALID_DIGEST(...words, value);
  return value;
}

/** The native generator for each kind, and its arguments out of the options. */
const generators = {
  rsa(options) {
    const { modulusLength, publicExponent = 0x10001 } = options;
    validateUint32(modulusLength, 'options.modulusLength');
    validateUint32(publicExponent, 'options.publicExponent');
    return ['generateRsa', modulusLength, publicExponent];
  },

  'rsa-pss'(options) {
    const [, modulusLength, publicExponent] = generators.rsa(options);
    const { saltLength } = options;
    if (saltLength !== undefined) validateInt32(saltLength, 'options.saltLength', 0);
    for (const [old, name] of [
      ['hash', 'hashAlgorithm'],
      ['mgf1Hash', 'mgf1HashAlgorithm'],
    ]) {
      if (options[old] === undefined) continue;
      process.emitWarning(
        `"options.${old}" is deprecated, use "options.${name}" instead.`,
        'DeprecationWarning',
        'DEP0154',
      );
      validateString(options[old], `options.${old}`);
      if (options[name] !== undefined && options[name] !== options[old]) {
        throw new codes.ERR_INVALID_ARG_VALUE(`options.${old}`, options[old]);
      }
    }
    const given = {
      hashAlgorithm: options.hashAlgorithm ?? options.hash,
      mgf1HashAlgorithm: options.mgf1HashAlgorithm ?? options.mgf1Hash,
    };
    if (options.hashAlgorithm === null) given.hashAlgorithm = null;
    if (options.mgf1HashAlgorithm === null) given.mgf1HashAlgorithm = null;
    const digest = digestOption(given, 'hashAlgorithm', []);
    const maskDigest = digestOption(given, 'mgf1HashAlgorithm', ['MGF1 digest']);
    return ['generateRsaPss', modulusLength, publicExponent, digest, maskDigest, saltLength ?? -1];
  },

  dsa(options) {
    const { modulusLength, divisorLength } = options;
    validateUint32(modulusLength, 'options.modulusLength');
    if (divisorLength !== undefined && divisorLength !== null) validateInt32(divisorLength, 'options.divisorLength', 0);
    return ['generateDsa', modulusLength, divisorLength ?? -1];
  },

  ec(options) {
    const { namedCurve, paramEncoding } = options;
    validateString(namedCurve, 'options.namedCurve');
    if (
      paramEncoding !== undefined &&
      paramEncoding !== null &&
      paramEncoding !== 'named' &&
      paramEncoding !== 'explicit'
    ) {
      throw new codes.ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
    }
    if (!native.isCurve(namedCurve)) throw new codes.ERR_CRYPTO_INVALID_CURVE();
    return ['generateEc', namedCurve, paramEncoding === 'explicit'];
  },

  dh(options) {
    const { group, primeLength, prime, generator } = options;
    const pair = (a, b) => {
      if (options[a] !== undefined && options[a] !== null && options[b] !== undefined && options[b] !== null) {
        throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR(a, b);
      }
    };
    if (group !== undefined && group !== null) {
      pair('group', 'prime');
      pair('group', 'primeLength');
      pair('group', 'generator');
      validateString(group, 'options.group');
      const ofGroup = native.dhGroupPrime(group);
      if (ofGroup.byteLength === 0) throw new codes.ERR_CRYPTO_UNKNOWN_DH_GROUP();
      return ['generateDh', ofGroup, 0, 2];
    }
    pair('prime', 'primeLength');
    if (prime !== undefined && prime !== null) validateBuffer(prime, 'options.prime');
    else if (primeLength !== undefined && primeLength !== null) validateInt32(primeLength, 'options.primeLength', 0);
    else throw new codes.ERR_MISSING_OPTION('At least one of the group, prime, or primeLength options');
    if (generator !== undefined && generator !== null) validateInt32(generator, 'options.generator', 0);
    return ['generateDh', prime ?? '', primeLength ?? 0, generator ?? 2];
  },
};

/** The generator for a kind with its arguments. @throws ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE */
function generatorFor(kind, options) {
  validateString(kind, 'type');
  if (options !== undefined || !RAW_KINDS.has(kind)) {
    if (!RAW_KINDS.has(kind) && !Object.hasOwn(generators, kind)) {
      throw new codes.ERR_INVALID_ARG_VALUE('type', kind, 'must be a supported key type');
    }
    validateObject(options, 'options');
  }
  return RAW_KINDS.has(kind) ? ['generateRaw', kind] : generators[kind](options);
}

/**
 * How one key of a pair leaves: as a KeyObject, or written.
 * @returns {(key: KeyObject) => KeyObject | string | Buffer | object}
 */
function wayOut(encoding, name, kind, format) {
  if (encoding === undefined || encoding === null) return (key) => key;
  if (typeof encoding !== 'object') throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, encoding);
  if (encoding.format !== 'jwk') {
    const { cipher } = format(encoding, kind, name);
    if (cipher !== undefined && getCipherInfo(cipher) === undefined) throw new codes.ERR_CRYPTO_UNKNOWN_CIPHER();
  }
  return (key) => key.export(encoding);
}

/** What both forms of generateKeyPair begin with. */
function prepare(kind, options) {
  const [name, ...args] = generatorFor(kind, options);
  const publicOut = wayOut(options?.publicKeyEncoding, 'publicKeyEncoding', kind, publicFormat);
  const privateOut = wayOut(options?.privateKeyEncoding, 'privateKeyEncoding', kind, privateFormat);
  const finish = (key) => ({
    publicKey: publicOut(makePublicKey(native.publicKeyOf(key))),
    privateKey: privateOut(makePrivateKey(key)),
  });
  return { name, args, finish };
}

/**
 * Node crypto.generateKeyPair since v10.12.0.
 * @param {string} type  'rsa', 'rsa-pss', 'dsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448', 'dh', 'ml-dsa-44' and so on
 * @param {object} [options]  the kind's own, publicKeyEncoding and privateKeyEncoding
 * @param {(error: Error | null, publicKey?: unknown, privateKey?: unknown) => void} callback
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE and more
 */
export function generateKeyPair(type, options, callback) {
  if (typeof options === 'function') [callback, options] = [options, undefined];
  validateFunction(callback, 'callback');
  const { name, args, finish } = prepare(type, options);
  native[name](...args, (error, key) => {
    if (error) return callback(error);
    let pair;
    try {
      pair = finish(key);
    } catch (failure) {
      return callback(failure);
    }
    callback(null, pair.publicKey, pair.privateKey);
  });
}

Object.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
  value: (type, options) =>
    new Promise((resolve, reject) => {
      generateKeyPair(type, options, (error, publicKey, privateKey) => {
        if (error) reject(error);
        else resolve({ publicKey, privateKey });
      });
    }),
});

/** As generateKeyPair, at once. Node crypto.generateKeyPairSync since v10.12.0. @returns {{publicKey: unknown, privateKey: unknown}} */
export function generateKeyPairSync(type, options) {
  const { name, args, finish } = prepare(type, options);
  return finish(native[`${name}Sync`](...args));
}

/** Bytes of the secret key that is asked for. */
function secretLength(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  switch (type) {
    case 'hmac':
      validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
      return Math.floor(length / 8);
    case 'aes':
      validateOneOf(length, 'options.length', [128, 192, 256]);
      return length / 8;
    default:
      throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
}

/**
 * Node crypto.generateKey since v15.0.0.
 * @param {'hmac' | 'aes'} type
 * @param {{length: number}} options  bits
 * @param {(error: Error | null, key?: KeyObject) => void} callback
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE
 */
export function generateKey(type, options, callback) {
  const length = secretLength(type, options);
  validateFunction(callback, 'callback');
  randomBytes(length, (error, bytes) => {
    if (error) callback(error);
    else callback(null, makeSecretKey(bytes));
  });
}

/** As generateKey, at once. Node crypto.generateKeySync since v15.0.0. @returns {KeyObject} */
export function generateKeySync(type, options) {
  return makeSecretKey(randomBytes(secretLength(type, options)));
}
