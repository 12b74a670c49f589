// node:string_decoder: bytes that come in pieces become text whose characters are whole.
import {
  asciiSlice,
  base64Slice,
  base64urlSlice,
  hexSlice,
  latin1Slice,
  ucs2Slice,
  utf8Slice,
} from './internal/buffer/text.js';
import { normalizeEncoding } from './internal/buffer/encodings.js';
import { codes } from './internal/errors.js';
import { Buffer } from './buffer.js';

const kState = Symbol('state');

const slices = {
  utf8: utf8Slice,
  utf16le: ucs2Slice,
  latin1: latin1Slice,
  ascii: asciiSlice,
  base64: base64Slice,
  base64url: base64urlSlice,
  hex: hexSlice,
};

/** Marks the start of a character whose other bytes have not come yet. */
class State {
  /** @param {string} encoding */
  constructor(encoding) {
    this.slice = slices[encoding];
    this.held = Buffer.alloc(4);
    this.have = 0; // bytes in held
    this.total = 0; // bytes that the character has in all, as far as is known; 0 when nothing is held
  }

  /** Keeps the last `count` bytes for a character of `total`. */
  hold(bytes, count, total) {
    for (let i = 0; i < count; i++) this.held[i] = bytes[bytes.length - count + i];
    this.have = count;
    this.total = total;
  }

  /** The text of what is held, complete or not; then nothing is held. */
  release() {
    const { have } = this;
    this.have = 0;
    this.total = 0;
    return have === 0 ? '' : this.slice.call(this.held, 0, have);
  }

  /** The text of bytes[start..end), after `head`. */
  text(head, bytes, start, end) {
    if (start >= end) return head;
    const body = this.slice.call(bytes, start, end);
    return head === '' ? body : head + body;
  }
}

const isHighSurrogate = (upperByte) => (upperByte & 0xfc) === 0xd8;

/** How many bytes a character of UTF-8 has by its first; 0 for what is no first byte of several. */
function utf8Length(first) {
  if (first < 0xc0 || first > 0xf7) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function writeUtf8(state, bytes) {
  const { length } = bytes;
  let start = 0;
  let head = '';
  if (state.have > 0) {
    while (start < length && state.have < state.total && (bytes[start] & 0xc0) === 0x80) {
      state.held[state.have++] = bytes[start++];
    }
    if (start === length && state.have < state.total) return '';
    head = state.release();
  }
  let end = length;
  for (let back = 1; back <= 3 && length - back >= start; back++) {
    const byte = bytes[length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const total = utf8Length(byte);
    if (total > back) {
      state.hold(bytes, back, total);
      end = length - back;
    }
    break;
  }
  return state.text(head, bytes, start, end);
}

function writeUtf16(state, bytes) {
  const { length } = bytes;
  let start = 0;
  let head = '';
  if (state.have > 0) {
    while (start < length && state.have < state.total) {
      state.held[state.have++] = bytes[start++];
      if (state.have === 2 && isHighSurrogate(state.held[1])) state.total = 4;
    }
    if (state.have < state.total) return '';
    head = state.release();
  }
  let end = length;
  if ((length - start) % 2 === 1) {
    state.hold(bytes, 1, 2);
    end -= 1;
  } else if (length > start && isHighSurrogate(bytes[length - 1])) {
    state.hold(bytes, 2, 4);
    end -= 2;
  }
  return state.text(head, bytes, start, end);
}

function writeBase64(state, bytes) {
  const { length } = bytes;
  let start = 0;
  let head = '';
  if (state.have > 0) {
    while (start < length && state.have < 3) state.held[state.have++] = bytes[start++];
    if (state.have < 3) return '';
    head = state.release();
  }
  const rest = (length - start) % 3;
  if (rest > 0) state.hold(bytes, rest, 3);
  return state.text(head, bytes, start, length - rest);
}

function stateOf(decoder) {
  const state = decoder?.[kState];
  if (state === undefined) throw new codes.ERR_INVALID_THIS('StringDecoder');
  return state;
}

/**
 * Node string_decoder.StringDecoder since v0.1.99; may be called on an object, too.
 * @param {string} [encoding='utf8']
 * @throws ERR_UNKNOWN_ENCODING
 */
export function StringDecoder(encoding) {
  this.encoding = normalizeEncoding(encoding);
  if (this.encoding === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  this[kState] = new State(this.encoding);
}

/**
 * The text of the bytes so far but for an incomplete character at the end, which waits for the next call.
 * @param {string | ArrayBufferView} chunk  a string is given back
 * @returns {string}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS; ERR_STRING_TOO_LONG when no string can hold it
 */
StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (!ArrayBuffer.isView(chunk)) {
    throw new codes.ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], chunk);
  }
  const state = stateOf(this);
  const bytes = chunk instanceof Uint8Array ? chunk : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  switch (this.encoding) {
    case 'utf8':
      return writeUtf8(state, bytes);
    case 'utf16le':
      return writeUtf16(state, bytes);
    case 'base64':
    case 'base64url':
      return writeBase64(state, bytes);
    default:
      return state.text('', bytes, 0, bytes.length);
  }
};

/**
 * The text of the last bytes and of what is held, which is incomplete then. The decoder can be used again.
 * @param {string | ArrayBufferView} [chunk]
 * @returns {string}
 */
StringDecoder.prototype.end = function end(chunk) {
  const text = chunk === undefined ? '' : this.write(chunk);
  return text + stateOf(this).release();
};

/** The text of the bytes from `offset` on, with what was held forgotten. */
StringDecoder.prototype.text = function text(bytes, offset) {
  const state = stateOf(this);
  state.have = 0;
  state.total = 0;
  return this.write(bytes.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  /** The bytes of the incomplete character. */
  lastChar: {
    configurable: true,
    enumerable: true,
    get() {
      return stateOf(this).held;
    },
  },
  /** How many bytes it lacks. */
  lastNeed: {
    configurable: true,
    enumerable: true,
    get() {
      return stateOf(this).total - stateOf(this).have;
    },
  },
  /** How many bytes it has in all. */
  lastTotal: {
    configurable: true,
    enumerable: true,
    get() {
      return stateOf(this).total;
    },
  },
});

export default { StringDecoder };
