// Text and bytes as transform streams.
import { load } from '../builtins.js';
import { invalidThis } from './errors.js';
import { finishFace } from './face.js';
import { TransformStream } from './transform_stream.js';

const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;

/** Strings in, UTF-8 out; a surrogate pair may be split between chunks. Source: Encoding Standard, TextEncoderStream. */
export class TextEncoderStream {
  #transform;

  constructor() {
    const encoder = new (load('internal/encoding').TextEncoder)();
    let high = '';
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        let text = `${high}${chunk}`;
        high = '';
        if (text !== '' && isHigh(text.charCodeAt(text.length - 1))) {
          high = text.slice(-1);
          text = text.slice(0, -1);
        }
        if (text !== '') controller.enqueue(encoder.encode(text));
      },
      flush(controller) {
        if (high !== '') controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]));
      },
    });
  }

  static #check(self) {
    if (typeof self !== 'object' || self === null || !(#transform in self)) throw invalidThis('TextEncoderStream');
    return self.#transform;
  }

  get encoding() {
    TextEncoderStream.#check(this);
    return 'utf-8';
  }

  get readable() {
    return TextEncoderStream.#check(this).readable;
  }

  get writable() {
    return TextEncoderStream.#check(this).writable;
  }

  static {
    finishFace(TextEncoderStream, (self) => {
      const { readable, writable } = TextEncoderStream.#check(self);
      return { encoding: 'utf-8', readable, writable };
    });
  }
}

/** Bytes in, strings out; a character may be split between chunks. Source: Encoding Standard, TextDecoderStream. */
export class TextDecoderStream {
  #decoder;
  #transform;

  /**
   * @param {string} [encoding]
   * @param {{fatal?: boolean, ignoreBOM?: boolean}} [options]
   * @throws ERR_ENCODING_NOT_SUPPORTED
   */
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new (load('internal/encoding').TextDecoder)(encoding, options);
    this.#decoder = decoder;
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text !== '') controller.enqueue(text);
      },
    });
  }

  get encoding() {
    return this.#decoder.encoding;
  }

  get fatal() {
    return this.#decoder.fatal;
  }

  get ignoreBOM() {
    return this.#decoder.ignoreBOM;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }

  static {
    finishFace(TextDecoderStream, (self) => {
      const { encoding, fatal, ignoreBOM, readable, writable } = self;
      return { encoding, fatal, ignoreBOM, readable, writable };
    });
  }
}
