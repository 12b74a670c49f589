// Errors of crypto.
import { define } from './define.js';

define(Error, {
  ERR_CRYPTO_ARGON2_NOT_SUPPORTED: 'Argon2 algorithm not supported',
  ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED: 'Custom engines not supported by this OpenSSL',
  ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY: 'Public key is not valid for specified curve',
  ERR_CRYPTO_ENGINE_UNKNOWN: (id) => `Engine "${id}" was not found`,
  ERR_CRYPTO_FIPS_FORCED: 'Cannot set FIPS mode, it was forced with --force-fips at startup.',
  ERR_CRYPTO_FIPS_UNAVAILABLE: 'Cannot set FIPS mode in a non-FIPS build.',
  ERR_CRYPTO_HASH_FINALIZED: 'Digest already called',
  ERR_CRYPTO_HASH_UPDATE_FAILED: 'Hash update failed',
  ERR_CRYPTO_INCOMPATIBLE_KEY: (kind, reason) => `Incompatible ${kind}: ${reason}`,
  ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS: (encoding, reason) => `The selected key encoding ${encoding} ${reason}.`,
  ERR_CRYPTO_INITIALIZATION_FAILED: 'Initialization failed',
  ERR_CRYPTO_INVALID_KEYTYPE: (message = 'Invalid key type') => message,
  ERR_CRYPTO_INVALID_STATE: (method) => `Invalid state for operation ${method}`,
  ERR_CRYPTO_JOB_INIT_FAILED: 'Crypto job initialization failed',
  ERR_CRYPTO_JWK_UNSUPPORTED_CURVE: (curve) => `Unsupported JWK EC curve: ${curve}.`,
  ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE: 'Unsupported JWK Key Type.',
  ERR_CRYPTO_KEM_NOT_SUPPORTED: 'KEM is not supported',
  ERR_CRYPTO_OPERATION_FAILED: (reason) => reason,
  ERR_CRYPTO_PBKDF2_ERROR: 'PBKDF2 error',
  ERR_CRYPTO_SCRYPT_NOT_SUPPORTED: 'Scrypt algorithm not supported',
  ERR_CRYPTO_SIGN_KEY_REQUIRED: 'No key provided to sign',
  ERR_CRYPTO_UNKNOWN_CIPHER: 'Unknown cipher',
  ERR_CRYPTO_UNKNOWN_DH_GROUP: 'Unknown DH group',
  ERR_CRYPTO_UNSUPPORTED_OPERATION: (reason) => reason ?? 'Unsupported crypto operation',
});

define(TypeError, {
  ERR_CRYPTO_ECDH_INVALID_FORMAT: (format) => `Invalid ECDH format: ${format}`,
  ERR_CRYPTO_INVALID_AUTH_TAG: (message = 'Invalid authentication tag') => message,
  ERR_CRYPTO_INVALID_COUNTER: 'Invalid counter',
  ERR_CRYPTO_INVALID_CURVE: 'Invalid EC curve name',
  ERR_CRYPTO_INVALID_DIGEST: (name, digest) =>
    digest === undefined ? `Invalid digest: ${name}` : `Invalid ${name}: ${digest}`,
  ERR_CRYPTO_INVALID_IV: 'Invalid initialization vector',
  ERR_CRYPTO_INVALID_JWK: 'Invalid JWK data',
  ERR_CRYPTO_INVALID_KEYPAIR: 'Invalid key pair',
  ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE: (actual, expected) => `Invalid key object type ${actual}, expected ${expected}.`,
  ERR_CRYPTO_INVALID_MESSAGELEN: 'Invalid message length',
  ERR_CRYPTO_INVALID_TAG_LENGTH: 'Invalid taglength',
});

define(RangeError, {
  ERR_CRYPTO_INVALID_KEYLEN: 'Invalid key length',
  ERR_CRYPTO_INVALID_SCRYPT_PARAMS: (reason) => (reason ? `Invalid scrypt params: ${reason}` : 'Invalid scrypt params'),
  ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH: 'Input buffers must have the same byte length',
});
