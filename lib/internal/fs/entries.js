// Entries of directories, by their paths: made, renamed, linked, copied, removed; where a path really leads.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { onStart } from '../start.js';
import { parseFileMode, validateBoolean, validateObject, validateOneOf } from '../validators.js';
import { requestCallback, toBits, toOptions, toPath, toSize } from './arguments.js';
import { decodeName, mapped, settled, wantsBytes } from './result.js';

const native = binding('fs');
const noOptions = {};

/** Node fs.unlinkSync since v0.1.21. @param {string | Buffer | URL} path */
export function unlinkSync(path) {
  native.unlinkSync(toPath(path));
}

/** Node fs.unlink since v0.0.2 */
export function unlink(path, callback) {
  callback = requestCallback(callback);
  native.unlink(toPath(path), callback);
}

/** Node fs.renameSync since v0.1.21. @param {string | Buffer | URL} oldPath  @param {string | Buffer | URL} newPath */
export function renameSync(oldPath, newPath) {
  native.renameSync(toPath(oldPath, 'oldPath'), toPath(newPath, 'newPath'));
}

/** Node fs.rename since v0.0.2 */
export function rename(oldPath, newPath, callback) {
  callback = requestCallback(callback);
  native.rename(toPath(oldPath, 'oldPath'), toPath(newPath, 'newPath'), callback);
}

/** A second name for a file. Node fs.linkSync since v0.1.31 */
export function linkSync(existingPath, newPath) {
  native.linkSync(toPath(existingPath, 'existingPath'), toPath(newPath, 'newPath'));
}

/** Node fs.link since v0.1.31 */
export function link(existingPath, newPath, callback) {
  callback = requestCallback(callback);
  native.link(toPath(existingPath, 'existingPath'), toPath(newPath, 'newPath'), callback);
}

/** What a link is to lead to counts on Windows only. @throws {TypeError} ERR_INVALID_ARG_VALUE */
function checkLinkType(type) {
  validateOneOf(type, 'type', ['dir', 'file', 'junction', null, undefined]);
}

/**
 * @param {string | Buffer | URL} target  what the link says
 * @param {string | Buffer | URL} path  where the link is made
 * @param {'dir' | 'file' | 'junction'} [type]
 * Node fs.symlinkSync since v0.1.31
 */
export function symlinkSync(target, path, type) {
  checkLinkType(type);
  native.symlinkSync(toPath(target, 'target'), toPath(path));
}

/** Node fs.symlink since v0.1.31 */
export function symlink(target, path, type, callback) {
  if (callback === undefined) callback = checked(type);
  else checkLinkType(type);
  callback = requestCallback(callback);
  native.symlink(toPath(target, 'target'), toPath(path), callback);
}

function checked(callback) {
  callback = requestCallback(callback);
  return callback;
}

/** Node fs.readlinkSync since v0.1.31. @returns {string | Buffer} */
export function readlinkSync(path, options) {
  const { encoding } = toOptions(options, noOptions);
  return decodeName(native.readlinkSync(toPath(path), wantsBytes(encoding)), encoding);
}

/** Node fs.readlink since v0.1.31 */
export function readlink(path, options, callback) {
  callback = checked(typeof options === 'function' ? options : callback);
  const { encoding } = toOptions(options, noOptions);
  native.readlink(
    toPath(path),
    wantsBytes(encoding),
    mapped(callback, (raw) => decodeName(raw, encoding)),
  );
}

/** Node fs.realpathSync since v0.1.31: the path without links, `.` and `..`. @returns {string | Buffer} */
export function realpathSync(path, options) {
  const { encoding } = toOptions(options, noOptions);
  return decodeName(native.realpathSync(toPath(path), wantsBytes(encoding)), encoding);
}

/** Node fs.realpath since v0.1.31 */
export function realpath(path, options, callback) {
  callback = checked(typeof options === 'function' ? options : callback);
  const { encoding } = toOptions(options, noOptions);
  native.realpath(
    toPath(path),
    wantsBytes(encoding),
    mapped(callback, (raw) => decodeName(raw, encoding)),
  );
}

/** Node fs.realpathSync.native since v9.2.0: errors name the syscall `realpath` */
realpathSync.native = (path, options) => {
  const { encoding } = toOptions(options, noOptions);
  return decodeName(native.realpathNativeSync(toPath(path), wantsBytes(encoding)), encoding);
};

/** Node fs.realpath.native since v9.2.0 */
realpath.native = (path, options, callback) => {
  callback = checked(callback || options);
  const { encoding } = toOptions(options, noOptions);
  native.realpathNative(
    toPath(path),
    wantsBytes(encoding),
    mapped(callback, (raw) => decodeName(raw, encoding)),
  );
};

/**
 * @param {string | Buffer | URL} src
 * @param {string | Buffer | URL} dest
 * @param {number} [mode]  COPYFILE_EXCL, COPYFILE_FICLONE, COPYFILE_FICLONE_FORCE
 * Node fs.copyFileSync since v8.5.0
 */
export function copyFileSync(src, dest, mode) {
  native.copyFileSync(toPath(src, 'src'), toPath(dest, 'dest'), toBits(mode));
}

/** Node fs.copyFile since v8.5.0 */
export function copyFile(src, dest, mode, callback) {
  if (typeof mode === 'function') [mode, callback] = [0, mode];
  src = toPath(src, 'src');
  dest = toPath(dest, 'dest');
  callback = requestCallback(callback);
  native.copyFile(src, dest, toBits(mode), callback);
}

/** @returns {{ mode: number, recursive: boolean }} of mkdir()'s second argument */
function toMakeOptions(options) {
  if (typeof options === 'number' || typeof options === 'string')
    return { mode: parseFileMode(options, 'mode'), recursive: false };
  const recursive = options?.recursive === undefined ? false : options.recursive;
  validateBoolean(recursive, 'options.recursive');
  return { mode: parseFileMode(options?.mode, 'options.mode', 0o777), recursive };
}

/**
 * @param {string | Buffer | URL} path
 * @param {number | string | { mode?: number | string, recursive?: boolean }} [options]
 * @returns {string | undefined} the first directory that was made, where `recursive`
 * Node fs.mkdirSync since v0.1.21
 */
export function mkdirSync(path, options) {
  path = toPath(path);
  const { mode, recursive } = toMakeOptions(options);
  if (recursive) return native.mkdirsSync(path, mode);
  native.mkdirSync(path, mode);
}

/** Node fs.mkdir since v0.1.8 */
export function mkdir(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  path = toPath(path);
  const { mode, recursive } = toMakeOptions(options);
  if (recursive) native.mkdirs(path, mode, callback);
  else native.mkdir(path, mode, callback);
}

/** Node removed what `recursive` did in v25; maxRetries and retryDelay only counted with it. */
function checkRemoveOptions(options) {
  if (options === undefined) return;
  validateObject(options, 'options');
  if (options.recursive !== undefined) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.recursive', options.recursive, 'is no longer supported');
  }
}

/** Node fs.rmdirSync since v0.1.21. @throws {TypeError} ERR_INVALID_ARG_VALUE with options.recursive: see rm() */
export function rmdirSync(path, options) {
  path = toPath(path);
  checkRemoveOptions(options);
  native.rmdirSync(path);
}

/** Node fs.rmdir since v0.0.2 */
export function rmdir(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  path = toPath(path);
  checkRemoveOptions(options);
  native.rmdir(path, callback);
}

let warned = false;
onStart(() => {
  warned = false;
});

/** @returns {string | Uint8Array} what the random characters are put to */
function toPrefix(prefix) {
  prefix = toPath(prefix, 'prefix');
  const last = typeof prefix === 'string' ? prefix.charCodeAt(prefix.length - 1) : prefix[prefix.length - 1];
  if (last === 88 /* X */ && !warned) {
    warned = true;
    process.emitWarning(
      'mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html',
    );
  }
  return prefix;
}

/** Node fs.mkdtempSync since v5.10.0. @param {string | Buffer | URL} prefix  @returns {string | Buffer} the new directory's path */
export function mkdtempSync(prefix, options) {
  const { encoding } = toOptions(options, noOptions);
  return decodeName(native.mkdtempSync(toPrefix(prefix), wantsBytes(encoding)), encoding);
}

/** Node fs.mkdtemp since v5.10.0 */
export function mkdtemp(prefix, options, callback) {
  callback = checked(typeof options === 'function' ? options : callback);
  const { encoding } = toOptions(options, noOptions);
  native.mkdtemp(
    toPrefix(prefix),
    wantsBytes(encoding),
    mapped(callback, (raw) => decodeName(raw, encoding)),
  );
}

/** Cuts or fills a file by its path. Node fs.truncateSync since v0.8.6. @param {number} [len]  bytes */
export function truncateSync(path, len = 0) {
  path = toPath(path);
  native.truncateSync(path, toSize(len));
}

/** Node fs.truncate since v0.8.6 */
export function truncate(path, len = 0, callback = undefined) {
  if (typeof len === 'function') [len, callback] = [0, len];
  path = toPath(path);
  len = toSize(len);
  callback = requestCallback(callback);
  native.truncate(path, len, callback);
}

/** The forms of fs.promises. */
export const promises = {
  /** Node fsPromises.unlink since v10.0.0 */
  async unlink(path) {
    return await settled(native.unlink(toPath(path)));
  },
  /** Node fsPromises.rename since v10.0.0 */
  async rename(oldPath, newPath) {
    return await settled(native.rename(toPath(oldPath, 'oldPath'), toPath(newPath, 'newPath')));
  },
  /** Node fsPromises.link since v10.0.0 */
  async link(existingPath, newPath) {
    return await settled(native.link(toPath(existingPath, 'existingPath'), toPath(newPath, 'newPath')));
  },
  /** Node fsPromises.symlink since v10.0.0 */
  async symlink(target, path, type) {
    checkLinkType(type);
    return await settled(native.symlink(toPath(target, 'target'), toPath(path)));
  },
  /** Node fsPromises.readlink since v10.0.0 */
  async readlink(path, options) {
    const { encoding } = toOptions(options, noOptions);
    return await settled(native.readlink(toPath(path), wantsBytes(encoding)), (raw) => decodeName(raw, encoding));
  },
  /** Node fsPromises.realpath since v10.0.0: as realpath.native() */
  async realpath(path, options) {
    const { encoding } = toOptions(options, noOptions);
    return await settled(native.realpathNative(toPath(path), wantsBytes(encoding)), (raw) => decodeName(raw, encoding));
  },
  /** Node fsPromises.copyFile since v10.0.0 */
  async copyFile(src, dest, mode) {
    return await settled(native.copyFile(toPath(src, 'src'), toPath(dest, 'dest'), toBits(mode)));
  },
  /** Node fsPromises.mkdir since v10.0.0 */
  async mkdir(path, options) {
    path = toPath(path);
    const { mode, recursive } = toMakeOptions(options);
    return await settled(recursive ? native.mkdirs(path, mode) : native.mkdir(path, mode));
  },
  /** Node fsPromises.rmdir since v10.0.0 */
  async rmdir(path, options) {
    path = toPath(path);
    checkRemoveOptions(options);
    return await settled(native.rmdir(path));
  },
  /** Node fsPromises.mkdtemp since v10.0.0 */
  async mkdtemp(prefix, options) {
    const { encoding } = toOptions(options, noOptions);
    return await settled(native.mkdtemp(toPrefix(prefix), wantsBytes(encoding)), (raw) => decodeName(raw, encoding));
  },
  /** Node fsPromises.truncate since v10.0.0 */
  async truncate(path, len = 0) {
    return await settled(native.truncate(toPath(path), toSize(len)));
  },
};
