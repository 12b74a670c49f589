// The classes: each is the base with a mode.
import { codes } from '../errors.js';
import { checkRangesOrGetDefault } from '../validators.js';
import process from '../../process.js';
import { ZlibBase } from './base.js';
import { constants } from './constants.js';
import { settingsOf } from './settings.js';

const { Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_LEVEL, Z_DEFAULT_STRATEGY, Z_FIXED, Z_SYNC_FLUSH } = constants;

const warned = new Set();

function warnWithoutNew(name) {
  if (warned.has(name)) return;
  warned.add(name);
  process.emitWarning(
    `Instantiating ${name} without the 'new' keyword has been deprecated.`,
    'DeprecationWarning',
    'DEP0184',
  );
}

function extend(Class, Base) {
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
}

function Zlib(options, mode) {
  ZlibBase.call(this, options, mode);
  const [, level, , strategy] = settingsOf(mode, options).values;
  this._level = level;
  this._strategy = strategy;
}
extend(Zlib, ZlibBase);

/**
 * Another level and strategy for what comes next. Node zlib.params since v0.11.4.
 * @param {number} level  -1 to 9
 * @param {number} strategy  0 to 4
 * @param {(error?: Error) => void} [callback]  once they are in force
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
Zlib.prototype.params = function params(level, strategy, callback) {
  checkRangesOrGetDefault(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL, Z_DEFAULT_LEVEL);
  checkRangesOrGetDefault(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED, Z_DEFAULT_STRATEGY);
  if (this._level === level && this._strategy === strategy) {
    if (callback) process.nextTick(callback);
    return;
  }
  // What was written before keeps what was in force then.
  this.flush(Z_SYNC_FLUSH, (error) => {
    if (error || !this._handle) {
      callback?.(error ?? new codes.ERR_STREAM_DESTROYED('params'));
      return;
    }
    try {
      this._handle.params(Number(level) | 0, Number(strategy) | 0);
    } catch (failed) {
      this.destroy(failed);
      callback?.(failed);
      return;
    }
    this._level = level;
    this._strategy = strategy;
    callback?.();
  });
};

/** A class that programs may call without new, as they did when it was young. */
function define(name, Base, mode) {
  const Class = {
    [name]: function (options) {
      if (!(this instanceof Class)) {
        warnWithoutNew(name);
        return new Class(options);
      }
      Base.call(this, options, mode);
    },
  }[name];
  extend(Class, Base);
  return Class;
}

function Brotli(options, mode) {
  ZlibBase.call(this, options, mode);
}
extend(Brotli, ZlibBase);

/** Node classes zlib.Deflate to zlib.Unzip since v0.5.8, zlib.BrotliCompress and zlib.BrotliDecompress since v11.7.0. */
export const Deflate = define('Deflate', Zlib, constants.DEFLATE);
export const Inflate = define('Inflate', Zlib, constants.INFLATE);
export const Gzip = define('Gzip', Zlib, constants.GZIP);
export const Gunzip = define('Gunzip', Zlib, constants.GUNZIP);
export const DeflateRaw = define('DeflateRaw', Zlib, constants.DEFLATERAW);
export const InflateRaw = define('InflateRaw', Zlib, constants.INFLATERAW);
export const Unzip = define('Unzip', Zlib, constants.UNZIP);
export const BrotliCompress = define('BrotliCompress', Brotli, constants.BROTLI_ENCODE);
export const BrotliDecompress = define('BrotliDecompress', Brotli, constants.BROTLI_DECODE);

class Zstd extends ZlibBase {}

/** Node class zlib.ZstdCompress since v23.8.0. */
export class ZstdCompress extends Zstd {
  constructor(options) {
    super(options, constants.ZSTD_COMPRESS);
  }
}

/** Node class zlib.ZstdDecompress since v23.8.0. */
export class ZstdDecompress extends Zstd {
  constructor(options) {
    super(options, constants.ZSTD_DECOMPRESS);
  }
}
