// The faces of writable streams.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { kDeserialize, kTransfer, kTransferList } from '../messaging/symbols.js';
import { kValidateObjectAllowObjects, validateObject } from '../validators.js';
import { illegalConstructor, invalidState, invalidThis, outOfRange } from './errors.js';
import { answerNode, finishFace } from './face.js';
import { Deferred } from './promises.js';
import { highWaterMarkOf, sizeOf, validateStrategy } from './strategy.js';
import { setUpController, WritableControllerCore, WritableCore, WriterCore } from './writable_core.js';

let coreOf;

function takeSink(sink) {
  const { start, write, close, abort, type } = sink;
  for (const [name, fn] of [
    ['start', start],
    ['write', write],
    ['close', close],
    ['abort', abort],
  ]) {
    if (fn !== undefined && typeof fn !== 'function')
      throw new codes.ERR_INVALID_ARG_TYPE(`sink.${name}`, 'Function', fn);
  }
  if (type !== undefined) throw outOfRange('sink.type', type);
  return { start, write, close, abort };
}

/** Source: Streams Standard, WritableStream. */
export class WritableStream {
  #core;

  /**
   * @param {{start?: Function, write?: Function, close?: Function, abort?: Function}} [sink]
   * @param {{highWaterMark?: number, size?: Function}} [strategy]
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, what start() throws
   */
  constructor(sink = {}, strategy = undefined) {
    if (sink instanceof WritableCore) {
      this.#core = sink;
      sink.face = this;
      return;
    }
    validateObject(sink, 'sink', kValidateObjectAllowObjects);
    validateStrategy(strategy, 'strategy');
    const taken = takeSink(sink);
    const core = new WritableCore();
    core.face = this;
    this.#core = core;
    const size = sizeOf(strategy);
    setUpController(core, sink, taken, highWaterMarkOf(strategy, 1), size, controllerFace);
  }

  static {
    coreOf = (value) => (typeof value === 'object' && value !== null && #core in value ? value.#core : undefined);
  }

  get locked() {
    return requireCore(this).locked;
  }

  /** What has not been written is dropped. @returns {Promise<undefined>} */
  abort(reason = undefined) {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStream'));
    if (this.#core.locked) return Promise.reject(invalidState('WritableStream is locked'));
    return this.#core.abort(reason);
  }

  /** No chunk follows. @returns {Promise<undefined>} when all has been written */
  close() {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStream'));
    if (this.#core.locked) return Promise.reject(invalidState('WritableStream is locked'));
    if (this.#core.closing) return Promise.reject(invalidState('Failure closing WritableStream'));
    return this.#core.close();
  }

  /** @returns {WritableStreamDefaultWriter}  @throws ERR_INVALID_STATE */
  getWriter() {
    requireCore(this);
    return new WritableStreamDefaultWriter(this);
  }

  [kTransferList]() {
    return load('internal/webstreams/transfer').portsFor(requireCore(this));
  }

  [kTransfer]() {
    const port = load('internal/webstreams/transfer').moveWritable(requireCore(this));
    return { data: { port }, deserializeInfo: 'internal/webstreams/writable_stream:WritableStream' };
  }

  static [kDeserialize]({ port }) {
    return new WritableStream(load('internal/webstreams/transfer').receiveWritable(port));
  }

  static {
    finishFace(WritableStream, (self) => {
      const { locked, state } = requireCore(self);
      return { locked, state };
    });
    answerNode(WritableStream, {
      'nodejs.stream.errored': (self) => requireCore(self).state === 'errored',
      'nodejs.stream.writable': (self) => requireCore(self).state === 'writable',
      'nodejs.webstream.isClosedPromise': (self) => requireCore(self).over,
      'nodejs.webstream.controllerErrorFunction': (self) => (error) =>
        requireCore(self).controller.errorIfNeeded(error),
    });
  }
}

function requireCore(self) {
  const core = coreOf(self);
  if (core === undefined) throw invalidThis('WritableStream');
  return core;
}

/** The core of a WritableStream; undefined for anything else. */
export function coreOfWritable(value) {
  return coreOf(value);
}

/** The face of a core, made at its first use. @returns {WritableStream} */
export function writableFace(core) {
  return core.face ?? new WritableStream(core);
}

const noStream = () => invalidState('Writer is not bound to a WritableStream');

/** Source: Streams Standard, WritableStreamDefaultWriter. */
export class WritableStreamDefaultWriter {
  #core;

  /** @param {WritableStream} stream  locked from now on  @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE */
  constructor(stream) {
    const core = coreOf(stream);
    if (core === undefined) throw new codes.ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    this.#core = new WriterCore(core);
  }

  /** @returns {Promise<undefined>} settles when the stream is over */
  get closed() {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    return this.#core.closed.promise;
  }

  /** @returns {number|null} how much more the stream would take; null when it has failed */
  get desiredSize() {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultWriter');
    if (this.#core.stream === null) throw noStream();
    return this.#core.desiredSize;
  }

  /** @returns {Promise<undefined>} settles when the stream would take more */
  get ready() {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    return this.#core.ready.promise;
  }

  abort(reason = undefined) {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    if (this.#core.stream === null) return Promise.reject(noStream());
    return this.#core.stream.abort(reason);
  }

  close() {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    const { stream } = this.#core;
    if (stream === null) return Promise.reject(noStream());
    if (stream.closing) return Promise.reject(invalidState('Failure to close WritableStream'));
    return stream.close();
  }

  releaseLock() {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultWriter');
    if (this.#core.stream !== null) this.#core.release();
  }

  /** @returns {Promise<undefined>} when the sink has taken the chunk */
  write(chunk = undefined) {
    if (!(#core in this)) return Promise.reject(invalidThis('WritableStreamDefaultWriter'));
    if (this.#core.stream === null) return Promise.reject(noStream());
    const request = new Deferred();
    this.#core.write(chunk, request);
    return request.promise;
  }

  static {
    finishFace(WritableStreamDefaultWriter, (self) => {
      if (!(#core in self)) throw invalidThis('WritableStreamDefaultWriter');
      const { stream } = self.#core;
      return {
        stream: stream?.face ?? undefined,
        close: self.closed,
        ready: self.ready,
        desiredSize: stream && self.desiredSize,
      };
    });
  }
}

/** Source: Streams Standard, WritableStreamDefaultController. */
export class WritableStreamDefaultController {
  #core;

  constructor(core) {
    if (!(core instanceof WritableControllerCore)) throw illegalConstructor();
    this.#core = core;
  }

  /** @returns {AbortSignal} aborted with the stream */
  get signal() {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultController');
    return this.#core.signal;
  }

  /** The stream fails: all that write to it get the error. */
  error(error = undefined) {
    if (!(#core in this)) throw invalidThis('WritableStreamDefaultController');
    this.#core.errorIfNeeded(error);
  }

  static {
    finishFace(WritableStreamDefaultController, (self) => {
      if (!(#core in self)) throw invalidThis('WritableStreamDefaultController');
      return { stream: self.#core.stream.face };
    });
  }
}

/** The face of a controller's core, made at its first use. */
export function controllerFace(core) {
  core.face ??= new WritableStreamDefaultController(core);
  return core.face;
}
