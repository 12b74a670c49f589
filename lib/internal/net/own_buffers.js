// The option onread of a socket: what arrives is put into buffers of the program's own, instead of the stream.

import { nextTick } from '../task_queue/ticks.js';

export class OwnBuffers {
  #socket;
  #next; // gives the buffer for what comes next
  #buffer;
  #callback;
  #paused = false;
  #held = null; // what arrived together with what the program paused at

  /** @param {{ buffer: Uint8Array | (() => Uint8Array), callback: (size: number, buffer: Uint8Array) => unknown }} onread */
  constructor(socket, { buffer, callback }) {
    this.#socket = socket;
    this.#next = typeof buffer === 'function' ? buffer : () => buffer;
    this.#buffer = this.#next();
    this.#callback = callback;
  }

  /** Hands over `data`, a bufferful at a time, until the callback pauses or returns false. */
  take(data) {
    for (let at = 0; at < data.length; ) {
      const part = data.subarray(at, at + this.#buffer.length);
      this.#buffer.set(part);
      at += part.length;
      const goOn = this.#callback.call(this.#socket, part.length, this.#buffer);
      this.#buffer = this.#next();
      if (goOn === false) this.#socket.pause();
      if (this.#socket.destroyed) return;
      if (this.#paused && at < data.length) {
        this.#held = data.subarray(at);
        return;
      }
    }
  }

  pause() {
    this.#paused = true;
  }

  /** @param {() => void} read  goes on reading, once what is held was taken */
  resume(read) {
    this.#paused = false;
    if (this.#held === null) read();
    else nextTick(() => this.#takeHeld(read));
  }

  #takeHeld(read) {
    if (this.#paused || this.#held === null || this.#socket.destroyed) return;
    const held = this.#held;
    this.#held = null;
    this.take(held);
    if (!this.#paused) read();
  }
}
