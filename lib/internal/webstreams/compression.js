// Compressed data as transform streams. Source: Compression Standard; Node since v17.0.0.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { finishFace } from './face.js';
import { ByteLengthQueuingStrategy } from './strategy.js';
import { TransformStream } from './transform_stream.js';

// format -> class of node:zlib, which is loaded for the first stream that is made
const compressors = { deflate: 'Deflate', 'deflate-raw': 'DeflateRaw', gzip: 'Gzip', brotli: 'BrotliCompress' };
const decompressors = {
  deflate: 'Inflate',
  'deflate-raw': 'InflateRaw',
  gzip: 'Gunzip',
  brotli: 'BrotliDecompress',
};

/** @throws ERR_INVALID_ARG_VALUE */
function classFor(format, names) {
  if (typeof format === 'string' && Object.hasOwn(names, format)) return load('internal/zlib/classes')[names[format]];
  const known = Object.keys(names).map((name) => `'${name}'`);
  throw new codes.ERR_INVALID_ARG_VALUE('format', format, `must be one of: ${known.join(', ')}`);
}

/** The standard knows one kind of error for data. */
function toTypeError(error) {
  if (error instanceof TypeError) return error;
  const { message, code, errno } = error;
  return Object.assign(new TypeError(message, { cause: error }), { code, errno });
}

/** A string goes as UTF-8, as Node has it. @throws TypeError */
function toBytes(chunk) {
  if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
  if (typeof chunk === 'string') return chunk;
  const memory = ArrayBuffer.isView(chunk) ? chunk.buffer : chunk;
  if (!(memory instanceof ArrayBuffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], chunk);
  }
  return chunk === memory ? new Uint8Array(memory) : chunk;
}

/**
 * A pair of streams around one of Node's, whose output comes as it is read: a small input may make much of it.
 * @param {import('../zlib/base.js').ZlibBase} codec
 */
function around(codec) {
  codec[load('internal/zlib/base').kTranslate] = toTypeError;
  let wake = null; // whoever waits for output or room
  const woken = () => new Promise((resolve) => (wake = resolve));
  const note = () => {
    wake?.();
    wake = null;
  };
  let failed = null;
  codec.on('readable', note).on('end', note);
  codec.on('error', (error) => {
    failed = error;
    note();
  });

  /** Hands on what is there, until `done()`. */
  async function drain(controller, done) {
    for (;;) {
      if (failed !== null) throw failed;
      const output = codec.read();
      if (output !== null) {
        controller.enqueue(new Uint8Array(output));
        continue;
      }
      if (done()) return;
      await woken();
    }
  }

  const transformer = {
    async transform(chunk, controller) {
      const bytes = toBytes(chunk);
      let written = false;
      codec.write(bytes, () => {
        written = true;
        note();
      });
      await drain(controller, () => written);
    },
    async flush(controller) {
      codec.end();
      await drain(controller, () => codec.readableEnded);
    },
    cancel() {
      codec.destroy();
    },
  };
  // What is written is taken at once, up to so much output; the standard's default would let it wait for a reader.
  const room = new ByteLengthQueuingStrategy({ highWaterMark: codec.readableHighWaterMark });
  return new TransformStream(transformer, undefined, room);
}

/** Node CompressionStream since v17.0.0. */
export class CompressionStream {
  #transform;

  /**
   * @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format
   * @throws ERR_INVALID_ARG_VALUE
   */
  constructor(format) {
    const Class = classFor(format, compressors);
    this.#transform = around(new Class());
  }

  /** @returns {ReadableStream} */
  get readable() {
    return this.#transform.readable;
  }

  /** @returns {WritableStream} */
  get writable() {
    return this.#transform.writable;
  }

  static {
    finishFace(CompressionStream, ({ readable, writable }) => ({ readable, writable }));
  }
}

/** What it is given is wrong, goes on after its end or ends before: a TypeError. Node DecompressionStream since v17.0.0. */
export class DecompressionStream {
  #transform;

  /**
   * @param {'deflate' | 'deflate-raw' | 'gzip' | 'brotli'} format
   * @throws ERR_INVALID_ARG_VALUE
   */
  constructor(format) {
    const Class = classFor(format, decompressors);
    this.#transform = around(new Class({ rejectGarbageAfterEnd: true }));
  }

  /** @returns {ReadableStream} */
  get readable() {
    return this.#transform.readable;
  }

  /** @returns {WritableStream} */
  get writable() {
    return this.#transform.writable;
  }

  static {
    finishFace(DecompressionStream, ({ readable, writable }) => ({ readable, writable }));
  }
}
