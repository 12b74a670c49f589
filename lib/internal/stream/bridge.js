// A Duplex over two streams: what is written to it goes to one, what is read from it comes from the other.
import { AbortError } from '../errors.js';
import { destroyStream } from './destroyer.js';
import { Duplex } from './duplex.js';

/** Calls a callback that waits, if there is one, and forgets it. */
class Slot {
  #callback = undefined;

  wait(callback) {
    this.#callback = callback;
  }

  go(...args) {
    const callback = this.#callback;
    this.#callback = undefined;
    callback?.(...args);
    return callback !== undefined;
  }
}

export class Bridge extends Duplex {
  #source; // what is read from, undefined if nothing is
  #target; // what is written to
  #owned; // the streams that are destroyed with this one
  #over = false; // nothing more comes of them
  #readable = new Slot();
  #drained = new Slot();
  #finished = new Slot();
  #closed = new Slot();

  /**
   * @param {{source?: Readable, target?: Writable, owned: Stream[], readableObjectMode: boolean, writableObjectMode: boolean}} parts
   *   Whoever makes it calls over() and finish().
   */
  constructor({ source, target, owned, readableObjectMode, writableObjectMode }) {
    super({ readableObjectMode, writableObjectMode, readable: source !== undefined, writable: target !== undefined });
    this.#source = source;
    this.#target = target;
    this.#owned = owned;
    target?.on('drain', () => this.#drained.go());
    if (source !== undefined) {
      source.on('readable', () => this.#readable.go());
      source.on('end', () => this.push(null));
    }
  }

  /** The streams of a bridge have ended, or failed. */
  static over(bridge, error) {
    bridge.#over = true;
    if (bridge.#closed.go(error)) return;
    const nothingLeft = bridge.#source === undefined && bridge.#target === undefined;
    if (error || nothingLeft) bridge.destroy(error);
  }

  /** What is written to a bridge has been taken to its end. */
  static finish(bridge) {
    bridge.#finished.go();
  }

  _read() {
    for (;;) {
      const chunk = this.#source.read();
      if (chunk === null) {
        this.#readable.wait(() => this._read());
        return;
      }
      if (!this.push(chunk)) return;
    }
  }

  _write(chunk, encoding, callback) {
    if (this.#target.write(chunk, encoding)) callback();
    else this.#drained.wait(callback);
  }

  _final(callback) {
    this.#target.end();
    this.#finished.wait(callback);
  }

  _destroy(error, callback) {
    const reason = error || (this.#over ? error : new AbortError());
    this.#readable.wait(undefined);
    this.#drained.wait(undefined);
    this.#finished.wait(undefined);
    if (this.#over) callback(reason);
    else this.#closed.wait(callback);
    for (const each of this.#owned) destroyStream(each, reason);
  }
}
