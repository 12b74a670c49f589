// What a chunk of bytes may be: any view on memory becomes a Buffer.
import buffers from '../../buffer.js';
import { codes } from '../errors.js';

const { Buffer } = buffers;

/** @param {ArrayBufferView} view @returns {Buffer} of the same memory */
export function asBuffer(view) {
  return view instanceof Buffer ? view : Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

/** @returns {Error} for a chunk that is neither string nor bytes */
export function refuseChunk(chunk) {
  return new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}
