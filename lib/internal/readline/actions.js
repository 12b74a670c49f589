// readline/promises: changes of a terminal that are gathered and then sent as one.
import Stream from '../../stream.js';
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateBoolean, validateInteger } from '../validators.js';
import { CLEAR_DOWN, alongWay, clearing, toPlace } from './cursor.js';

/** Source: Node readlinePromises.Readline since v17.0.0. */
export class Readline {
  #stream;
  #autoCommit = false;
  #waiting = [];

  /**
   * @param {Writable} stream  of a terminal
   * @param {{autoCommit?: boolean}} [options]  whether each change is sent by itself
   * @throws ERR_INVALID_ARG_TYPE
   */
  constructor(stream, options = undefined) {
    if (typeof stream?.write !== 'function' || typeof stream.on !== 'function' || !Stream.isWritable(stream)) {
      throw new codes.ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    }
    this.#stream = stream;
    if (options?.autoCommit !== undefined && options.autoCommit !== null) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }

  #add(sequence) {
    if (sequence === '') return this;
    if (this.#autoCommit) nextTick(() => this.#stream.write(sequence));
    else this.#waiting.push(sequence);
    return this;
  }

  /** @param {number} x  @param {number} [y]  @returns {this}  @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y !== undefined && y !== null) validateInteger(y, 'y');
    return this.#add(toPlace(x, y));
  }

  /** @param {number} dx  @param {number} dy  @returns {this}  @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx');
      validateInteger(dy, 'dy');
    }
    return this.#add(alongWay(dx, dy));
  }

  /** @param {-1|0|1} direction  @returns {this}  @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
  clearLine(direction) {
    validateInteger(direction, 'dir', -1, 1);
    return this.#add(clearing(direction));
  }

  /** @returns {this} */
  clearScreenDown() {
    return this.#add(CLEAR_DOWN);
  }

  /** Sends what has been gathered. @returns {Promise<void>} */
  commit() {
    return new Promise((resolve, reject) => {
      this.#stream.write(this.#waiting.join(''), (error) => (error ? reject(error) : resolve()));
      this.#waiting = [];
    });
  }

  /** Forgets what has been gathered. @returns {this} */
  rollback() {
    this.#waiting = [];
    return this;
  }
}
