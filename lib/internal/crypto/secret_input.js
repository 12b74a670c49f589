// Secrets as they are given: bytes, text, or a key.
import { Buffer } from '../../buffer.js';
import { codes } from '../errors.js';
import { isBytes } from './arguments.js';
import { isCryptoKey, keyObjectOf } from './crypto_key.js';
import { isKeyObject, materialOf } from './key_object.js';

/**
 * @param {unknown} key
 * @param {string} [encoding='utf8']  of a key that is a string
 * @param {string} [name='key']  the argument's
 * @returns {string | ArrayBuffer | ArrayBufferView}  a string stands for its UTF-8
 * @throws ERR_INVALID_ARG_TYPE; ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE for a key that is no secret one
 */
export function secretOf(key, encoding, name = 'key') {
  const keyObject = isCryptoKey(key) ? keyObjectOf(key) : key;
  if (isKeyObject(keyObject)) {
    if (keyObject.type !== 'secret') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(keyObject.type, 'secret');
    return materialOf(keyObject);
  }
  if (typeof key === 'string')
    return encoding === undefined || encoding === 'buffer' ? key : Buffer.from(key, encoding);
  if (isBytes(key)) return key;
  const kinds = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];
  throw new codes.ERR_INVALID_ARG_TYPE(name, kinds, key);
}
