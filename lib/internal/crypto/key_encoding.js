// How a key is written: the options `format`, `type`, `cipher` and `passphrase`.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { bytesOf, isBytes } from './arguments.js';

const { keyFormats: formats, keyTypes: types } = binding('crypto');

const nameOf = (name, within) => (within === undefined ? `options.${name}` : `options.${within}.${name}`);

function readFormat(format, usual, within) {
  if (format === undefined && usual !== undefined) return usual;
  if (format === 'pem') return formats.pem;
  if (format === 'der') return formats.der;
  throw new codes.ERR_INVALID_ARG_VALUE(nameOf('format', within), format);
}

/**
 * @param {string | undefined} type
 * @param {boolean} required
 * @param {string | undefined} kind  of the key, where it is known
 * @param {string[]} allowed
 */
function readType(type, required, kind, allowed, within) {
  if (type === undefined && !required) return types.any;
  if (!allowed.includes(type)) throw new codes.ERR_INVALID_ARG_VALUE(nameOf('type', within), type);
  if (type === 'pkcs1' && kind !== undefined && kind !== 'rsa') {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('pkcs1', 'can only be used for RSA keys');
  }
  if (type === 'sec1' && kind !== undefined && kind !== 'ec') {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('sec1', 'can only be used for EC keys');
  }
  return types[type];
}

const isPassphrase = (value) => typeof value === 'string' || isBytes(value);

/**
 * How a public key is to be written.
 * @param {object} options
 * @param {string} [kind]  of the key
 * @param {string} [within]  the option that `options` are, for the errors
 * @returns {{format: number, type: number}}
 * @throws ERR_INVALID_ARG_VALUE, ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS
 */
export function publicFormat(options, kind, within) {
  const format = readFormat(options.format, undefined, within);
  return { format, type: readType(options.type, true, kind, ['pkcs1', 'spki'], within) };
}

/** How a private key is to be written. @returns {{format: number, type: number, cipher?: string, passphrase?: string | Uint8Array}} */
export function privateFormat(options, kind, within) {
  const format = readFormat(options.format, undefined, within);
  const type = readType(options.type, true, kind, ['pkcs1', 'pkcs8', 'sec1'], within);
  const { cipher, passphrase, encoding } = options;
  if (cipher === undefined || cipher === null) {
    if (passphrase !== undefined) throw new codes.ERR_INVALID_ARG_VALUE(nameOf('cipher', within), cipher);
    return { format, type };
  }
  if (typeof cipher !== 'string') throw new codes.ERR_INVALID_ARG_VALUE(nameOf('cipher', within), cipher);
  if (format === formats.der && type !== types.pkcs8) {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(options.type, 'does not support encryption');
  }
  if (!isPassphrase(passphrase)) throw new codes.ERR_INVALID_ARG_VALUE(nameOf('passphrase', within), passphrase);
  return { format, type, cipher, passphrase: bytesOf(passphrase, 'passphrase', encoding) };
}

/**
 * How a key that is given is written.
 * @param {object} options
 * @param {boolean} isPublic  whether a public key is wanted, for which a private one may be given
 * @returns {{format: number, type: number, passphrase?: string | Uint8Array}}
 */
export function inputFormat(options, isPublic) {
  const format = readFormat(options.format, formats.pem);
  const allowed = isPublic ? ['pkcs1', 'spki', 'pkcs8', 'sec1'] : ['pkcs1', 'pkcs8', 'sec1'];
  const type = readType(options.type, format === formats.der, undefined, allowed);
  const { passphrase, encoding } = options;
  if (passphrase === undefined || passphrase === null) return { format, type };
  if (!isPassphrase(passphrase)) throw new codes.ERR_INVALID_ARG_VALUE('options.passphrase', passphrase);
  return { format, type, passphrase: bytesOf(passphrase, 'passphrase', encoding) };
}
