// A descriptor that delivers as it likes: a pipe, a socket, a terminal.
import { Buffer } from '../../buffer.js';
import { Readable } from '../../stream.js';
import { binding } from '../binding.js';
import { errnoException } from '../errors.js';

const { Input } = binding('stdio');

export class InputStream extends Readable {
  #reading = false;

  /**
   * @param {number} fd
   * @param {object} [options]  as for new Readable()
   * @throws a system error where fd is no such descriptor
   */
  constructor(fd, options) {
    super({ highWaterMark: 64 * 1024, ...options });
    this.fd = fd;
    this._handle = new Input(fd);
    this.on('pause', this.#rest);
  }

  _read() {
    if (this.#reading) return;
    this.#reading = true;
    this._handle.start((status, bytes) => this.#take(status, bytes));
  }

  #take(status, bytes) {
    if (bytes.byteLength > 0) {
      if (!this.push(Buffer.from(bytes))) this.#stop();
      return;
    }
    this.#stop();
    if (status === 0) this.push(null);
    else this.destroy(errnoException(status, 'read'));
  }

  // Someone who does not want data now does not keep the program alive either.
  #rest() {
    if (!this.#reading) return;
    this.#stop();
    // what _read() began is over: the next resume() begins anew
    this._readableState.reading = false;
  }

  #stop() {
    this.#reading = false;
    this._handle.stop();
  }

  _destroy(error, callback) {
    this._handle.close();
    callback(error);
  }

  /** From now on the stream keeps the program alive while it reads. */
  ref() {
    this._handle.ref();
    return this;
  }

  /** From now on it does not. */
  unref() {
    this._handle.unref();
    return this;
  }
}
