// A transform stream without its face: what is written to one side comes out at the other, transformed.
import { invalidState } from './errors.js';
import { createReadable } from './default_controller.js';
import { callForPromise, Deferred, done } from './promises.js';
import { createWritable } from './writable_core.js';

/** Both sides of a TransformStream that was moved here: what transforms is where it came from. */
export class TransformPair {
  backpressure = undefined;
  face = null;

  /**
   * @param {ReadableCore} readable
   * @param {WritableCore} writable
   */
  constructor(readable, writable) {
    this.readable = readable;
    this.writable = writable;
  }
}

/** The internal slots of a TransformStream and of its controller. */
export class TransformCore {
  readable;
  writable;
  backpressure = undefined;
  backpressureChange = undefined;
  face = null;
  controllerFace = null;
  #transform;
  #flush;
  #cancel;
  #finish = undefined; // Deferred of whichever came first: close, abort or cancel

  /**
   * @param {{transform: Function, flush: Function, cancel: Function}} transformer  each returns a promise
   * @param {Promise} start  what is waited for
   * @param {{highWaterMark: number, size: Function}} writableStrategy
   * @param {{highWaterMark: number, size: Function}} readableStrategy
   */
  constructor({ transform, flush = done, cancel = done }, start, writableStrategy, readableStrategy) {
    this.#transform = transform;
    this.#flush = flush;
    this.#cancel = cancel;
    this.writable = createWritable(
      {
        start: () => start,
        write: (chunk) => this.#write(chunk),
        close: () => this.#close(),
        abort: (reason) => this.#abort(reason),
      },
      writableStrategy.highWaterMark,
      writableStrategy.size,
    );
    this.readable = createReadable(
      {
        start: () => start,
        pull: () => {
          this.#setBackpressure(false);
          return this.backpressureChange.promise;
        },
        cancel: (reason) => this.#cancelReadable(reason),
      },
      readableStrategy.highWaterMark,
      readableStrategy.size,
    );
    this.#setBackpressure(true);
  }

  #setBackpressure(backpressure) {
    this.backpressureChange?.resolve();
    this.backpressureChange = new Deferred();
    this.backpressure = backpressure;
  }

  #unblockWrite() {
    if (this.backpressure) this.#setBackpressure(false);
  }

  #letGo() {
    this.#transform = undefined;
    this.#flush = undefined;
    this.#cancel = undefined;
  }

  /** (TransformStreamError) */
  error(error) {
    this.readable.controller.error(error);
    this.errorWritable(error);
  }

  /** (ErrorWritableAndUnblockWrite) */
  errorWritable(error) {
    this.#letGo();
    this.writable.controller.errorIfNeeded(error);
    this.#unblockWrite();
  }

  get desiredSize() {
    return this.readable.controller.desiredSize;
  }

  enqueue(chunk) {
    const { controller } = this.readable;
    if (!controller.open) throw invalidState('Unable to enqueue');
    try {
      controller.enqueue(chunk);
    } catch (error) {
      this.errorWritable(error);
      throw this.readable.storedError;
    }
    const backpressure = controller.full;
    if (backpressure !== this.backpressure) this.#setBackpressure(true);
  }

  terminate() {
    this.readable.controller.close();
    this.errorWritable(invalidState('TransformStream has been terminated'));
  }

  // (PerformTransform)
  #perform(chunk) {
    const transform = this.#transform;
    if (transform === undefined) return done();
    return transform(chunk).catch((error) => {
      this.error(error);
      throw error;
    });
  }

  // (SinkWriteAlgorithm)
  #write(chunk) {
    if (!this.backpressure) return this.#perform(chunk);
    return this.backpressureChange.promise.then(() => {
      if (this.writable.state === 'erroring') throw this.writable.storedError;
      return this.#perform(chunk);
    });
  }

  // (SinkAbortAlgorithm)
  #abort(reason) {
    if (this.#finish !== undefined) return this.#finish.promise;
    const { readable } = this;
    this.#finish = new Deferred();
    const cancelled = this.#cancel(reason);
    this.#letGo();
    cancelled.then(
      () => {
        if (readable.state === 'errored') {
          this.#finish.reject(readable.storedError);
        } else {
          readable.controller.error(reason);
          this.#finish.resolve();
        }
      },
      (error) => {
        readable.controller.error(error);
        this.#finish.reject(error);
      },
    );
    return this.#finish.promise;
  }

  // (SinkCloseAlgorithm)
  #close() {
    if (this.#finish !== undefined) return this.#finish.promise;
    const { readable } = this;
    this.#finish = new Deferred();
    const flushed = this.#flush();
    this.#letGo();
    flushed.then(
      () => {
        if (readable.state === 'errored') {
          this.#finish.reject(readable.storedError);
        } else {
          readable.controller.close();
          this.#finish.resolve();
        }
      },
      (error) => {
        readable.controller.error(error);
        this.#finish.reject(error);
      },
    );
    return this.#finish.promise;
  }

  // (SourceCancelAlgorithm)
  #cancelReadable(reason) {
    if (this.#finish !== undefined) return this.#finish.promise;
    const { writable } = this;
    this.#finish = new Deferred();
    const cancelled = this.#cancel(reason);
    this.#letGo();
    cancelled.then(
      () => {
        if (writable.state === 'errored') {
          this.#finish.reject(writable.storedError);
        } else {
          writable.controller.errorIfNeeded(reason);
          this.#unblockWrite();
          this.#finish.resolve();
        }
      },
      (error) => {
        writable.controller.errorIfNeeded(error);
        this.#unblockWrite();
        this.#finish.reject(error);
      },
    );
    return this.#finish.promise;
  }
}

/** What a program's transformer does, as TransformCore wants it. */
export function transformerOf(transformer, { transform, flush, cancel }, controller) {
  return {
    transform:
      transform === undefined
        ? passOn(controller)
        : (chunk) => callForPromise(transform, transformer, chunk, controller()),
    flush: flush && (() => callForPromise(flush, transformer, controller())),
    cancel: cancel && ((reason) => callForPromise(cancel, transformer, reason)),
  };
}

function passOn(controller) {
  return async (chunk) => controller().enqueue(chunk);
}
