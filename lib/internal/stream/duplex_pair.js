import { Duplex } from './duplex.js';
import { nextTick } from '../task_queue/ticks.js';

/** One end of a pair: what is written to it is read at the other, a chunk at a time. */
class End extends Duplex {
  other = undefined;
  #accepted = undefined;

  _read() {
    const accepted = this.#accepted;
    if (accepted === undefined) return;
    this.#accepted = undefined;
    accepted();
  }

  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      nextTick(callback);
      return;
    }
    this.other.push(chunk);
    this.other.#accepted = callback;
  }

  _final(callback) {
    this.other.on('end', callback);
    this.other.push(null);
  }
}

/**
 * Two Duplex streams that are the ends of one channel: what is written to one is read from the other.
 * @param {object} [options]  as for `new Duplex()`, for both
 * @returns {[Duplex, Duplex]}
 * Source: Node stream.duplexPair since v22.6.0.
 */
export function duplexPair(options) {
  const first = new End(options);
  const second = new End(options);
  first.other = second;
  second.other = first;
  return [first, second];
}
