// node:crypto
import {
  argon2,
  argon2Sync,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  scrypt,
  scryptSync,
} from './internal/crypto/derive.js';
import {
  Cipheriv,
  Decipheriv,
  createCipheriv,
  createDecipheriv,
  getCipherInfo,
  getCiphers,
} from './internal/crypto/cipher.js';
import {
  Sign,
  Verify,
  createSign,
  createVerify,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
} from './internal/crypto/sign.js';
import { constants, getCurves, getFips, secureHeapUsed, setFips } from './internal/crypto/settings.js';
import {
  DeprecatedHash,
  DeprecatedHmac,
  createHash,
  createHmac,
  getHashes,
  hash,
  timingSafeEqual,
} from './internal/crypto/hash.js';
import { createPrivateKey, createPublicKey, createSecretKey } from './internal/crypto/key_input.js';
import { KeyObject } from './internal/crypto/key_object.js';
import { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync } from './internal/crypto/keygen.js';
import { randomBytes, randomFill, randomFillSync, randomInt, randomUUID } from './internal/crypto/random.js';
import { webcrypto } from './internal/crypto/webcrypto.js';
import { deprecate } from './internal/util/deprecate.js';

/** As crypto.webcrypto.getRandomValues. Node crypto.getRandomValues since v17.4.0. */
const getRandomValues = (array) => webcrypto.getRandomValues(array);

const crypto = {
  argon2,
  argon2Sync,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  createSign,
  createVerify,
  getCiphers,
  getCipherInfo,
  getCurves,
  getHashes,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  generateKeyPair,
  generateKeyPairSync,
  generateKey,
  generateKeySync,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  sign,
  timingSafeEqual,
  getFips,
  setFips,
  verify,
  hash,
  Cipheriv,
  Decipheriv,
  Hash: DeprecatedHash,
  Hmac: DeprecatedHmac,
  KeyObject,
  Sign,
  Verify,
  secureHeapUsed,
};

const fixed = (value) => ({ value, enumerable: true });
Object.defineProperties(crypto, {
  constants: fixed(constants),
  webcrypto: fixed(webcrypto),
  getRandomValues: { value: getRandomValues, enumerable: true, writable: true, configurable: true },
  fips: {
    get: deprecate(
      getFips,
      'The crypto.fips is deprecated. Please use crypto.setFips() and crypto.getFips()',
      'DEP0093',
    ),
    set: deprecate(
      setFips,
      'The crypto.fips is deprecated. Please use crypto.setFips() and crypto.getFips()',
      'DEP0093',
    ),
  },
});
// old names, which only old programs know
for (const name of ['prng', 'pseudoRandomBytes', 'rng']) {
  Object.defineProperty(crypto, name, { value: randomBytes, writable: true, configurable: true });
}

export default crypto;
