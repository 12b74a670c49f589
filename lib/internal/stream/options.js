// What both halves of a stream read from the options that it is made with.
import buffers from '../../buffer.js';
import { codes } from '../errors.js';
import { validateInteger } from '../validators.js';

let defaultBytes = 64 * 1024;
let defaultObjects = 16;

/**
 * @param {boolean} objectMode
 * @returns {number} how much a stream made without `highWaterMark` buffers: bytes, or objects
 * Source: Node stream.getDefaultHighWaterMark since v19.9.0.
 */
export function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}

/**
 * @param {boolean} objectMode
 * @param {number} value  bytes, or objects; for the streams made from now on
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE if value is no integer from 0
 * Source: Node stream.setDefaultHighWaterMark since v19.9.0.
 */
export function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}

/**
 * The high-water mark that the options give to one half of a stream.
 * @param {object} state  that half's
 * @param {object} options  of the stream
 * @param {string} duplexKey  the option for this half alone
 * @param {boolean} isDuplex
 * @throws ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_ENCODING for defaultEncoding, which both halves share
 */
export function getHighWaterMark(state, options, duplexKey, isDuplex) {
  const { defaultEncoding } = options;
  if (defaultEncoding && defaultEncoding !== 'buffer' && !buffers.Buffer.isEncoding(defaultEncoding)) {
    throw new codes.ERR_UNKNOWN_ENCODING(defaultEncoding);
  }
  const common = options.highWaterMark;
  const given = common ?? (isDuplex ? options[duplexKey] : undefined);
  if (given === undefined || given === null) return getDefaultHighWaterMark(state.objectMode);
  if (!Number.isInteger(given) || given < 0) {
    throw new codes.ERR_INVALID_ARG_VALUE(isDuplex ? `options.${duplexKey}` : 'options.highWaterMark', given);
  }
  return given;
}
