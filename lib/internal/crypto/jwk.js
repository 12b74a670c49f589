// Keys as JSON Web Keys. Source: RFC 7517, RFC 7518 section 6, RFC 8037.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateObject, validateOneOf, validateString } from '../validators.js';

const native = binding('crypto');

const RSA_PUBLIC = ['n', 'e'];
const RSA_PRIVATE = [...RSA_PUBLIC, 'd', 'p', 'q', 'dp', 'dq', 'qi'];
const EC_PUBLIC = ['x', 'y'];
const EC_PRIVATE = [...EC_PUBLIC, 'd'];

/** OpenSSL's names of curves -> JWK's. */
const curves = { prime256v1: 'P-256', secp256k1: 'secp256k1', secp384r1: 'P-384', secp521r1: 'P-521' };
/** Kinds whose keys are bytes -> JWK's names of their curves, and how many bytes. */
const octetKinds = { ed25519: ['Ed25519', 32], ed448: ['Ed448', 57], x25519: ['X25519', 32], x448: ['X448', 56] };
const ML_DSA = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'];

const encode = (bytes) => Buffer.from(bytes).toString('base64url');
const decode = (text) => Buffer.from(text, 'base64url');

/** The members of a JWK by their names. @throws ERR_INVALID_ARG_TYPE */
function read(jwk, names) {
  return names.map((name) => {
    validateString(jwk[name], `key.${name}`);
    return decode(jwk[name]);
  });
}

function write(kty, names, numbers, more = {}) {
  const jwk = { kty, ...more };
  names.forEach((name, i) => {
    jwk[name] = encode(numbers[i]);
  });
  return jwk;
}

/**
 * @param {object} jwk
 * @param {boolean} isPrivate  whether the private half is wanted
 * @returns {Key}  of the native side
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_CRYPTO_INVALID_JWK
 */
export function fromJwk(jwk, isPrivate) {
  validateObject(jwk, 'key.key');
  validateOneOf(jwk.kty, 'key.kty', ['RSA', 'EC', 'OKP', 'AKP']);
  switch (jwk.kty) {
    case 'RSA':
      return native.keyFromRsa(read(jwk, isPrivate ? RSA_PRIVATE : RSA_PUBLIC));
    case 'EC':
      validateOneOf(jwk.crv, 'key.crv', Object.values(curves));
      return native.keyFromEc(jwk.crv, read(jwk, isPrivate ? EC_PRIVATE : EC_PUBLIC));
    case 'OKP': {
      validateOneOf(
        jwk.crv,
        'key.crv',
        Object.values(octetKinds).map(([name]) => name),
      );
      const [x, d] = read(jwk, isPrivate ? ['x', 'd'] : ['x']);
      const kind = jwk.crv.toLowerCase();
      const bytes = isPrivate ? d : x;
      if (bytes.length !== octetKinds[kind][1]) throw new codes.ERR_CRYPTO_INVALID_JWK();
      return native.keyFromRaw(kind, bytes, isPrivate);
    }
    default: {
      validateOneOf(jwk.alg, 'key.alg', ML_DSA);
      const [pub, priv] = read(jwk, isPrivate ? ['pub', 'priv'] : ['pub']);
      const kind = jwk.alg.toLowerCase();
      if (!isPrivate) return native.keyFromRaw(kind, pub, false);
      const key = native.keyFromSeed(kind, priv);
      if (!pub.equals(Buffer.from(native.keyToRaw(key, false)))) throw new codes.ERR_CRYPTO_INVALID_JWK();
      return key;
    }
  }
}

/**
 * @param {Key} key  of the native side
 * @param {boolean} isPrivate
 * @returns {object}
 * @throws ERR_CRYPTO_JWK_UNSUPPORTED_CURVE, ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE
 */
export function toJwk(key, isPrivate) {
  const kind = native.keyKind(key);
  if (kind === 'rsa') return write('RSA', isPrivate ? RSA_PRIVATE : RSA_PUBLIC, native.keyToRsa(key));
  if (kind === 'ec') {
    const { namedCurve } = native.keyDetails(key);
    if (curves[namedCurve] === undefined) throw new codes.ERR_CRYPTO_JWK_UNSUPPORTED_CURVE(namedCurve);
    return write('EC', isPrivate ? EC_PRIVATE : EC_PUBLIC, native.keyToEc(key), { crv: curves[namedCurve] });
  }
  if (octetKinds[kind] !== undefined) {
    const jwk = { kty: 'OKP', crv: octetKinds[kind][0], x: encode(native.keyToRaw(key, false)) };
    if (isPrivate) jwk.d = encode(native.keyToRaw(key, true));
    return jwk;
  }
  const alg = kind.toUpperCase();
  if (!ML_DSA.includes(alg)) throw new codes.ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE();
  const jwk = { kty: 'AKP', alg, pub: encode(native.keyToRaw(key, false)) };
  if (isPrivate) jwk.priv = encode(native.keyToSeed(key));
  return jwk;
}
