// The faces of transform streams.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { kDeserialize, kTransfer, kTransferList } from '../messaging/symbols.js';
import { kValidateObjectAllowObjects, validateObject } from '../validators.js';
import { illegalConstructor, invalidThis, outOfRange } from './errors.js';
import { finishFace } from './face.js';
import { Deferred } from './promises.js';
import { readableFace } from './readable_stream.js';
import { highWaterMarkOf, sizeOf, validateStrategy } from './strategy.js';
import { TransformCore, TransformPair, transformerOf } from './transform_core.js';
import { writableFace } from './writable_stream.js';

let coreOf;

function takeTransformer(transformer) {
  const { start, transform, flush, cancel, readableType, writableType } = transformer ?? {};
  for (const [name, fn] of [
    ['start', start],
    ['transform', transform],
    ['flush', flush],
    ['cancel', cancel],
  ]) {
    if (fn !== undefined && typeof fn !== 'function')
      throw new codes.ERR_INVALID_ARG_TYPE(`transformer.${name}`, 'Function', fn);
  }
  if (readableType !== undefined) throw outOfRange('transformer.readableType', readableType);
  if (writableType !== undefined) throw outOfRange('transformer.writableType', writableType);
  return { start, transform, flush, cancel };
}

/** Source: Streams Standard, TransformStream. */
export class TransformStream {
  #core;

  /**
   * @param {{start?: Function, transform?: Function, flush?: Function, cancel?: Function}} [transformer]
   * @param {object} [writableStrategy]  { highWaterMark, size }
   * @param {object} [readableStrategy]
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, what start() throws
   */
  constructor(transformer = {}, writableStrategy = undefined, readableStrategy = undefined) {
    if (transformer instanceof TransformCore || transformer instanceof TransformPair) {
      this.#core = transformer;
      transformer.face = this;
      return;
    }
    validateObject(transformer, 'transformer', kValidateObjectAllowObjects);
    validateStrategy(writableStrategy, 'writableStrategy');
    validateStrategy(readableStrategy, 'readableStrategy');
    const taken = takeTransformer(transformer);
    const readable = { size: sizeOf(readableStrategy), highWaterMark: highWaterMarkOf(readableStrategy, 0) };
    const writable = { size: sizeOf(writableStrategy), highWaterMark: highWaterMarkOf(writableStrategy, 1) };
    const start = new Deferred();
    const core = new TransformCore(
      transformerOf(transformer, taken, () => controllerFace(core)),
      start.promise,
      writable,
      readable,
    );
    this.#core = core;
    core.face = this;
    start.resolve(taken.start?.call(transformer, controllerFace(core)));
  }

  static {
    coreOf = (value) => (typeof value === 'object' && value !== null && #core in value ? value.#core : undefined);
  }

  get readable() {
    return readableFace(requireCore(this).readable);
  }

  get writable() {
    return writableFace(requireCore(this).writable);
  }

  [kTransferList]() {
    const { readable, writable } = requireCore(this);
    const { portsFor } = load('internal/webstreams/transfer');
    return [...portsFor(readable), ...portsFor(writable)];
  }

  [kTransfer]() {
    const { readable, writable } = requireCore(this);
    const { moveReadable, moveWritable } = load('internal/webstreams/transfer');
    const data = { readable: moveReadable(readable), writable: moveWritable(writable) };
    return { data, deserializeInfo: 'internal/webstreams/transform_stream:TransformStream' };
  }

  static [kDeserialize]({ readable, writable }) {
    const { receiveReadable, receiveWritable } = load('internal/webstreams/transfer');
    return new TransformStream(new TransformPair(receiveReadable(readable), receiveWritable(writable)));
  }

  static {
    finishFace(TransformStream, (self) => {
      const { backpressure } = requireCore(self);
      return { readable: self.readable, writable: self.writable, backpressure };
    });
  }
}

function requireCore(self) {
  const core = coreOf(self);
  if (core === undefined) throw invalidThis('TransformStream');
  return core;
}

/** The core of a TransformStream; undefined for anything else. */
export function coreOfTransform(value) {
  return coreOf(value);
}

/** Source: Streams Standard, TransformStreamDefaultController. */
export class TransformStreamDefaultController {
  #core;

  constructor(core) {
    if (!(core instanceof TransformCore)) throw illegalConstructor();
    this.#core = core;
  }

  static #check(self) {
    if (!(#core in self)) throw invalidThis('TransformStreamDefaultController');
    return self.#core;
  }

  /** @returns {number|null} how much more the readable side would take */
  get desiredSize() {
    return TransformStreamDefaultController.#check(this).desiredSize;
  }

  /** Gives the readable side a chunk. @throws ERR_INVALID_STATE */
  enqueue(chunk = undefined) {
    TransformStreamDefaultController.#check(this).enqueue(chunk);
  }

  /** Both sides fail. */
  error(reason = undefined) {
    TransformStreamDefaultController.#check(this).error(reason);
  }

  /** Ends the readable side and fails the writable one. */
  terminate() {
    TransformStreamDefaultController.#check(this).terminate();
  }

  static {
    finishFace(TransformStreamDefaultController, (self) => ({
      stream: TransformStreamDefaultController.#check(self).face,
    }));
  }
}

function controllerFace(core) {
  core.controllerFace ??= new TransformStreamDefaultController(core);
  return core.controllerFace;
}
