// The face of readable streams.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { kDeserialize, kTransfer, kTransferList } from '../messaging/symbols.js';
import {
  kValidateObjectAllowObjects,
  kValidateObjectAllowObjectsAndNull,
  validateAbortSignal,
  validateObject,
} from '../validators.js';
import { ByteControllerCore, setUpByteController } from './byte_controller.js';
import { controllerFace } from './controllers.js';
import { setUpDefaultController } from './default_controller.js';
import { invalidState, invalidThis, outOfRange } from './errors.js';
import { answerNode, finishFace } from './face.js';
import { readableFrom } from './from.js';
import { ReadableIterator } from './iterator.js';
import { pipe } from './pipe.js';
import { ReadableCore } from './readable_core.js';
import { ReadableStreamBYOBReader, ReadableStreamDefaultReader } from './readers.js';
import { highWaterMarkOf, sizeOf, validateStrategy } from './strategy.js';
import { tee } from './tee.js';
import { coreOfWritable } from './writable_stream.js';

let coreOf;

// A dictionary of Web IDL may be missing, or be any object.
const dictionary = kValidateObjectAllowObjectsAndNull;

function takeSource(source) {
  const { start, pull, cancel, type, autoAllocateChunkSize } = source;
  for (const [name, fn] of [
    ['start', start],
    ['pull', pull],
    ['cancel', cancel],
  ]) {
    if (fn !== undefined && typeof fn !== 'function')
      throw new codes.ERR_INVALID_ARG_TYPE(`source.${name}`, 'Function', fn);
  }
  if (type !== undefined && `${type}` !== 'bytes') throw new codes.ERR_INVALID_ARG_VALUE('source.type', type);
  return { start, pull, cancel, bytes: type !== undefined, autoAllocateChunkSize };
}

/** Source: Streams Standard, ReadableStream. */
export class ReadableStream {
  #core;

  /**
   * @param {{start?: Function, pull?: Function, cancel?: Function, type?: 'bytes', autoAllocateChunkSize?: number}} [source]
   * @param {{highWaterMark?: number, size?: Function}} [strategy]
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, what start() throws
   */
  constructor(source = {}, strategy = undefined) {
    if (source instanceof ReadableCore) {
      this.#core = source;
      source.face = this;
      return;
    }
    validateObject(source, 'source', kValidateObjectAllowObjects);
    validateStrategy(strategy, 'strategy');
    const taken = takeSource(source);
    const core = new ReadableCore();
    core.face = this;
    this.#core = core;
    if (taken.bytes) {
      if (strategy?.size !== undefined) throw outOfRange('strategy.size', strategy.size);
      const chunkSize = taken.autoAllocateChunkSize;
      if (chunkSize !== undefined && !(Number(chunkSize) > 0)) {
        throw new codes.ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', chunkSize);
      }
      setUpByteController(core, source, taken, highWaterMarkOf(strategy, 0), controllerFace);
    } else {
      const size = sizeOf(strategy);
      setUpDefaultController(core, source, taken, highWaterMarkOf(strategy, 1), size, controllerFace);
    }
  }

  static {
    coreOf = (value) => (typeof value === 'object' && value !== null && #core in value ? value.#core : undefined);
  }

  /** @param {AsyncIterable|Iterable} iterable  @returns {ReadableStream}  @throws ERR_ARG_NOT_ITERABLE */
  static from(iterable) {
    return new ReadableStream(readableFrom(iterable));
  }

  get locked() {
    return requireCore(this).locked;
  }

  /** Nobody wants more. @returns {Promise<undefined>} */
  cancel(reason = undefined) {
    if (!(#core in this)) return Promise.reject(invalidThis('ReadableStream'));
    if (this.#core.locked) return Promise.reject(invalidState('ReadableStream is locked'));
    return this.#core.cancel(reason);
  }

  /**
   * @param {{mode?: 'byob'}} [options]
   * @returns {ReadableStreamDefaultReader|ReadableStreamBYOBReader}
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE
   */
  getReader(options = undefined) {
    requireCore(this);
    if (options !== undefined) validateObject(options, 'options', dictionary);
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw new codes.ERR_INVALID_ARG_VALUE('options.mode', mode);
    return new ReadableStreamBYOBReader(this);
  }

  /**
   * @param {{readable: ReadableStream, writable: WritableStream}} transform
   * @param {object} [options]  as for pipeTo()
   * @returns {ReadableStream} transform.readable
   */
  pipeThrough(transform, options = undefined) {
    const core = requireCore(this);
    const readable = transform?.readable;
    if (coreOf(readable) === undefined)
      throw new codes.ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable);
    const writable = coreOfWritable(transform.writable);
    if (writable === undefined) {
      throw new codes.ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', transform.writable);
    }
    const taken = takePipeOptions(options);
    if (core.locked) throw invalidState('The ReadableStream is locked');
    if (writable.locked) throw invalidState('The WritableStream is locked');
    pipe(core, writable, taken).catch(() => {});
    return readable;
  }

  /**
   * @param {WritableStream} destination
   * @param {{preventClose?: boolean, preventAbort?: boolean, preventCancel?: boolean, signal?: AbortSignal}} [options]
   * @returns {Promise<undefined>} when all is written
   */
  pipeTo(destination, options = undefined) {
    try {
      const core = requireCore(this);
      const writable = coreOfWritable(destination);
      if (writable === undefined)
        throw new codes.ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', destination);
      const taken = takePipeOptions(options);
      if (core.locked) throw invalidState('The ReadableStream is locked');
      if (writable.locked) throw invalidState('The WritableStream is locked');
      return pipe(core, writable, taken);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** @returns {[ReadableStream, ReadableStream]} each with all chunks  @throws ERR_INVALID_STATE */
  tee() {
    const core = requireCore(this);
    return tee(core).map((branch) => new ReadableStream(branch));
  }

  /** @param {{preventCancel?: boolean}} [options]  @returns {AsyncIterator} of the chunks */
  values(options = undefined) {
    const core = requireCore(this);
    if (options !== undefined) validateObject(options, 'options', dictionary);
    return new ReadableIterator(core, Boolean(options?.preventCancel));
  }

  [kTransferList]() {
    return load('internal/webstreams/transfer').portsFor(requireCore(this));
  }

  [kTransfer]() {
    const port = load('internal/webstreams/transfer').moveReadable(requireCore(this));
    return { data: { port }, deserializeInfo: 'internal/webstreams/readable_stream:ReadableStream' };
  }

  static [kDeserialize]({ port }) {
    return new ReadableStream(load('internal/webstreams/transfer').receiveReadable(port));
  }

  static {
    finishFace(ReadableStream, (self) => {
      const { locked, state, controller } = requireCore(self);
      return { locked, state, supportsBYOB: controller instanceof ByteControllerCore };
    });
    answerNode(ReadableStream, {
      'nodejs.stream.disturbed': (self) => requireCore(self).disturbed,
      'nodejs.stream.errored': (self) => requireCore(self).state === 'errored',
      'nodejs.stream.readable': (self) => requireCore(self).state === 'readable',
      'nodejs.webstream.isClosedPromise': (self) => requireCore(self).over,
      'nodejs.webstream.controllerErrorFunction': (self) => (error) => requireCore(self).controller.error(error),
    });
    Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
      value: ReadableStream.prototype.values,
      writable: true,
      configurable: true,
    });
    Object.defineProperty(ReadableStream, 'from', { enumerable: true });
  }
}

function requireCore(self) {
  const core = coreOf(self);
  if (core === undefined) throw invalidThis('ReadableStream');
  return core;
}

function takePipeOptions(options) {
  if (options !== undefined) validateObject(options, 'options', dictionary);
  // in the order in which the standard reads them
  const preventAbort = Boolean(options?.preventAbort);
  const preventCancel = Boolean(options?.preventCancel);
  const preventClose = Boolean(options?.preventClose);
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { preventAbort, preventCancel, preventClose, signal };
}

/** The core of a ReadableStream; undefined for anything else. */
export function coreOfReadable(value) {
  return coreOf(value);
}

/** The face of a core, made at its first use. @returns {ReadableStream} */
export function readableFace(core) {
  return core.face ?? new ReadableStream(core);
}
