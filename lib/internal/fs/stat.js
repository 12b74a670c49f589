// stat and its kin: by path, of a link itself, by descriptor, of a file system; access and existence.
import { binding } from '../binding.js';
import { onStart } from '../start.js';

import { requestCallback, toBits, toDescriptor, toPath } from './arguments.js';
import { mapped, settled } from './result.js';
import { lastStats, toStatFs, toStats } from './stats.js';

const native = binding('fs');

/**
 * @param {string | Buffer | URL} path
 * @param {{ bigint?: boolean, throwIfNoEntry?: boolean }} [options]
 * @returns {Stats | BigIntStats | undefined} undefined only where throwIfNoEntry is false
 * @throws {Error} of the system, syscall `stat`
 * Node fs.statSync since v0.1.21
 */
export function statSync(path, options = undefined) {
  const bigint = options?.bigint === true;
  if (native.statSync(toPath(path), bigint, options?.throwIfNoEntry !== false)) return lastStats(bigint);
}

/** Like statSync(), of a symbolic link itself; syscall `lstat`. Node fs.lstatSync since v0.1.30 */
export function lstatSync(path, options = undefined) {
  const bigint = options?.bigint === true;
  if (native.lstatSync(toPath(path), bigint, options?.throwIfNoEntry !== false)) return lastStats(bigint);
}

/**
 * @param {number} fd
 * @param {{ bigint?: boolean }} [options]
 * @throws {Error} of the system, syscall `fstat`
 * Node fs.fstatSync since v0.1.95
 */
export function fstatSync(fd, options = undefined) {
  const bigint = options?.bigint === true;
  native.fstatSync(toDescriptor(fd), bigint);
  return lastStats(bigint);
}

/** @param {string | Buffer | URL} path  @param {{ bigint?: boolean }} [options]  Node fs.statfsSync since v19.6.0 */
export function statfsSync(path, options = undefined) {
  return toStatFs(native.statfsSync(toPath(path), options?.bigint === true));
}

/** Node fs.stat since v0.0.2. @param {(error: Error | null, stats?: Stats) => void} callback */
export function stat(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  native.stat(toPath(path), options?.bigint === true, mapped(callback, toStats));
}

/** Node fs.lstat since v0.1.30 */
export function lstat(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  native.lstat(toPath(path), options?.bigint === true, mapped(callback, toStats));
}

/** Node fs.fstat since v0.1.95 */
export function fstat(fd, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  fd = toDescriptor(fd);
  callback = requestCallback(callback);
  native.fstat(fd, options?.bigint === true, mapped(callback, toStats));
}

/** Node fs.statfs since v19.6.0 */
export function statfs(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  native.statfs(toPath(path), options?.bigint === true, mapped(callback, toStatFs));
}

/**
 * Throws unless the process may do to `path` what `mode` says.
 * @param {string | Buffer | URL} path
 * @param {number} [mode]  F_OK, or a sum of R_OK, W_OK, X_OK
 * @throws {Error} of the system, syscall `access`
 * Node fs.accessSync since v0.11.15
 */
export function accessSync(path, mode) {
  native.accessSync(toPath(path), toBits(mode));
}

/** Node fs.access since v0.11.15 */
export function access(path, mode, callback) {
  if (typeof mode === 'function') [mode, callback] = [undefined, mode];
  path = toPath(path);
  mode = toBits(mode);
  callback = requestCallback(callback);
  native.access(path, mode, callback);
}

/** @returns {boolean} false also for what cannot be a path. Node fs.existsSync since v0.1.21 */
export function existsSync(path) {
  try {
    path = toPath(path);
  } catch (error) {
    if (error.code === 'ERR_INVALID_ARG_TYPE') warnOfNoPath();
    return false;
  }
  return native.exists(path);
}

let warned = false;
onStart(() => {
  warned = false;
});

function warnOfNoPath() {
  if (warned) return;
  warned = true;
  process.emitWarning(
    'Passing invalid argument types to fs.existsSync is deprecated',
    'DeprecationWarning',
    'DEP0187',
    existsSync,
  );
}

/** Calls back with a boolean alone. Node fs.exists since v0.0.2, deprecated. */
export function exists(path, callback) {
  callback = requestCallback(callback);
  try {
    path = toPath(path);
  } catch {
    callback(false);
    return;
  }
  native.access(path, 0, (error) => callback(!error));
}
Object.defineProperty(exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: { exists: (path) => new Promise((resolve) => exists(path, resolve)) }.exists,
});

/** The forms of fs.promises. */
export const promises = {
  /** Node fsPromises.access since v10.0.0 */
  async access(path, mode) {
    return await settled(native.access(toPath(path), toBits(mode)));
  },
  /** Node fsPromises.stat since v10.0.0 */
  async stat(path, options = undefined) {
    return await settled(native.stat(toPath(path), options?.bigint === true), toStats);
  },
  /** Node fsPromises.lstat since v10.0.0 */
  async lstat(path, options = undefined) {
    return await settled(native.lstat(toPath(path), options?.bigint === true), toStats);
  },
  /** Node fsPromises.statfs since v19.6.0 */
  async statfs(path, options = undefined) {
    return await settled(native.statfs(toPath(path), options?.bigint === true), toStatFs);
  },
};

/** @param {number} fd  @param {{ bigint?: boolean }} [options]  FileHandle's stat() */
export const fstatPromise = (fd, options) => settled(native.fstat(fd, options?.bigint === true), toStats);
