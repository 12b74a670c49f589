// TextDecoder (https://encoding.spec.whatwg.org/#interface-textdecoder).
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateObject, kValidateObjectAllowObjectsAndNull } from '../validators.js';
import { encodingOf } from './labels.js';
import { custom } from '../util/inspect/value.js';

const { decodeText, isArrayBuffer, isSharedArrayBuffer, TextDecoderState } = binding('util');
const empty = new Uint8Array(0);

/** Bytes in any encoding of the web as text. (Node: global since v11.0.0) */
export class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  /** What a stream leaves for its next part; made when there is one. */
  #state;

  /**
   * @param {string} [label]  a name of the Encoding Standard
   * @param {{ fatal?: boolean, ignoreBOM?: boolean }} [options]  fatal: malformed input throws; ignoreBOM: a byte order mark stays
   * @throws {RangeError} ERR_ENCODING_NOT_SUPPORTED  @throws {TypeError} ERR_INVALID_ARG_TYPE
   */
  constructor(label = 'utf-8', options = {}) {
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const encoding = encodingOf(`${label}`);
    if (encoding === undefined || encoding === 'replacement') throw new codes.ERR_ENCODING_NOT_SUPPORTED(`${label}`);
    this.#encoding = encoding;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
  }

  get encoding() {
    if (!(#encoding in this)) throw new codes.ERR_INVALID_THIS('TextDecoder');
    return this.#encoding;
  }

  get fatal() {
    if (!(#encoding in this)) throw new codes.ERR_INVALID_THIS('TextDecoder');
    return this.#fatal;
  }

  get ignoreBOM() {
    if (!(#encoding in this)) throw new codes.ERR_INVALID_THIS('TextDecoder');
    return this.#ignoreBOM;
  }

  /**
   * @param {ArrayBuffer | ArrayBufferView | SharedArrayBuffer} [input]
   * @param {{ stream?: boolean }} [options]  stream: more follows, a character may go on there
   * @returns {string}
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_ENCODING_INVALID_ENCODED_DATA
   */
  decode(input = empty, options = {}) {
    if (!(#encoding in this)) throw new codes.ERR_INVALID_THIS('TextDecoder');
    if (!ArrayBuffer.isView(input) && !isArrayBuffer(input) && !isSharedArrayBuffer(input)) {
      throw new codes.ERR_INVALID_ARG_TYPE('list', ['ArrayBuffer', 'ArrayBufferView'], input);
    }
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const stream = Boolean(options?.stream);
    const text =
      stream || this.#state !== undefined
        ? this.#decodeStream(input, stream)
        : decodeText(this.#encoding, input, this.#fatal, this.#ignoreBOM);
    if (text === undefined) throw new codes.ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding);
    return text;
  }

  #decodeStream(input, stream) {
    this.#state ??= new TextDecoderState(this.#encoding, this.#fatal, this.#ignoreBOM);
    const text = this.#state.decode(input, stream);
    if (!stream || text === undefined) this.#state = undefined;
    return text;
  }

  [custom](depth, options, inspect) {
    if (!(#encoding in this)) throw new codes.ERR_INVALID_THIS('TextDecoder');
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: TextDecoder });
    shown.encoding = this.encoding;
    shown.fatal = this.fatal;
    shown.ignoreBOM = this.ignoreBOM;
    return inspect(shown, options);
  }
}

Object.defineProperties(TextDecoder.prototype, {
  [Symbol.toStringTag]: { value: 'TextDecoder', configurable: true },
  [custom]: { enumerable: false },
  decode: { enumerable: true },
  encoding: { enumerable: true },
  fatal: { enumerable: true },
  ignoreBOM: { enumerable: true },
});
