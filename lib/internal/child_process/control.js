// `process.channel` and `subprocess.channel`: whether the channel keeps the program alive.
import EventEmitter from '../../events.js';

/** Source: Node subprocess.channel since v7.1.0. */
export class Control extends EventEmitter {
  #native;
  #listeners = 0;
  #decided = false;

  constructor(native) {
    super();
    this.#native = native;
  }

  /** The channel's descriptor, -1 once it is closed. */
  get fd() {
    return this.#native.descriptor();
  }

  /** From now on the channel keeps the program alive, listeners or none. */
  ref() {
    this.#decided = true;
    this.#native.setRef(true);
  }

  /** From now on it does not. */
  unref() {
    this.#decided = true;
    this.#native.setRef(false);
  }

  /** Somebody listens: that counts unless the program has decided otherwise. */
  refCounted() {
    if (++this.#listeners === 1 && !this.#decided) this.#native.setRef(true);
  }

  unrefCounted() {
    if (--this.#listeners === 0 && !this.#decided) {
      this.#native.setRef(false);
      this.emit('unref');
    }
  }
}
