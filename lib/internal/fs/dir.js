// A directory that is read entry by entry.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validateFunction, validateUint32 } from '../validators.js';
import { toOptions, toPath } from './arguments.js';
import { Dirent } from './dirent.js';
import { joinEntry, toEntryPath } from './list.js';
import { decodeName, settled, wantsBytes } from './result.js';

const native = binding('fs');
const { UV_DIRENT_DIR } = native.constants;
const { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_INVALID_THIS, ERR_MISSING_ARGS } = codes;

const defaults = { encoding: 'utf8' };
const DEFAULT_BUFFER = 32;

let abandoned;

/** A Dir that the garbage collector took is closed, and that is worth a warning. */
function watchForAbandoned(dir, handle, token) {
  abandoned ??= new FinalizationRegistry((handle) => {
    native.closeDirectory(handle, () => {});
    process.emitWarning('Closing directory handle on garbage collection');
  });
  abandoned.register(dir, handle, token);
}

/** Node fs.Dir since v12.12.0. Made by opendir() and its kin. */
export class Dir {
  #handle;
  #path;
  #encoding;
  #bytes;
  #size;
  #recursive;
  #closed = false;
  /** Entries read ahead, in order; and directories whose own are still to come. */
  #ahead = [];
  #below = [];
  /** What waits for the operation under way; null where none is. */
  #waiting = null;
  #token = {};

  constructor(handle, path, options) {
    if (handle === undefined) throw new ERR_MISSING_ARGS('handle');
    this.#handle = handle;
    this.#path = path;
    this.#encoding = options.encoding;
    this.#bytes = wantsBytes(options.encoding);
    this.#size = options.bufferSize ?? DEFAULT_BUFFER;
    this.#recursive = Boolean(options.recursive);
    watchForAbandoned(this, handle, this.#token);
  }

  /** The path as it was given. */
  get path() {
    if (!(#path in this)) throw new ERR_INVALID_THIS('Dir');
    return this.#path;
  }

  #take(folder, raw) {
    for (let i = 0; i < raw.length; i += 2) {
      this.#ahead.push(new Dirent(decodeName(raw[i], this.#encoding), folder, raw[i + 1]));
      if (this.#recursive && raw[i + 1] === UV_DIRENT_DIR) this.#below.push(joinEntry(folder, toEntryPath(raw[i])));
    }
  }

  /** Runs `operation(done)` once none is under way. */
  #enqueue(operation) {
    if (this.#waiting !== null) {
      this.#waiting.push(operation);
      return;
    }
    this.#waiting = [];
    operation(() => {
      const waiting = this.#waiting;
      this.#waiting = null;
      for (const next of waiting) this.#enqueue(next);
    });
  }

  #read(callback) {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    this.#enqueue((done) => {
      const finish = (error) => {
        const entry = error ? undefined : (this.#ahead.shift() ?? null);
        done();
        if (error) callback(error);
        else callback(null, entry);
      };
      if (this.#closed) finish(new ERR_DIR_CLOSED());
      else if (this.#ahead.length > 0) process.nextTick(finish);
      else this.#readAhead(finish);
    });
  }

  /** Reads until there are entries, or no directory is left. */
  #readAhead(finish) {
    native.readDirectory(this.#handle, this.#size, this.#bytes, (error, raw) => {
      if (error) {
        finish(error);
        return;
      }
      this.#take(this.#path, raw);
      if (this.#ahead.length > 0) finish();
      else this.#readBelow(finish);
    });
  }

  #readBelow(finish) {
    const folder = this.#below.shift();
    if (folder === undefined) {
      finish();
      return;
    }
    native.readdir(folder, this.#bytes, true, (error, raw) => {
      if (error) {
        finish(error);
        return;
      }
      this.#take(folder, raw);
      if (this.#ahead.length > 0) finish();
      else this.#readBelow(finish);
    });
  }

  /**
   * @param {(error: Error | null, entry?: Dirent | null) => void} [callback]
   * @returns {Promise<Dirent | null> | undefined} a promise without a callback; null at the end
   * @throws {Error} ERR_DIR_CLOSED
   */
  read(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => this.#read((error, entry) => (error ? reject(error) : resolve(entry))));
    }
    validateFunction(callback, 'callback');
    this.#read(callback);
  }

  #checkIdle() {
    if (this.#closed) throw new ERR_DIR_CLOSED();
    if (this.#waiting !== null) throw new ERR_DIR_CONCURRENT_OPERATION();
  }

  /** @returns {Dirent | null} @throws {Error} ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION */
  readSync() {
    this.#checkIdle();
    if (this.#ahead.length === 0)
      this.#take(this.#path, native.readDirectorySync(this.#handle, this.#size, this.#bytes));
    while (this.#ahead.length === 0 && this.#below.length > 0) {
      const folder = this.#below.shift();
      this.#take(folder, native.readdirSync(folder, this.#bytes, true));
    }
    return this.#ahead.shift() ?? null;
  }

  #close(callback) {
    if (this.#closed) {
      process.nextTick(callback, new ERR_DIR_CLOSED());
      return;
    }
    this.#enqueue((done) => {
      if (this.#closed) {
        done();
        callback(new ERR_DIR_CLOSED());
        return;
      }
      this.#closed = true;
      abandoned.unregister(this.#token);
      native.closeDirectory(this.#handle, (error) => {
        done();
        callback(error);
      });
    });
  }

  /** @param {(error: Error | null) => void} [callback]  @returns {Promise<void> | undefined} */
  close(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => this.#close((error) => (error ? reject(error) : resolve())));
    }
    validateFunction(callback, 'callback');
    this.#close(callback);
  }

  /** @throws {Error} ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION */
  closeSync() {
    this.#checkIdle();
    this.#closed = true;
    abandoned.unregister(this.#token);
    native.closeDirectorySync(this.#handle);
  }

  /** All that is left, one by one; closes the directory at the end. */
  async *entries() {
    try {
      for (;;) {
        const entry = await this.read();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      await this.close();
    }
  }

  [Symbol.dispose]() {
    if (!this.#closed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close();
  }
}
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  value: Dir.prototype.entries,
  writable: true,
  configurable: true,
});

function toDirOptions(options) {
  options = toOptions(options, defaults);
  if (options.bufferSize !== undefined) validateUint32(options.bufferSize, 'options.bufferSize', true);
  return options;
}

/**
 * @param {string | Buffer | URL} path
 * @param {{ encoding?: string, bufferSize?: number, recursive?: boolean }} [options]  bufferSize: entries read ahead
 * @returns {Dir}
 * @throws {Error} of the system, syscall `opendir`
 * Node fs.opendirSync since v12.12.0
 */
export function opendirSync(path, options) {
  path = toPath(path);
  options = toDirOptions(options);
  const handle = new native.Directory();
  native.openDirectorySync(handle, path);
  return new Dir(handle, path, options);
}

/** Node fs.opendir since v12.12.0. @param {(error: Error | null, dir?: Dir) => void} callback */
export function opendir(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  validateFunction(callback, 'callback');
  path = toPath(path);
  options = toDirOptions(options);
  const handle = new native.Directory();
  native.openDirectory(handle, path, (error) =>
    error ? callback(error) : callback(null, new Dir(handle, path, options)),
  );
}

/** Node fsPromises.opendir since v12.12.0 */
export async function opendirPromise(path, options) {
  path = toPath(path);
  options = toDirOptions(options);
  const handle = new native.Directory();
  await settled(native.openDirectory(handle, path));
  return new Dir(handle, path, options);
}
