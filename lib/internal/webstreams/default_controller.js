// The controller of a readable stream of any values.
import { outOfRange } from './errors.js';
import { callForPromise, done } from './promises.js';
import { SizedQueue } from './queue.js';
import { ReadableCore } from './readable_core.js';
import { isSize } from './strategy.js';

/** The internal slots of a ReadableStreamDefaultController. */
export class DefaultControllerCore {
  queue = new SizedQueue();
  started = false;
  closeRequested = false;
  pulling = false;
  pullAgain = false;
  face = null;

  /**
   * @param {ReadableCore} stream
   * @param {() => Promise} pull
   * @param {(reason) => Promise} cancel
   * @param {number} highWaterMark
   * @param {Function} [size]  of a chunk; each counts as one without it
   */
  constructor(stream, pull, cancel, highWaterMark, size) {
    this.stream = stream;
    this.pull = pull;
    this.cancel = cancel;
    this.highWaterMark = highWaterMark;
    this.size = size;
    stream.controller = this;
  }

  /** From here on it may pull. @param {*} result  of the source's start() */
  startWith(result) {
    Promise.resolve(result).then(
      () => {
        this.started = true;
        this.pullIfNeeded();
      },
      (error) => this.error(error),
    );
  }

  get desiredSize() {
    if (this.stream.state === 'errored') return null;
    if (this.stream.state === 'closed') return 0;
    return this.highWaterMark - this.queue.total;
  }

  /** (CanCloseOrEnqueue) */
  get open() {
    return !this.closeRequested && this.stream.state === 'readable';
  }

  /** (HasBackpressure) */
  get full() {
    return !this.#shouldPull();
  }

  #shouldPull() {
    if (!this.open || !this.started) return false;
    const { reader } = this.stream;
    return (reader !== null && reader.requests.length > 0) || this.desiredSize > 0;
  }

  pullIfNeeded() {
    if (!this.#shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    this.pull().then(this.#pulled, this.#pullFailed);
  }

  #pulled = () => {
    this.pulling = false;
    if (!this.pullAgain) return;
    this.pullAgain = false;
    this.pullIfNeeded();
  };
  #pullFailed = (error) => this.error(error);

  #letGo() {
    this.pull = done;
    this.cancel = done;
    this.size = undefined;
  }

  close() {
    if (!this.open) return;
    this.closeRequested = true;
    if (this.queue.length > 0) return;
    this.#letGo();
    this.stream.close();
  }

  /** @throws what size() throws, or a RangeError for what it returns */
  enqueue(chunk) {
    if (!this.open) return;
    const { reader } = this.stream;
    if (reader !== null && reader.requests.length > 0) {
      reader.requests.shift().chunk(chunk);
    } else {
      let size = 1;
      try {
        if (this.size !== undefined) size = sizeOfChunk(this.size, chunk);
      } catch (error) {
        this.error(error);
        throw error;
      }
      this.queue.push(chunk, size);
    }
    this.pullIfNeeded();
  }

  error(error) {
    if (this.stream.state !== 'readable') return;
    this.queue.clear();
    this.#letGo();
    this.stream.error(error);
  }

  cancelSteps(reason) {
    this.queue.clear();
    const cancelled = this.cancel(reason);
    this.#letGo();
    return cancelled;
  }

  /** Takes the next chunk of the queue, which is not empty. */
  take() {
    const chunk = this.queue.shift();
    if (this.closeRequested && this.queue.length === 0) {
      this.#letGo();
      this.stream.close();
    } else {
      this.pullIfNeeded();
    }
    return chunk;
  }

  pullSteps(request) {
    if (this.queue.length > 0) {
      request.chunk(this.take());
    } else {
      this.stream.reader.requests.push(request);
      this.pullIfNeeded();
    }
  }

  releaseSteps() {}
}

/** @throws what size() throws, or a RangeError for what it returns */
export function sizeOfChunk(size, chunk) {
  const value = +size(chunk);
  if (!isSize(value)) throw outOfRange('size', value);
  return value;
}

/**
 * A readable stream whose source is the library itself. (CreateReadableStream)
 * @param {{start?: Function, pull?: () => Promise, cancel?: (reason) => Promise}} source
 * @param {number} [highWaterMark]
 * @param {Function} [size]
 * @returns {ReadableCore}
 */
export function createReadable({ start, pull = done, cancel = done }, highWaterMark = 1, size = undefined) {
  const stream = new ReadableCore();
  const controller = new DefaultControllerCore(stream, pull, cancel, highWaterMark, size);
  controller.startWith(start?.(controller));
  return stream;
}

/** One whose source is a program's. (SetUpReadableStreamDefaultControllerFromUnderlyingSource) */
export function setUpDefaultController(stream, source, { start, pull, cancel }, highWaterMark, size, makeFace) {
  const controller = new DefaultControllerCore(
    stream,
    pull === undefined ? done : () => callForPromise(pull, source, makeFace(controller)),
    cancel === undefined ? done : (reason) => callForPromise(cancel, source, reason),
    highWaterMark,
    size,
  );
  controller.startWith(start === undefined ? undefined : start.call(source, makeFace(controller)));
}
