// node:zlib
import { atOnce, crc32 } from './internal/zlib/at_once.js';
import {
  BrotliCompress,
  BrotliDecompress,
  Deflate,
  DeflateRaw,
  Gunzip,
  Gzip,
  Inflate,
  InflateRaw,
  Unzip,
  ZstdCompress,
  ZstdDecompress,
} from './internal/zlib/classes.js';
import { codes, constants } from './internal/zlib/constants.js';

const classes = {
  Deflate,
  Inflate,
  Gzip,
  Gunzip,
  DeflateRaw,
  InflateRaw,
  Unzip,
  BrotliCompress,
  BrotliDecompress,
  ZstdCompress,
  ZstdDecompress,
};

const modes = {
  Deflate: constants.DEFLATE,
  Inflate: constants.INFLATE,
  Gzip: constants.GZIP,
  Gunzip: constants.GUNZIP,
  DeflateRaw: constants.DEFLATERAW,
  InflateRaw: constants.INFLATERAW,
  Unzip: constants.UNZIP,
  BrotliCompress: constants.BROTLI_ENCODE,
  BrotliDecompress: constants.BROTLI_DECODE,
  ZstdCompress: constants.ZSTD_COMPRESS,
  ZstdDecompress: constants.ZSTD_DECOMPRESS,
};

const zlib = { crc32, ...classes };
for (const [name, Class] of Object.entries(classes)) {
  const { callback, sync } = atOnce(Class, modes[name]);
  const lower = name[0].toLowerCase() + name.slice(1);
  zlib[lower] = callback;
  zlib[`${lower}Sync`] = sync;
}
for (const [name, Class] of Object.entries(classes)) {
  const create = {
    [`create${name}`](options) {
      return new Class(options);
    },
  }[`create${name}`];
  Object.defineProperty(zlib, `create${name}`, { value: create, enumerable: true, configurable: true });
}
Object.defineProperty(zlib, 'constants', { value: constants, enumerable: true });
Object.defineProperty(zlib, 'codes', { value: codes, enumerable: true });
// All but brotli's are found here too, where they once were (DEP0180, told by the documentation alone).
for (const name in constants) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(zlib, name, { value: constants[name] });
}

export default zlib;
