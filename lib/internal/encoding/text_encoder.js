// TextEncoder (https://encoding.spec.whatwg.org/#interface-textencoder).
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateString } from '../validators.js';
import { custom } from '../util/inspect/value.js';

const { encodeInto, encodeUtf8 } = binding('util');

/** Text as UTF-8. (Node: global since v11.0.0) */
export class TextEncoder {
  // Tells encoders from other objects, whatever their prototypes.
  #encoder = true;

  get encoding() {
    if (!(#encoder in this)) throw new codes.ERR_INVALID_THIS('TextEncoder');
    return 'utf-8';
  }

  /**
   * @param {string} [input]
   * @returns {Uint8Array}
   */
  encode(input = '') {
    if (!(#encoder in this)) throw new codes.ERR_INVALID_THIS('TextEncoder');
    return encodeUtf8(`${input}`);
  }

  /**
   * @param {string} source
   * @param {Uint8Array} destination
   * @returns {{ read: number, written: number }}  UTF-16 units taken, bytes written; whole characters only
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   */
  encodeInto(source, destination) {
    if (!(#encoder in this)) throw new codes.ERR_INVALID_THIS('TextEncoder');
    validateString(source, 'src');
    if (!(destination instanceof Uint8Array)) throw new codes.ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', destination);
    const [read, written] = encodeInto(source, destination);
    return { read, written };
  }

  [custom](depth, options, inspect) {
    if (!(#encoder in this)) throw new codes.ERR_INVALID_THIS('TextEncoder');
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: TextEncoder });
    shown.encoding = this.encoding;
    return inspect(shown, options);
  }
}

Object.defineProperties(TextEncoder.prototype, {
  [Symbol.toStringTag]: { value: 'TextEncoder', configurable: true },
  [custom]: { enumerable: false },
  encode: { enumerable: true },
  encodeInto: { enumerable: true },
  encoding: { enumerable: true },
});
