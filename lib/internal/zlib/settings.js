// From a program's options to what a codec is made from.
import buffer from '../../buffer.js';
import { codes } from '../errors.js';
import { checkRangesOrGetDefault, validateBoolean, validateFiniteNumber } from '../validators.js';
import { constants } from './constants.js';

const {
  Z_NO_FLUSH,
  Z_FULL_FLUSH,
  Z_FINISH,
  Z_BLOCK,
  Z_MIN_CHUNK,
  Z_DEFAULT_CHUNK,
  Z_MIN_WINDOWBITS,
  Z_MAX_WINDOWBITS,
  Z_DEFAULT_WINDOWBITS,
  Z_MIN_LEVEL,
  Z_MAX_LEVEL,
  Z_DEFAULT_LEVEL,
  Z_MIN_MEMLEVEL,
  Z_MAX_MEMLEVEL,
  Z_DEFAULT_MEMLEVEL,
  Z_DEFAULT_STRATEGY,
  Z_FIXED,
  DEFLATERAW,
  GZIP,
  GUNZIP,
  INFLATE,
  UNZIP,
  BROTLI_DECODE,
  BROTLI_OPERATION_PROCESS,
  BROTLI_OPERATION_FLUSH,
  BROTLI_OPERATION_FINISH,
  BROTLI_OPERATION_EMIT_METADATA,
  ZSTD_COMPRESS,
  ZSTD_e_continue,
  ZSTD_e_flush,
  ZSTD_e_end,
} = constants;

// What Buffers may hold when this module is first loaded.
const { kMaxLength } = buffer;

/** The flush values of each library: the least, the greatest, and those by default for a write, for flush() and for the end. */
const zlibFlush = { least: Z_NO_FLUSH, greatest: Z_BLOCK, write: Z_NO_FLUSH, flush: Z_FULL_FLUSH, end: Z_FINISH };
const brotliFlush = {
  least: BROTLI_OPERATION_PROCESS,
  greatest: BROTLI_OPERATION_EMIT_METADATA,
  write: BROTLI_OPERATION_PROCESS,
  flush: BROTLI_OPERATION_FLUSH,
  end: BROTLI_OPERATION_FINISH,
};
const zstdFlush = {
  least: ZSTD_e_continue,
  greatest: ZSTD_e_end,
  write: ZSTD_e_continue,
  flush: ZSTD_e_flush,
  end: ZSTD_e_end,
};
const flushOf = (mode) => (mode < BROTLI_DECODE ? zlibFlush : mode < ZSTD_COMPRESS ? brotliFlush : zstdFlush);

/** What a codec of one mode is when a program says nothing of it. One object for all. */
const defaults = [];
function defaultsOf(mode) {
  return (defaults[mode] ??= settingsOf(mode, {}));
}

function chunkSizeOf(options) {
  const { chunkSize } = options;
  if (!validateFiniteNumber(chunkSize, 'options.chunkSize')) return Z_DEFAULT_CHUNK;
  if (chunkSize < Z_MIN_CHUNK) throw new codes.ERR_OUT_OF_RANGE('options.chunkSize', `>= ${Z_MIN_CHUNK}`, chunkSize);
  return chunkSize;
}

function dictionaryOf({ dictionary }) {
  if (dictionary === undefined || ArrayBuffer.isView(dictionary)) return dictionary;
  if (dictionary instanceof ArrayBuffer || dictionary instanceof SharedArrayBuffer) return dictionary;
  throw new codes.ERR_INVALID_ARG_TYPE(
    'options.dictionary',
    ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'],
    dictionary,
  );
}

function zlibValues(mode, options) {
  // To decompress, 0 stands for what the data's own header says.
  const fromHeader = mode === INFLATE || mode === GUNZIP || mode === UNZIP;
  let windowBits = 0;
  if (!fromHeader || (options.windowBits !== undefined && options.windowBits !== 0)) {
    windowBits = checkRangesOrGetDefault(
      options.windowBits,
      'options.windowBits',
      mode === GZIP ? Z_MIN_WINDOWBITS + 1 : Z_MIN_WINDOWBITS, // zlib cannot do gzip with 8
      Z_MAX_WINDOWBITS,
      Z_DEFAULT_WINDOWBITS,
    );
  } else if (options.windowBits === undefined) {
    windowBits = Z_DEFAULT_WINDOWBITS;
  }
  // zlib takes 8 for raw data no longer; of 9 it makes data that a window of 8 can read.
  if (mode === DEFLATERAW && windowBits === 8) windowBits = 9;
  const level = checkRangesOrGetDefault(options.level, 'options.level', Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_LEVEL);
  const memLevel = checkRangesOrGetDefault(
    options.memLevel,
    'options.memLevel',
    Z_MIN_MEMLEVEL,
    Z_MAX_MEMLEVEL,
    Z_DEFAULT_MEMLEVEL,
  );
  const strategy = checkRangesOrGetDefault(
    options.strategy,
    'options.strategy',
    Z_DEFAULT_STRATEGY,
    Z_FIXED,
    Z_DEFAULT_STRATEGY,
  );
  return [windowBits | 0, level | 0, memLevel | 0, strategy | 0];
}

/** The numbers of all parameters whose names begin so. */
const parametersOf = (pattern) =>
  new Set(
    Object.keys(constants)
      .filter((name) => pattern.test(name))
      .map((name) => constants[name]),
  );
const brotliParameters = parametersOf(/^BROTLI_PARAM_/);
const zstdCompressParameters = parametersOf(/^ZSTD_c_/);
const zstdDecompressParameters = parametersOf(/^ZSTD_d_/);

/** key, value, key, value */
function parameterValues(params, known, Invalid) {
  const values = [];
  if (!params) return values;
  const names = Object.keys(params);
  const seen = new Set();
  for (const name of names) {
    if (seen.has(Number(name))) throw new Invalid(name); // spelled twice
    seen.add(Number(name));
  }
  for (const name of names) {
    const key = Number(name);
    if (!known.has(key)) throw new Invalid(name);
    const value = params[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
    }
    values.push(key, Number(value) | 0);
  }
  return values;
}

function pledgedSizeOf({ pledgedSrcSize }) {
  if (pledgedSrcSize === undefined) return undefined;
  if (typeof pledgedSrcSize !== 'number') {
    throw Object.assign(new TypeError('pledgedSrcSize must be a number'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  if (pledgedSrcSize < 0 || !Number.isSafeInteger(pledgedSrcSize)) {
    const words = pledgedSrcSize < 0 ? 'non-negative' : 'a safe integer';
    throw Object.assign(new RangeError(`pledgedSrcSize must be ${words}`), { code: 'ERR_OUT_OF_RANGE' });
  }
  return pledgedSrcSize;
}

function valuesOf(mode, options) {
  if (mode < BROTLI_DECODE) return zlibValues(mode, options);
  if (mode < ZSTD_COMPRESS) return parameterValues(options.params, brotliParameters, codes.ERR_BROTLI_INVALID_PARAM);
  const known = mode === ZSTD_COMPRESS ? zstdCompressParameters : zstdDecompressParameters;
  return parameterValues(options.params, known, codes.ERR_ZSTD_INVALID_PARAM);
}

/**
 * @param {number} mode  constants.DEFLATE to ZSTD_DECOMPRESS
 * @param {object} [options]  as Node documents for the module's classes; null and what is no object say nothing
 * @returns {{mode: number, chunkSize: number, flush: number, finishFlush: number, fullFlush: number, greatestFlush: number,
 *   maxOutputLength: number, rejectGarbage: boolean, dictionary: *, values: number[], pledgedSize: number | undefined,
 *   info: *}}  sizes in bytes
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_BROTLI_INVALID_PARAM, ERR_ZSTD_INVALID_PARAM
 */
export function settingsOf(mode, options) {
  if (options === undefined || options === null) return defaultsOf(mode);
  const kinds = flushOf(mode);
  const { least, greatest } = kinds;
  const chunkSize = chunkSizeOf(options);
  const flush = checkRangesOrGetDefault(options.flush, 'options.flush', least, greatest, kinds.write);
  const finishFlush = checkRangesOrGetDefault(options.finishFlush, 'options.finishFlush', least, greatest, kinds.end);
  const maxOutputLength = checkRangesOrGetDefault(
    options.maxOutputLength,
    'options.maxOutputLength',
    1,
    kMaxLength,
    kMaxLength,
  );
  const { rejectGarbageAfterEnd = false } = options;
  validateBoolean(rejectGarbageAfterEnd, 'options.rejectGarbageAfterEnd');
  return {
    mode,
    chunkSize,
    flush,
    finishFlush,
    fullFlush: kinds.flush,
    greatestFlush: greatest,
    maxOutputLength,
    rejectGarbage: rejectGarbageAfterEnd,
    values: valuesOf(mode, options),
    dictionary: dictionaryOf(options),
    pledgedSize: mode === ZSTD_COMPRESS ? pledgedSizeOf(options) : undefined,
    info: options.info,
  };
}
