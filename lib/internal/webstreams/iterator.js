// The chunks of a readable stream as an asynchronous iterator.
import { Deferred, done } from './promises.js';
import { DefaultReaderCore } from './readable_core.js';

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

class IteratorRequest extends Deferred {
  constructor(iterator) {
    super();
    this.iterator = iterator;
  }
  chunk(value) {
    this.iterator.over(this.promise);
    this.resolve({ value, done: false });
  }
  close() {
    this.iterator.over(this.promise);
    this.iterator.finish();
    this.resolve({ value: undefined, done: true });
  }
  error(reason) {
    this.iterator.over(this.promise);
    this.iterator.finish();
    this.reject(reason);
  }
}

class State {
  ongoing = undefined; // the step that the next one waits for
  finished = false;

  constructor(stream, preventCancel) {
    this.reader = new DefaultReaderCore(stream);
    this.preventCancel = preventCancel;
  }

  finish() {
    this.finished = true;
    this.reader.release();
  }

  next() {
    return this.ongoing === undefined ? this.#read() : this.#after(() => this.#read());
  }

  return(value) {
    return this.#after(() => this.#leave(value));
  }

  /** A step is over: the next one need not wait for it. */
  over(step) {
    if (this.ongoing === step) this.ongoing = undefined;
  }

  #read() {
    if (this.finished) return Promise.resolve({ value: undefined, done: true });
    const { stream } = this.reader;
    if (stream.hasChunk()) return Promise.resolve({ value: stream.takeChunk(), done: false });
    const request = new IteratorRequest(this);
    this.ongoing ??= request.promise;
    this.reader.read(request);
    return request.promise;
  }

  async #leave(value) {
    if (!this.finished) {
      this.finished = true;
      const { stream } = this.reader;
      const cancelled = this.preventCancel ? done() : stream.cancel(value);
      this.reader.release();
      await cancelled;
    }
    return { value, done: true };
  }

  // One step at a time.
  #after(step) {
    const result = this.ongoing === undefined ? step() : this.ongoing.then(step, step);
    this.ongoing = result;
    const over = () => this.over(result);
    result.then(over, over);
    return result;
  }
}

/** (Streams Standard, asynchronous iteration of ReadableStream) */
export class ReadableIterator {
  #state;

  /** @throws ERR_INVALID_STATE if the stream has a reader */
  constructor(stream, preventCancel) {
    this.#state = new State(stream, preventCancel);
  }

  next() {
    return this.#state.next();
  }

  return(value) {
    return this.#state.return(value);
  }
}
Object.setPrototypeOf(ReadableIterator.prototype, AsyncIteratorPrototype);
for (const name of ['next', 'return']) Object.defineProperty(ReadableIterator.prototype, name, { enumerable: true });
delete ReadableIterator.prototype.constructor;
