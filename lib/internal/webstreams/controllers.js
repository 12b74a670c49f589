// The faces of what a source controls a readable stream with.
import { codes } from '../errors.js';
import { ByteControllerCore } from './byte_controller.js';
import { DefaultControllerCore } from './default_controller.js';
import { illegalConstructor, invalidState, invalidThis } from './errors.js';
import { finishFace } from './face.js';

/** Source: Streams Standard, ReadableStreamDefaultController. */
export class ReadableStreamDefaultController {
  #core;

  constructor(core) {
    if (!(core instanceof DefaultControllerCore)) throw illegalConstructor();
    this.#core = core;
  }

  static #check(self) {
    if (!(#core in self)) throw invalidThis('ReadableStreamDefaultController');
    return self.#core;
  }

  /** @returns {number|null} how much more the stream would take: below 0 when it is overfull, null when it has failed */
  get desiredSize() {
    return ReadableStreamDefaultController.#check(this).desiredSize;
  }

  /** No chunk follows. @throws ERR_INVALID_STATE */
  close() {
    const core = ReadableStreamDefaultController.#check(this);
    if (!core.open) throw invalidState('Controller is already closed');
    core.close();
  }

  /** @throws ERR_INVALID_STATE, what the strategy's size() throws */
  enqueue(chunk = undefined) {
    const core = ReadableStreamDefaultController.#check(this);
    if (!core.open) throw invalidState('Controller is already closed');
    core.enqueue(chunk);
  }

  /** The stream fails: all that read it get the error. */
  error(error = undefined) {
    ReadableStreamDefaultController.#check(this).error(error);
  }
}
finishFace(ReadableStreamDefaultController, () => ({}));

/** Source: Streams Standard, ReadableByteStreamController. */
export class ReadableByteStreamController {
  #core;

  constructor(core) {
    if (!(core instanceof ByteControllerCore)) throw illegalConstructor();
    this.#core = core;
  }

  static #check(self) {
    if (!(#core in self)) throw invalidThis('ReadableByteStreamController');
    return self.#core;
  }

  /** @returns {ReadableStreamBYOBRequest|null} memory that a reader has brought, to be filled */
  get byobRequest() {
    const request = ReadableByteStreamController.#check(this).byobRequest;
    if (request === null) return null;
    return (request.face ??= new ReadableStreamBYOBRequest(request));
  }

  get desiredSize() {
    return ReadableByteStreamController.#check(this).desiredSize;
  }

  /** @throws ERR_INVALID_STATE */
  close() {
    const core = ReadableByteStreamController.#check(this);
    if (core.closeRequested || core.stream.state !== 'readable') throw invalidState('Controller is already closed');
    core.close();
  }

  /**
   * @param {ArrayBufferView} chunk  its memory goes over to the stream
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE
   */
  enqueue(chunk) {
    const core = ReadableByteStreamController.#check(this);
    if (!ArrayBuffer.isView(chunk))
      throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['Buffer', 'TypedArray', 'DataView'], chunk);
    if (chunk.byteLength === 0) throw invalidState('chunk cannot be empty');
    if (chunk.buffer.byteLength === 0) throw invalidState('chunk cannot be on an empty ArrayBuffer');
    if (core.closeRequested || core.stream.state !== 'readable') throw invalidState('Controller is already closed');
    core.enqueue(chunk);
  }

  error(error = undefined) {
    ReadableByteStreamController.#check(this).error(error);
  }
}
finishFace(ReadableByteStreamController, () => ({}));

/** Source: Streams Standard, ReadableStreamBYOBRequest. */
export class ReadableStreamBYOBRequest {
  #request;

  constructor(request) {
    if (!(request?.controller instanceof ByteControllerCore)) throw illegalConstructor();
    this.#request = request;
  }

  static #check(self) {
    if (!(#request in self)) throw invalidThis('ReadableStreamBYOBRequest');
    return self.#request;
  }

  /** @returns {Uint8Array|null} what is to be filled; null once it was responded to */
  get view() {
    return ReadableStreamBYOBRequest.#check(this).view;
  }

  /** @param {number} bytesWritten  into the view  @throws ERR_INVALID_STATE, RangeError */
  respond(bytesWritten) {
    const request = ReadableStreamBYOBRequest.#check(this);
    if (request.controller === null) throw invalidState('This BYOB request has been invalidated');
    if (request.view.buffer.detached) throw invalidState('Viewed ArrayBuffer is detached');
    const count = Number(bytesWritten);
    if (!Number.isInteger(count) || count < 0) throw new codes.ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
    request.controller.respond(count);
  }

  /** @param {ArrayBufferView} view  on the same memory, after a transfer  @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE, RangeError */
  respondWithNewView(view) {
    const request = ReadableStreamBYOBRequest.#check(this);
    if (request.controller === null) throw invalidState('This BYOB request has been invalidated');
    if (!ArrayBuffer.isView(view))
      throw new codes.ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
    if (view.buffer.detached) throw invalidState('Viewed ArrayBuffer is detached');
    request.controller.respondWithNewView(view);
  }
}
finishFace(ReadableStreamBYOBRequest, (self) => ({ view: self.view }));

/** The face of a controller's core, made at its first use. */
export function controllerFace(core) {
  core.face ??=
    core instanceof ByteControllerCore
      ? new ReadableByteStreamController(core)
      : new ReadableStreamDefaultController(core);
  return core.face;
}
