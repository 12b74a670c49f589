// The standard streams of a Worker: what it writes is posted to the thread that made it, which hands it on.

import { Buffer } from '../../buffer.js';
import { Readable, Writable } from '../../stream.js';

/** Writes that may be under way before the writer waits for the reader. */
const AHEAD = 64;

/** Writes to the other thread. `post(chunk)` sends bytes, or null at the end. */
export class PostingStream extends Writable {
  #post;
  #hold;
  #ahead = 0;
  #waiting = null;
  #unbounded = false;

  /**
   * @param {(chunk: Uint8Array | null) => void} post
   * @param {(more: boolean) => void} hold  told when it begins and when it ends to wait for the reader
   */
  constructor(post, hold) {
    super({ decodeStrings: true });
    this.#post = post;
    this.#hold = hold;
  }

  _write(chunk, encoding, callback) {
    this.#post(new Uint8Array(chunk));
    if (++this.#ahead < AHEAD || this.#unbounded) {
      callback();
    } else {
      this.#waiting = callback;
      this.#hold(true);
    }
  }

  _final(callback) {
    this.#post(null);
    callback();
  }

  /** The other side has read `count` chunks. */
  acknowledge(count) {
    this.#ahead -= count;
    this.#goOn();
  }

  /** Posts all that is held: the thread ends. */
  flush() {
    this.#unbounded = true;
    this.#goOn();
  }

  #goOn() {
    const callback = this.#waiting;
    if (callback === null) return;
    this.#waiting = null;
    this.#hold(false);
    callback();
  }
}

/** Reads what the other thread writes. */
export class PostedStream extends Readable {
  #acknowledge;
  #hold;
  #held = false;
  #unread = 0;

  /**
   * @param {(count: number) => void} acknowledge  tells the writer how many chunks were read
   * @param {(more: boolean) => void} hold  told when it begins and when it ends to wait for the writer
   */
  constructor(acknowledge, hold) {
    super();
    this.#acknowledge = acknowledge;
    this.#hold = hold;
  }

  _destroy(error, callback) {
    this.#wait(false);
    callback(error);
  }

  #wait(more) {
    if (this.#held === more) return;
    this.#held = more;
    this.#hold(more);
  }

  _read() {
    this.#wait(true);
    if (this.#unread === 0) return;
    this.#acknowledge(this.#unread);
    this.#unread = 0;
  }

  /** @param {Uint8Array | null} chunk */
  receive(chunk) {
    if (this.readableEnded || this.destroyed) return;
    if (chunk === null) {
      this.#wait(false);
      this.push(null);
      return;
    }
    this.#unread++;
    if (this.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))) this._read();
  }
}
