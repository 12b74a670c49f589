// What functions of crypto are given: bytes in many forms, and the encodings of what they give back.
import { Buffer } from '../../buffer.js';
import { UNKNOWN, encodingNumber } from '../buffer/encodings.js';
import { codes } from '../errors.js';
import { types } from '../util/types.js';

/** Whether a value is a view or a buffer of bytes. */
export const isBytes = (value) => ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value);

/**
 * A string or bytes, as the native functions take them.
 * @param {unknown} value
 * @param {string} name  the argument's
 * @returns {string | ArrayBuffer | ArrayBufferView}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function bytesOrText(value, name) {
  if (typeof value === 'string' || isBytes(value)) return value;
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
}

/**
 * The same, with a string in an encoding made bytes.
 * @param {string} [encoding='utf8']  'buffer' counts as UTF-8
 */
export function bytesOf(value, name, encoding) {
  if (typeof value !== 'string') return bytesOrText(value, name);
  return Buffer.from(value, encoding === 'buffer' || encoding === undefined || encoding === null ? 'utf8' : encoding);
}

/** The bytes of a view or a buffer, without a copy. */
export function asUint8Array(bytes) {
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}

/**
 * The number of the encoding of a string that goes in; what names none counts as UTF-8.
 * @throws ERR_INVALID_ARG_VALUE for hex digits that are no pairs
 */
export function inputEncoding(data, encoding) {
  if (encoding === undefined) return 0;
  if (typeof data === 'string' && data.length % 2 === 1 && `${encoding}`.toLowerCase() === 'hex') {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, `is invalid for data of length ${data.length}`);
  }
  return encodingNumber(encoding);
}

/** The number of the encoding of what comes out; undefined for bytes: 'buffer', nothing, or what names no encoding. */
export function outputEncoding(encoding) {
  if (encoding === undefined || encoding === null || encoding === 'buffer') return undefined;
  const number = encodingNumber(`${encoding}`);
  return number === UNKNOWN ? undefined : number;
}
