// zlib.constants and zlib.codes.
import { binding } from '../binding.js';

/** Node zlib.constants: values of zlib, brotli and zstd by their C names. */
export const constants = Object.create(null);
for (const [name, value] of Object.entries(binding('zlib').constants)) {
  Object.defineProperty(constants, name, { value, enumerable: true });
}

/** Node zlib.codes: what zlib's functions return, by name and by number. */
export const codes = {};
for (const name of [
  'Z_OK',
  'Z_STREAM_END',
  'Z_NEED_DICT',
  'Z_ERRNO',
  'Z_STREAM_ERROR',
  'Z_DATA_ERROR',
  'Z_MEM_ERROR',
  'Z_BUF_ERROR',
  'Z_VERSION_ERROR',
]) {
  codes[name] = constants[name];
  codes[constants[name]] = name;
}
Object.freeze(codes);
