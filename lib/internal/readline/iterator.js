// The lines of an interface as an asynchronous iterator. Lines that nobody has asked for yet wait here; when they are many, the
// input rests.
import { Ring } from '../task_queue/ring.js';

const HIGH = 1024; // waiting lines above which the input is paused

export class Lines {
  #rl;
  #waiting = new Ring();
  #count = 0;
  #asking = [];
  #ended = false;
  #failure;

  constructor(rl) {
    this.#rl = rl;
    rl.on('line', this.#onLine);
    rl.on('close', this.#onClose);
    rl.on('error', this.#onError);
    if (rl.closed) this.#end();
  }

  #onLine = (line) => {
    if (this.#asking.length > 0) {
      this.#asking.shift().resolve({ value: line, done: false });
      return;
    }
    this.#waiting.push(line);
    if (++this.#count > HIGH && !this.#rl.paused && !this.#rl.closed) this.#rl.pause();
  };

  #onClose = () => this.#end();

  #onError = (error) => {
    if (this.#asking.length > 0) this.#asking.shift().reject(error);
    else this.#failure = error;
    this.#rl.close();
    this.#end();
  };

  #end() {
    this.#ended = true;
    this.#rl.removeListener('line', this.#onLine);
    this.#rl.removeListener('close', this.#onClose);
    this.#rl.removeListener('error', this.#onError);
    for (const { resolve } of this.#asking.splice(0)) resolve({ value: undefined, done: true });
  }

  next() {
    if (this.#count > 0) {
      const value = this.#waiting.shift();
      if (--this.#count === 0 && this.#rl.paused && !this.#rl.closed) this.#rl.resume();
      return Promise.resolve({ value, done: false });
    }
    if (this.#failure !== undefined) {
      const error = this.#failure;
      this.#failure = undefined;
      return Promise.reject(error);
    }
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => this.#asking.push({ resolve, reject }));
  }

  /** Who does not want further lines closes the interface. */
  return() {
    this.#leave();
    return Promise.resolve({ value: undefined, done: true });
  }

  throw(error) {
    this.#leave();
    return Promise.reject(error);
  }

  #leave() {
    this.#waiting = new Ring();
    this.#count = 0;
    this.#end();
    this.#rl.close();
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
