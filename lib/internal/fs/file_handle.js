// An open file that knows when it may close: what is under way ends first.
import EventEmitter from '../../events.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { DOMException } from '../dom_exception.js';
import { codes } from '../errors.js';
import { kDeserialize, kTransfer } from '../messaging/symbols.js';
import {
  kValidateObjectAllowNullable,
  parseFileMode,
  validateBuffer,
  validateEncoding,
  validateObject,
} from '../validators.js';
import {
  CURRENT,
  checkReadRange,
  checkVector,
  checkWriteRange,
  toFlags,
  toPath,
  toPosition,
  toSize,
  toWritePosition,
} from './arguments.js';
import { ofHandle } from './attributes.js';
import { toOffset } from './descriptor.js';
import { settled } from './result.js';
import { fstatPromise } from './stat.js';

const native = binding('fs');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } = codes;

const DEFAULT_READ = 16 * 1024;

let abandoned;

/** A FileHandle that the garbage collector took is closed, and that is worth a warning. */
function watchForAbandoned(handle, fd, token) {
  abandoned ??= new FinalizationRegistry((fd) => {
    native.close(fd, () => {});
    process.emitWarning(`Closing file descriptor ${fd} on garbage collection`);
    process.emitWarning(
      'Closing a FileHandle object on garbage collection is deprecated. Please close FileHandle objects explicitly using ' +
        'FileHandle.prototype.close(). In the future, a throw will occur if a file descriptor is closed during garbage collection.',
      'DeprecationWarning',
      'DEP0137',
    );
  });
  abandoned.register(handle, fd, token);
}

/** Called by what uses a handle for long: streams. */
export const kHold = Symbol('hold');
export const kRelease = Symbol('release');

/**
 * Node FileHandle since v10.0.0. Emits `close`. Made by fsPromises.open() alone.
 */
export class FileHandle extends EventEmitter {
  #fd;
  #holds = 1;
  #closing;
  #transferred = false;
  #finishClose;
  #locked = false;
  #token = {};

  constructor(fd) {
    super();
    this.#fd = fd;
    watchForAbandoned(this, fd, this.#token);
  }

  /** To another thread: the descriptor goes along, this handle counts as closed. @throws {DOMException} DataCloneError while it is in use */
  [kTransfer]() {
    if (this.#closing !== undefined || this.#holds > 1) {
      throw new DOMException('Cannot transfer FileHandle while in use', 'DataCloneError');
    }
    const data = { fd: this.#fd };
    this.#fd = -1;
    this.#transferred = true;
    abandoned.unregister(this.#token);
    return { data, deserializeInfo: 'internal/fs/file_handle:FileHandle' };
  }

  static [kDeserialize]({ fd }) {
    return new FileHandle(fd);
  }

  /** The descriptor; -1 once it is closed. */
  get fd() {
    return this.#fd;
  }

  [kHold]() {
    this.#holds++;
  }

  [kRelease]() {
    if (--this.#holds > 0) return;
    const { resolve, reject } = this.#finishClose;
    this.#closeNow().then(resolve, reject);
  }

  async #closeNow() {
    const fd = this.#fd;
    this.#fd = -1;
    abandoned.unregister(this.#token);
    try {
      await settled(native.close(fd));
    } finally {
      this.#closing = undefined;
    }
  }

  /** Runs `begin` with the descriptor, which stays open until what it gives is settled. */
  async #with(syscall, begin) {
    if (this.#fd === -1) {
      const message = this.#transferred ? 'The FileHandle has been transferred' : 'file closed';
      throw Object.assign(new Error(message), { code: 'EBADF', syscall });
    }
    this[kHold]();
    try {
      return await begin(this.#fd);
    } finally {
      this[kRelease]();
    }
  }

  /**
   * Closes the file once what is under way has ended.
   * @returns {Promise<void>}
   * @throws {Error} of the system, syscall `close`
   */
  close() {
    if (this.#fd === -1) return Promise.resolve();
    if (this.#closing !== undefined) return this.#closing;
    if (--this.#holds === 0) {
      this.#closing = this.#closeNow();
    } else {
      this.#closing = new Promise((resolve, reject) => {
        this.#finishClose = { resolve, reject };
      });
    }
    const closing = this.#closing;
    this.emit('close');
    return closing;
  }

  async [Symbol.asyncDispose]() {
    await this.close();
  }

  /** (buffer, offset, length, position), (buffer, options) or (options). @returns {Promise<{ bytesRead: number, buffer: ArrayBufferView }>} */
  read(buffer, offset, length, position) {
    return this.#with('read', async (fd) => {
      if (!ArrayBuffer.isView(buffer)) {
        // (options)
        if (buffer !== undefined) validateObject(buffer, 'options', kValidateObjectAllowNullable);
        ({
          buffer = Buffer.alloc(DEFAULT_READ),
          offset = 0,
          length = buffer?.byteLength - offset,
          position = null,
        } = buffer ?? {});
        validateBuffer(buffer);
      } else if (offset !== null && typeof offset === 'object') {
        ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
      }
      offset = toOffset(offset);
      length ??= buffer.byteLength - offset;
      length |= 0;
      if (length === 0) return { __proto__: null, bytesRead: length, buffer };
      if (buffer.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
      checkReadRange(offset, length, buffer.byteLength);
      const bytesRead = await settled(native.read(fd, buffer, offset, length, toPosition(position, length)));
      return { __proto__: null, bytesRead, buffer };
    });
  }

  /** @param {ArrayBufferView[]} buffers  @returns {Promise<{ bytesRead: number, buffers: ArrayBufferView[] }>} */
  readv(buffers, position) {
    return this.#with('readv', async (fd) => {
      checkVector(buffers);
      const bytesRead = await settled(native.readv(fd, buffers, typeof position === 'number' ? position : CURRENT));
      return { __proto__: null, bytesRead, buffers };
    });
  }

  /** (buffer, offset, length, position), (buffer, options) or (string, position, encoding). @returns {Promise<{ bytesWritten: number, buffer: ArrayBufferView | string }>} */
  write(buffer, offset, length, position) {
    return this.#with('write', async (fd) => {
      if (buffer?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
      let bytes = buffer;
      if (ArrayBuffer.isView(buffer)) {
        if (offset !== null && typeof offset === 'object') {
          ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
        }
        offset = toOffset(offset);
        if (typeof length !== 'number') length = buffer.byteLength - offset;
        checkWriteRange(offset, length, buffer.byteLength);
      } else {
        if (typeof buffer !== 'string')
          throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
        validateEncoding(buffer, length);
        bytes = Buffer.from(buffer, length || 'utf8');
        [position, offset, length] = [offset, 0, bytes.length];
      }
      const bytesWritten = await settled(native.write(fd, bytes, offset, length, toWritePosition(position)));
      return { __proto__: null, bytesWritten, buffer };
    });
  }

  /** @param {ArrayBufferView[]} buffers  @returns {Promise<{ bytesWritten: number, buffers: ArrayBufferView[] }>} */
  writev(buffers, position) {
    return this.#with('writev', async (fd) => {
      checkVector(buffers);
      if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
      const bytesWritten = await settled(native.writev(fd, buffers, typeof position === 'number' ? position : CURRENT));
      return { __proto__: null, bytesWritten, buffers };
    });
  }

  /** The rest of the file. @param {string | { encoding?: string | null, signal?: AbortSignal }} [options]  @returns {Promise<Buffer | string>} */
  readFile(options) {
    return this.#with('readFile', (fd) => load('internal/fs/whole_file_promises').readDescriptor(fd, options));
  }

  /** Writes where the file stands. @param {string | ArrayBufferView | Iterable | AsyncIterable} data */
  writeFile(data, options) {
    return this.#with('writeFile', (fd) => load('internal/fs/whole_file_promises').writeDescriptor(fd, data, options));
  }

  /** The same as writeFile(): how the file was opened decides. */
  appendFile(data, options) {
    return this.writeFile(data, options);
  }

  /** @param {{ bigint?: boolean }} [options]  @returns {Promise<Stats | BigIntStats>} */
  stat(options) {
    return this.#with('fstat', (fd) => fstatPromise(fd, options));
  }

  /** @param {number} [len]  bytes */
  truncate(len = 0) {
    return this.#with('ftruncate', (fd) => settled(native.ftruncate(fd, toSize(len))));
  }

  sync() {
    return this.#with('fsync', (fd) => settled(native.fsync(fd)));
  }

  datasync() {
    return this.#with('fdatasync', (fd) => settled(native.fdatasync(fd)));
  }

  /** @param {number | string} mode */
  chmod(mode) {
    return this.#with('fchmod', (fd) => ofHandle.chmod(fd, mode));
  }

  /** @param {number} uid  @param {number} gid */
  chown(uid, gid) {
    return this.#with('fchown', (fd) => ofHandle.chown(fd, uid, gid));
  }

  /** @param {number | string | Date} atime  @param {number | string | Date} mtime */
  utimes(atime, mtime) {
    return this.#with('futimes', (fd) => ofHandle.utimes(fd, atime, mtime));
  }

  /** @param {object} [options]  of fs.createReadStream()  @returns {ReadStream} */
  createReadStream(options = undefined) {
    const { ReadStream } = load('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  /** @param {object} [options]  of fs.createWriteStream()  @returns {WriteStream} */
  createWriteStream(options = undefined) {
    const { WriteStream } = load('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  /** The lines of the file, as node:readline gives them. Since v18.11.0. @param {object} [options]  of createReadStream() */
  readLines(options = undefined) {
    return load('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }

  /**
   * A byte stream of what is left of the file; once for each handle. Since v17.0.0.
   * @param {{ autoClose?: boolean }} [options]
   * @throws {Error} ERR_INVALID_STATE when it is closed, or there is such a stream already
   */
  readableWebStream(options = {}) {
    if (this.#fd === -1) throw new ERR_INVALID_STATE('The FileHandle is closed');
    if (this.#closing !== undefined) throw new ERR_INVALID_STATE('The FileHandle is closing');
    if (this.#locked) throw new ERR_INVALID_STATE('The FileHandle is locked');
    const stream = load('internal/fs/web_stream').readableWebStream(this, options);
    this.#locked = true;
    return stream;
  }
}

/**
 * @param {string | Buffer | URL} path
 * @param {string | number} [flags]  default `r`
 * @param {string | number} [mode]  default 0o666
 * @returns {Promise<FileHandle>}
 * Node fsPromises.open since v10.0.0
 */
export async function open(path, flags, mode) {
  path = toPath(path);
  flags = toFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  return new FileHandle(await settled(native.open(path, flags, mode)));
}
