// The chunks of a readable stream as an asynchronous iterator.
import { done } from './promises.js';
import { DefaultReaderCore } from './readable_core.js';

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

class IteratorRequest {
  constructor(iterator, resolve, reject) {
    this.iterator = iterator;
    this.resolve = resolve;
    this.reject = reject;
  }
  chunk(value) {
    this.resolve({ value, done: false });
  }
  close() {
    this.iterator.finish();
    this.resolve({ value: undefined, done: true });
  }
  error(reason) {
    this.iterator.finish();
    this.reject(reason);
  }
}

class State {
  ongoing = undefined;
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
    if (this.finished) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => this.reader.read(new IteratorRequest(this, resolve, reject)));
  }

  async leave(value) {
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
  after(step) {
    this.ongoing = this.ongoing === undefined ? step() : this.ongoing.then(step, step);
    return this.ongoing;
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
    const state = this.#state;
    return state.after(() => state.next());
  }

  return(value) {
    const state = this.#state;
    return state.after(() => state.leave(value));
  }
}
Object.setPrototypeOf(ReadableIterator.prototype, AsyncIteratorPrototype);
for (const name of ['next', 'return']) Object.defineProperty(ReadableIterator.prototype, name, { enumerable: true });
delete ReadableIterator.prototype.constructor;
