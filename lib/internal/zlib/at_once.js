// Data that is there as a whole: one call of the codec, here or in the pool.
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { codes } from '../errors.js';
import { validateFunction, validateUint32 } from '../validators.js';
import { Buffer } from '../../buffer.js';
import { processChunkSync, processWhole } from './base.js';
import { settingsOf } from './settings.js';

const native = binding('zlib');

const isAnyArrayBuffer = (value) => value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;

function toBytes(value) {
  if (typeof value === 'string') return Buffer.from(value);
  return ArrayBuffer.isView(value) || isAnyArrayBuffer(value) ? value : undefined;
}

function syncInput(value) {
  const bytes = toBytes(value);
  if (bytes !== undefined) return bytes;
  throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], value);
}

/** Nothing at all is empty data, as for the end() of a stream. */
function input(value) {
  if (value === undefined || value === null) return new FastBuffer();
  const bytes = toBytes(value);
  if (bytes !== undefined) return bytes;
  throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], value);
}

/** @returns {ArrayBuffer | undefined}  all of the output, unless a callback gets it */
function runOnce(mode, settings, bytes, callback) {
  const { values, dictionary, pledgedSize, rejectGarbage, finishFlush, maxOutputLength } = settings;
  return native.once(
    mode,
    values,
    dictionary,
    pledgedSize,
    rejectGarbage,
    bytes,
    finishFlush,
    maxOutputLength,
    callback,
  );
}

/**
 * The two functions for a class.
 * @param {Function} Class
 * @param {number} mode
 * @returns {{callback: Function, sync: Function}}  as Node's zlib.gzip and zlib.gzipSync: (data, options?, callback), (data, options?).
 *   With options.info the result is {buffer, engine}.
 */
export function atOnce(Class, mode) {
  /** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; of the options */
  function asyncBufferWrapper(buffer, options, callback) {
    if (typeof options === 'function') {
      callback = options;
      options = undefined;
    }
    validateFunction(callback, 'callback');
    const settings = settingsOf(mode, options);
    const bytes = input(buffer);
    if (settings.info) {
      const engine = new Class(options);
      processWhole(engine, bytes, settings.finishFlush, (error, output) => {
        if (error) callback(error);
        else callback(null, { buffer: output, engine });
      });
      return;
    }
    runOnce(mode, settings, bytes, (error, output) => {
      if (error) callback(error);
      else callback(null, new FastBuffer(output));
    });
  }

  /** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; ERR_BUFFER_TOO_LARGE; what is wrong with the data */
  function syncBufferWrapper(buffer, options) {
    const bytes = syncInput(buffer);
    const settings = settingsOf(mode, options);
    if (settings.info) {
      const engine = new Class(options);
      return { buffer: processChunkSync(engine, bytes, settings.finishFlush), engine };
    }
    return new FastBuffer(runOnce(mode, settings, bytes));
  }

  return { callback: asyncBufferWrapper, sync: syncBufferWrapper };
}

/**
 * The checksum of data, CRC-32. Node zlib.crc32 since v22.2.0.
 * @param {string | ArrayBufferView} data  a string is read as UTF-8
 * @param {number} [value]  that of what comes before it
 * @returns {number}  unsigned, 32 bits
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
export function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  return native.crc32(data, value);
}
