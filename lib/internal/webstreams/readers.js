// The faces of readers.
import { codes } from '../errors.js';
import { kValidateObjectAllowObjectsAndNull, validateObject } from '../validators.js';
import { ByteControllerCore } from './byte_controller.js';
import { invalidState, invalidThis } from './errors.js';
import { finishFace } from './face.js';
import { ByobReaderCore, DefaultReaderCore, ReadRequest } from './readable_core.js';
import { coreOfReadable } from './readable_stream.js';

function requireStream(stream) {
  const core = coreOfReadable(stream);
  if (core === undefined) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
  return core;
}

const noStream = () => Promise.reject(invalidState('The reader is not attached to a stream'));

/** Source: Streams Standard, ReadableStreamDefaultReader. */
export class ReadableStreamDefaultReader {
  #core;

  /** @param {ReadableStream} stream  locked from now on  @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE */
  constructor(stream) {
    this.#core = new DefaultReaderCore(requireStream(stream));
  }

  /** @returns {Promise<{value: *, done: boolean}>} */
  read() {
    if (!(#core in this)) return Promise.reject(invalidThis('ReadableStreamDefaultReader'));
    const reader = this.#core;
    const { stream } = reader;
    if (stream === null) return noStream();
    // What waits in the queue needs no request.
    if (stream.hasChunk()) return Promise.resolve({ value: stream.takeChunk(), done: false });
    const request = new ReadRequest();
    reader.read(request);
    return request.promise;
  }

  /** The stream is free for another reader. */
  releaseLock() {
    if (!(#core in this)) throw invalidThis('ReadableStreamDefaultReader');
    if (this.#core.stream !== null) this.#core.release();
  }

  /** @returns {Promise<undefined>} settles when the stream is over */
  get closed() {
    if (!(#core in this)) return Promise.reject(invalidThis('ReadableStreamDefaultReader'));
    return this.#core.closed.promise;
  }

  /** @returns {Promise<undefined>} */
  cancel(reason = undefined) {
    if (!(#core in this)) return Promise.reject(invalidThis('ReadableStreamDefaultReader'));
    return this.#core.stream === null ? noStream() : this.#core.stream.cancel(reason);
  }

  static {
    finishFace(ReadableStreamDefaultReader, (self) => {
      if (!(#core in self)) throw invalidThis('ReadableStreamDefaultReader');
      return {
        stream: self.#core.stream?.face ?? undefined,
        readRequests: self.#core.requests.length,
        close: self.closed,
      };
    });
  }
}

/** Source: Streams Standard, ReadableStreamBYOBReader. */
export class ReadableStreamBYOBReader {
  #core;

  /** @param {ReadableStream} stream  of bytes; locked from now on  @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE */
  constructor(stream) {
    const core = requireStream(stream);
    if (core.locked) throw invalidState('ReadableStream is locked');
    if (!(core.controller instanceof ByteControllerCore)) {
      throw new codes.ERR_INVALID_ARG_VALUE('stream', stream, 'must be a byte stream');
    }
    this.#core = new ByobReaderCore(core);
  }

  /**
   * @param {ArrayBufferView} view  to be filled; its memory goes over to the result
   * @param {{min?: number}} [options]  elements that must have come
   * @returns {Promise<{value: ArrayBufferView, done: boolean}>}
   */
  async read(view, options = {}) {
    if (!(#core in this)) throw invalidThis('ReadableStreamBYOBReader');
    if (!ArrayBuffer.isView(view))
      throw new codes.ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const min = options?.min === undefined ? 1 : Number(options.min);
    if (view.byteLength === 0) throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
    if (view.buffer.byteLength === 0 || view.buffer.detached) {
      throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
    }
    if (!Number.isInteger(min) || min <= 0)
      throw new codes.ERR_INVALID_ARG_VALUE('options.min', options.min, 'must be greater than 0');
    const size = view instanceof DataView ? view.byteLength : view.length;
    if (min > size) throw new codes.ERR_OUT_OF_RANGE('options.min', `<= ${size}`, min);
    if (this.#core.stream === null) return noStream();
    const request = new ReadRequest();
    this.#core.read(view, min, request);
    return request.promise;
  }

  releaseLock() {
    if (!(#core in this)) throw invalidThis('ReadableStreamBYOBReader');
    if (this.#core.stream !== null) this.#core.release();
  }

  get closed() {
    if (!(#core in this)) return Promise.reject(invalidThis('ReadableStreamBYOBReader'));
    return this.#core.closed.promise;
  }

  cancel(reason = undefined) {
    if (!(#core in this)) return Promise.reject(invalidThis('ReadableStreamBYOBReader'));
    return this.#core.stream === null ? noStream() : this.#core.stream.cancel(reason);
  }

  static {
    finishFace(ReadableStreamBYOBReader, (self) => {
      if (!(#core in self)) throw invalidThis('ReadableStreamBYOBReader');
      return { stream: self.#core.stream?.face ?? undefined, requests: self.#core.requests.length, close: self.closed };
    });
  }
}
