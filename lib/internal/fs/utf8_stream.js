// A stream for logs: text is gathered and written in few, large writes, at once or in the background.
import EventEmitter from '../../events.js';
import path from '../../path.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import {
  parseFileMode,
  validateBoolean,
  validateFunction,
  validateObject,
  validateOneOf,
  validateUint32,
} from '../validators.js';
import { toDescriptor, toPath } from './arguments.js';

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } = codes;

const MAX_WRITE = 16 * 1024;
/** How long to wait before trying again what the kernel did not take (ms). */
const RETRY_DELAY = 100;

const isBusy = (error) => error.code === 'EAGAIN' || error.code === 'EBUSY';

/** Holds the thread. */
function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Pieces that are written together. */
class Batch {
  #pieces = [];
  length = 0;
  /** Whether it was given to write(): nothing is added to it any more. */
  begun = false;

  add(piece) {
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  /** All of it in one. @returns {Buffer} */
  join() {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces, this.length)];
    return this.#pieces[0];
  }

  /** Lets go of the first `bytes` bytes. */
  drop(bytes) {
    this.#pieces = bytes < this.length ? [this.join().subarray(bytes)] : [];
    this.length -= bytes;
  }
}

/**
 * Node fs.Utf8Stream since v24.6.0. Emits `ready`, `write` (bytes), `drain`, `drop` (data), `finish`, `close` and `error`.
 */
export class Utf8Stream extends EventEmitter {
  #options;
  #fs;
  #fd = -1;
  #file = null;
  /** Batches that wait, the one that is being written first. */
  #batches = [];
  #length = 0;
  #writing = false;
  #opening = false;
  #ending = false;
  #destroyed = false;
  #reopening = false;
  #drainScheduled = false;
  #timer;

  /**
   * @param {{ fd?: number, dest?: string | Buffer | URL, append?: boolean, mkdir?: boolean, mode?: number | string, sync?: boolean,
   *   fsync?: boolean, minLength?: number, maxLength?: number, maxWrite?: number, periodicFlush?: number,
   *   contentMode?: 'utf8' | 'buffer', fs?: object, retryEAGAIN?: (error: Error, writing: number, waiting: number) => boolean }} options
   *   lengths in bytes: minLength waits for so many, maxLength drops what is beyond (0: never); periodicFlush: ms
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE @throws {RangeError} ERR_OUT_OF_RANGE
   */
  constructor(options = {}) {
    super();
    validateObject(options, 'options');
    const {
      append = true,
      contentMode = 'utf8',
      dest,
      fd,
      fs,
      fsync = false,
      maxLength = 0,
      maxWrite = MAX_WRITE,
      minLength = 0,
      mkdir = false,
      mode,
      periodicFlush = 0,
      retryEAGAIN = () => true,
      sync = false,
    } = options;
    for (const [name, value] of Object.entries({ append, fsync, mkdir, sync }))
      validateBoolean(value, `options.${name}`);
    for (const [name, value] of Object.entries({ maxLength, maxWrite, minLength, periodicFlush }))
      validateUint32(value, `options.${name}`);
    validateOneOf(contentMode, 'options.contentMode', ['utf8', 'buffer']);
    validateFunction(retryEAGAIN, 'options.retryEAGAIN');
    if (fs !== undefined) validateObject(fs, 'options.fs');
    if (minLength >= (maxWrite || MAX_WRITE)) {
      throw new ERR_INVALID_ARG_VALUE(
        'options.minLength',
        minLength,
        `must be smaller than maxWrite (${maxWrite || MAX_WRITE})`,
      );
    }
    this.#options = {
      append,
      contentMode,
      fsync,
      maxLength,
      maxWrite: maxWrite || MAX_WRITE,
      minLength,
      mkdir,
      periodicFlush,
      retryEAGAIN,
      sync,
      mode: mode === undefined ? undefined : parseFileMode(mode, 'options.mode'),
    };
    this.#fs = { ...load('fs'), ...fs };
    if (fd !== undefined) {
      this.#fd = toDescriptor(fd, 'options.fd');
      process.nextTick(() => this.emit('ready'));
    } else {
      this.#open(toPath(dest, 'options.dest').toString());
    }
    if (periodicFlush > 0) {
      this.#timer = setInterval(() => this.flush(), periodicFlush);
      this.#timer.unref();
    }
  }

  get append() {
    return this.#options.append;
  }
  get contentMode() {
    return this.#options.contentMode;
  }
  /** The descriptor; -1 while the file is not open. */
  get fd() {
    return this.#fd;
  }
  /** The path; null where a descriptor was given. */
  get file() {
    return this.#file;
  }
  get fsync() {
    return this.#options.fsync;
  }
  get maxLength() {
    return this.#options.maxLength;
  }
  get minLength() {
    return this.#options.minLength;
  }
  get mkdir() {
    return this.#options.mkdir;
  }
  get mode() {
    return this.#options.mode;
  }
  get periodicFlush() {
    return this.#options.periodicFlush;
  }
  get sync() {
    return this.#options.sync;
  }
  /** Whether a write is under way. */
  get writing() {
    return this.#writing;
  }

  #open(file) {
    this.#opening = true;
    this.#writing = true;
    const { append, mkdir, mode, sync } = this.#options;
    const flags = append ? 'a' : 'w';
    if (sync) {
      try {
        if (mkdir) this.#fs.mkdirSync(path.dirname(file), { recursive: true });
        this.#opened(file, null, this.#fs.openSync(file, flags, mode));
      } catch (error) {
        this.#opened(file, error);
        throw error;
      }
      return;
    }
    const open = (error) => {
      if (error) this.#opened(file, error);
      else this.#fs.open(file, flags, mode, (error, fd) => this.#opened(file, error, fd));
    };
    if (mkdir) this.#fs.mkdir(path.dirname(file), { recursive: true }, (error) => open(error));
    else open(null);
  }

  #opened(file, error, fd) {
    this.#opening = false;
    this.#writing = false;
    this.#reopening = false;
    if (error) {
      // the caller has it as an exception already
      if (this.#options.sync) process.nextTick(() => this.listenerCount('error') > 0 && this.emit('error', error));
      else this.emit('error', error);
      return;
    }
    const old = this.#fd;
    this.#fd = fd;
    this.#file = file;
    if (old >= 0) this.#fs.close(old, (error) => error && this.emit('error', error));
    if (this.#options.sync) process.nextTick(() => this.#ready(old >= 0));
    else this.#ready(old >= 0);
  }

  #ready(reopened) {
    this.emit('ready');
    if (this.#destroyed || this.#writing) return;
    if (this.#length > 0 && this.#length >= this.#options.minLength) this.#writeNext();
    else if (reopened && this.#length === 0) this.#scheduleDrain();
  }

  #checkAlive() {
    if (this.#destroyed) throw new ERR_INVALID_STATE('Utf8Stream is destroyed');
  }

  /**
   * @param {string | Buffer} data  text, or bytes with contentMode `buffer`
   * @returns {boolean} false where it would be good to wait for `drain`
   * @throws {Error} ERR_INVALID_STATE after destroy() @throws {TypeError} ERR_INVALID_ARG_TYPE
   */
  write(data) {
    this.#checkAlive();
    const { contentMode, maxLength, maxWrite, minLength } = this.#options;
    let piece;
    if (contentMode === 'utf8') {
      if (typeof data !== 'string') throw new ERR_INVALID_ARG_TYPE('data', 'string', data);
      piece = Buffer.from(data);
    } else {
      if (!ArrayBuffer.isView(data)) throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView'], data);
      // the caller may go on to change it
      piece = Buffer.from(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    }
    const most = Math.max(minLength, MAX_WRITE);
    if (maxLength > 0 && this.#length + piece.length > maxLength) {
      this.emit('drop', data);
      return this.#length < most;
    }
    const last = this.#batches.at(-1);
    if (last === undefined || last.begun || last.length + piece.length > maxWrite) {
      const batch = new Batch();
      batch.add(piece);
      this.#batches.push(batch);
    } else {
      last.add(piece);
    }
    this.#length += piece.length;
    if (!this.#writing && this.#length >= minLength) this.#writeNext();
    return this.#length < most;
  }

  #writeNext() {
    this.#writing = true;
    const batch = this.#batches[0];
    batch.begun = true;
    if (this.#options.sync) this.#writeAtOnce(batch);
    else this.#writeLater(batch);
  }

  /** Whether to try again after `error`. */
  #retries(error, batch) {
    return isBusy(error) && this.#options.retryEAGAIN(error, batch.length, this.#length - batch.length);
  }

  #writeAtOnce(batch) {
    while (batch.length > 0) {
      try {
        this.#release(batch, this.#fs.writeSync(this.#fd, batch.join()));
      } catch (error) {
        if (!this.#retries(error, batch)) {
          this.#failed(error);
          return;
        }
        sleep(RETRY_DELAY);
      }
    }
    this.#written();
  }

  #writeLater(batch) {
    this.#fs.write(this.#fd, batch.join(), (error, bytes) => {
      if (this.#destroyed) {
        this.#writing = false;
        if (!error) this.emit('drain');
        return;
      }
      if (error) {
        if (this.#retries(error, batch)) setTimeout(() => this.#writeLater(batch), RETRY_DELAY);
        else this.#failed(error);
        return;
      }
      this.#release(batch, bytes);
      if (batch.length > 0) this.#writeLater(batch);
      else this.#written();
    });
  }

  /** A write that does not say how much it took took all. */
  #release(batch, bytes = batch.length) {
    batch.drop(bytes);
    this.#length -= bytes;
    if (batch.length === 0) this.#batches.shift();
    this.emit('write', bytes);
  }

  /** What was to be written stays, for the next try. */
  #failed(error) {
    this.#writing = false;
    this.emit('error', error);
  }

  #written() {
    const { fsync, minLength, sync } = this.#options;
    if (this.#destroyed) return;
    if (fsync) this.#fs.fsyncSync(this.#fd);
    if (this.#reopening) {
      this.#writing = false;
      this.reopen();
    } else if (this.#length > 0 && (this.#length >= minLength || this.#ending)) {
      this.#writeNext();
    } else if (this.#ending) {
      this.#writing = false;
      this.#close();
    } else {
      this.#writing = false;
      if (sync) this.#scheduleDrain();
      else this.emit('drain');
    }
  }

  #scheduleDrain() {
    if (this.#drainScheduled) return;
    this.#drainScheduled = true;
    process.nextTick(() => {
      this.#drainScheduled = false;
      this.emit('drain');
    });
  }

  /**
   * Writes what has gathered, however little it is, and syncs it.
   * @param {(error: Error | null) => void} [callback]
   */
  flush(callback) {
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.#destroyed) {
      const error = new ERR_INVALID_STATE('Utf8Stream is destroyed');
      if (callback === undefined) throw error;
      process.nextTick(callback, error);
      return;
    }
    if (this.#opening) {
      this.once('ready', () => this.flush(callback));
      return;
    }
    if (callback !== undefined) this.#callBackOnceWritten(callback);
    if (this.#writing) return;
    if (this.#length > 0) this.#writeNext();
    else this.#scheduleDrain();
  }

  #callBackOnceWritten(callback) {
    const onDrain = () => {
      this.removeListener('error', onError);
      if (this.#options.fsync || this.#destroyed) callback(null);
      else this.#fs.fsync(this.#fd, (error) => callback(error ?? null));
    };
    const onError = (error) => {
      this.removeListener('drain', onDrain);
      callback(error);
    };
    this.once('drain', onDrain);
    this.once('error', onError);
  }

  /** Writes what has gathered before it returns. @throws {Error} ERR_INVALID_STATE; of the system */
  flushSync() {
    this.#checkAlive();
    if (this.#fd < 0) throw new ERR_INVALID_STATE('Utf8Stream is not ready yet');
    // the first is in the hands of the background
    const first = this.#writing ? 1 : 0;
    while (this.#batches.length > first) {
      const batch = this.#batches[first];
      try {
        const bytes = this.#fs.writeSync(this.#fd, batch.join()) ?? batch.length;
        batch.drop(bytes);
        this.#length -= bytes;
        if (batch.length === 0) this.#batches.splice(first, 1);
      } catch (error) {
        if (!this.#retries(error, batch)) throw error;
        sleep(RETRY_DELAY);
      }
    }
    this.#fs.fsyncSync(this.#fd);
  }

  /**
   * Opens the file anew, which may have been moved away: log rotation.
   * @param {string | Buffer | URL} [file]  default: the same
   * @throws {Error} ERR_INVALID_STATE after destroy(), or where a descriptor was given
   */
  reopen(file) {
    this.#checkAlive();
    if (this.#opening) {
      this.once('ready', () => this.reopen(file));
      return;
    }
    if (this.#ending) return;
    if (this.#file === null)
      throw new ERR_INVALID_STATE('Unable to reopen a file descriptor, you must pass a file to Utf8Stream');
    if (file) this.#file = toPath(file, 'file').toString();
    this.#reopening = true;
    if (!this.#writing) this.#open(this.#file);
  }

  /** Writes what has gathered, then closes. @throws {Error} ERR_INVALID_STATE after destroy() */
  end() {
    this.#checkAlive();
    if (this.#opening) {
      this.once('ready', () => this.end());
      return;
    }
    if (this.#ending) return;
    this.#ending = true;
    if (this.#writing) return;
    if (this.#length > 0 && this.#fd >= 0) this.#writeNext();
    else this.#close();
  }

  /** Closes at once; what has gathered is lost. */
  destroy() {
    if (!this.#destroyed) this.#close();
  }

  [Symbol.dispose]() {
    this.destroy();
  }

  #close() {
    if (this.#opening) {
      this.once('ready', () => this.#close());
      return;
    }
    clearInterval(this.#timer);
    this.#destroyed = true;
    this.#batches = [];
    this.#length = 0;
    const close = () => {
      // the standard streams stay
      if (this.#fd === 1 || this.#fd === 2) setImmediate(() => this.#closed(null));
      else this.#fs.close(this.#fd, (error) => this.#closed(error));
    };
    // a descriptor that cannot be synced closes all the same
    if (this.#options.fsync) close();
    else this.#fs.fsync(this.#fd, close);
  }

  #closed(error) {
    if (error) {
      this.emit('error', error);
      return;
    }
    if (this.#ending && !this.#writing) this.emit('finish');
    this.emit('close');
  }
}
