// The encoding standard's interfaces, which are globals.
export { TextDecoder } from './encoding/text_decoder.js';
export { TextEncoder } from './encoding/text_encoder.js';
