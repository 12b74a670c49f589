// Open files by their descriptors: open, close, read, write, sync, cut.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import {
  kValidateObjectAllowNullable,
  parseFileMode,
  validateBuffer,
  validateEncoding,
  validateFunction,
  validateInteger,
  validateObject,
} from '../validators.js';
import {
  CURRENT,
  requestCallback,
  checkReadRange,
  checkVector,
  checkWriteRange,
  toDescriptor,
  toFlags,
  toPath,
  toPosition,
  toSize,
  toWritePosition,
} from './arguments.js';

const native = binding('fs');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

const DEFAULT_READ = 16 * 1024;

/**
 * @param {string | Buffer | URL} path
 * @param {string | number} [flags]  default `r`
 * @param {string | number} [mode]  default 0o666
 * @returns {number} the descriptor
 * @throws {Error} of the system, syscall `open`
 * Node fs.openSync since v0.1.21
 */
export function openSync(path, flags, mode) {
  return native.openSync(toPath(path), toFlags(flags), parseFileMode(mode, 'mode', 0o666));
}

/** Node fs.open since v0.0.2. @param {(error: Error | null, fd?: number) => void} callback */
export function open(path, flags, mode, callback) {
  path = toPath(path);
  if (arguments.length < 3) [flags, mode, callback] = ['r', 0o666, flags];
  else if (typeof mode === 'function') [mode, callback] = [0o666, mode];
  else mode = parseFileMode(mode, 'mode', 0o666);
  flags = toFlags(flags);
  callback = requestCallback(callback);
  native.open(path, flags, mode, callback);
}

/** Node fs.closeSync since v0.1.21. @param {number} fd */
export function closeSync(fd) {
  native.closeSync(toDescriptor(fd));
}

function throwIt(error) {
  if (error) throw error;
}

/** Node fs.close since v0.0.2; without a callback a failure is an uncaught exception. */
export function close(fd, callback = throwIt) {
  fd = toDescriptor(fd);
  callback = requestCallback(callback);
  native.close(fd, callback);
}

function checkEmpty(buffer) {
  if (buffer.byteLength === 0) {
    throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
}

/** @returns {number} @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {RangeError} ERR_OUT_OF_RANGE */
export function toOffset(offset) {
  if (offset == null) return 0;
  validateInteger(offset, 'offset', 0);
  return offset;
}

/**
 * @param {number} fd
 * @param {ArrayBufferView} buffer
 * @param {number | { offset?: number, length?: number, position?: number | bigint | null }} [offset]
 * @param {number} [length]  bytes
 * @param {number | bigint | null} [position]  default: where the file stands
 * @returns {number} bytes read
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE @throws {RangeError} ERR_OUT_OF_RANGE @throws {Error} of the system, syscall `read`
 * Node fs.readSync since v0.1.21
 */
export function readSync(fd, buffer, offset, length, position) {
  fd = toDescriptor(fd);
  validateBuffer(buffer);
  if (arguments.length <= 3 || (offset !== null && typeof offset === 'object')) {
    if (offset !== undefined) validateObject(offset, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset ?? {});
  }
  offset = toOffset(offset);
  length |= 0;
  if (length === 0) return 0;
  checkEmpty(buffer);
  checkReadRange(offset, length, buffer.byteLength);
  return native.readSync(fd, buffer, offset, length, toPosition(position, length));
}

/**
 * Node fs.read since v0.0.2: (fd, buffer, offset, length, position, callback), (fd, buffer, options, callback), (fd, options, callback) or (fd, callback).
 * @param {(error: Error | null, bytesRead?: number, buffer?: ArrayBufferView) => void} callback
 */
export function read(fd, buffer, offset, length, position, callback) {
  fd = toDescriptor(fd);
  const count = arguments.length;
  let options;
  if (count <= 4) {
    if (count === 4) {
      validateObject(offset, 'options', kValidateObjectAllowNullable);
      [options, callback] = [offset, length];
    } else if (count === 3) {
      callback = offset;
      if (!ArrayBuffer.isView(buffer)) {
        options = buffer;
        ({ buffer = Buffer.alloc(DEFAULT_READ) } = options ?? {});
      }
    } else {
      callback = buffer;
      buffer = Buffer.alloc(DEFAULT_READ);
    }
    if (options != null) validateObject(options, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer?.byteLength - offset, position = null } = options ?? {});
  }
  validateBuffer(buffer);
  callback = requestCallback(callback);
  offset = toOffset(offset);
  length |= 0;
  if (length === 0) {
    process.nextTick(callback, null, 0, buffer);
    return;
  }
  checkEmpty(buffer);
  checkReadRange(offset, length, buffer.byteLength);
  position = toPosition(position, length);
  // the closure also keeps the buffer
  native.read(fd, buffer, offset, length, position, (error, bytes) => callback(error, bytes ?? 0, buffer));
}

/** The named result of a function that calls back with (error, count, buffer). @type {(fn: Function, count: string, data: string) => void} */
function nameResults(fn, count, data) {
  const promisified = (...args) =>
    new Promise((resolve, reject) => {
      fn(...args, (error, bytes, buffer) => (error ? reject(error) : resolve({ [count]: bytes, [data]: buffer })));
    });
  Object.defineProperty(fn, Symbol.for('nodejs.util.promisify.custom'), { value: promisified });
}
nameResults(read, 'bytesRead', 'buffer');

/**
 * Node fs.writeSync since v0.1.21: (fd, buffer, offset, length, position), (fd, buffer, options) or (fd, string, position, encoding).
 * @returns {number} bytes written
 */
export function writeSync(fd, buffer, offset, length, position) {
  fd = toDescriptor(fd);
  if (typeof buffer === 'string') {
    validateEncoding(buffer, length);
    const bytes = Buffer.from(buffer, length || 'utf8');
    return native.writeSync(fd, bytes, 0, bytes.length, toWritePosition(offset));
  }
  if (!ArrayBuffer.isView(buffer))
    throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
  if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  offset = toOffset(offset);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  checkWriteRange(offset, length, buffer.byteLength);
  return native.writeSync(fd, buffer, offset, length, toWritePosition(position));
}

/**
 * Node fs.write since v0.0.2, in the same shapes.
 * @param {(error: Error | null, written?: number, data?: ArrayBufferView | string) => void} callback
 */
export function write(fd, buffer, offset, length, position, callback) {
  fd = toDescriptor(fd);
  if (ArrayBuffer.isView(buffer)) {
    callback ||= position || length || offset;
    callback = requestCallback(callback);
    if (offset !== null && typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
    }
    offset = typeof offset === 'function' ? 0 : toOffset(offset);
    if (typeof length !== 'number') length = buffer.byteLength - offset;
    checkWriteRange(offset, length, buffer.byteLength);
    native.write(fd, buffer, offset, length, toWritePosition(position), (error, bytes) =>
      callback(error, bytes ?? 0, buffer),
    );
    return;
  }
  if (typeof buffer !== 'string')
    throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
  // (fd, string[, position[, encoding]], callback)
  if (typeof position !== 'function') {
    if (typeof offset === 'function') [offset, position] = [null, offset];
    else position = length;
    length = 'utf8';
  }
  validateEncoding(buffer, length);
  validateFunction(position, 'cb');
  callback = position;
  const bytes = Buffer.from(buffer, length || 'utf8');
  native.write(fd, bytes, 0, bytes.length, toWritePosition(offset), (error, written) =>
    callback(error, written ?? 0, buffer),
  );
}
nameResults(write, 'bytesWritten', 'buffer');

// What is no whole number is where the file stands.
const toVectorPosition = (position) => (Number.isSafeInteger(position) ? position : CURRENT);

/** Reads into several views in turn. Node fs.readvSync since v13.13.0. @returns {number} bytes read */
export function readvSync(fd, buffers, position) {
  fd = toDescriptor(fd);
  return native.readvSync(fd, checkVector(buffers), toVectorPosition(position));
}

/** Node fs.readv since v13.13.0 */
export function readv(fd, buffers, position, callback) {
  fd = toDescriptor(fd);
  checkVector(buffers);
  callback ||= position;
  callback = requestCallback(callback);
  native.readv(fd, buffers, toVectorPosition(position), (error, bytes) => callback(error, bytes ?? 0, buffers));
}
nameResults(readv, 'bytesRead', 'buffers');

/** Writes several views in turn. Node fs.writevSync since v12.9.0. @returns {number} bytes written */
export function writevSync(fd, buffers, position) {
  fd = toDescriptor(fd);
  checkVector(buffers);
  if (buffers.length === 0) return 0;
  return native.writevSync(fd, buffers, toVectorPosition(position));
}

/** Node fs.writev since v12.9.0 */
export function writev(fd, buffers, position, callback) {
  fd = toDescriptor(fd);
  checkVector(buffers);
  callback ||= position;
  callback = requestCallback(callback);
  if (buffers.length === 0) {
    process.nextTick(callback, null, 0, buffers);
    return;
  }
  native.writev(fd, buffers, toVectorPosition(position), (error, bytes) => callback(error, bytes ?? 0, buffers));
}
nameResults(writev, 'bytesWritten', 'buffers');

/** Node fs.fsyncSync since v0.1.96 */
export function fsyncSync(fd) {
  native.fsyncSync(toDescriptor(fd));
}

/** Node fs.fsync since v0.1.96 */
export function fsync(fd, callback) {
  fd = toDescriptor(fd);
  callback = requestCallback(callback);
  native.fsync(fd, callback);
}

/** Node fs.fdatasyncSync since v0.1.96 */
export function fdatasyncSync(fd) {
  native.fdatasyncSync(toDescriptor(fd));
}

/** Node fs.fdatasync since v0.1.96 */
export function fdatasync(fd, callback) {
  fd = toDescriptor(fd);
  callback = requestCallback(callback);
  native.fdatasync(fd, callback);
}

/** Node fs.ftruncateSync since v0.8.6. @param {number} fd  @param {number} [len]  bytes */
export function ftruncateSync(fd, len = 0) {
  fd = toDescriptor(fd);
  native.ftruncateSync(fd, toSize(len));
}

/** Node fs.ftruncate since v0.8.6 */
export function ftruncate(fd, len = 0, callback = undefined) {
  if (typeof len === 'function') [len, callback] = [0, len];
  fd = toDescriptor(fd);
  len = toSize(len);
  callback = requestCallback(callback);
  native.ftruncate(fd, len, callback);
}
