// Who owns a file, what may be done with it, and when it was touched.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { parseFileMode, validateInteger } from '../validators.js';
import { requestCallback, toDescriptor, toPath } from './arguments.js';
import { settled } from './result.js';

const native = binding('fs');

/** -1 leaves an owner or group as it is. */
const MAX_ID = 2 ** 32 - 1;

function toId(id, name) {
  validateInteger(id, name, -1, MAX_ID);
  return id;
}

/**
 * @param {number | string | Date} time  seconds since 1970, or a Date; what is not finite is now
 * @returns {number} seconds
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function toUnixTimestamp(time, name = 'time') {
  // biome-ignore lint/suspicious/noDoubleEquals: '1' and '1.0' are both times
  if (typeof time === 'string' && +time == time) return +time;
  if (typeof time === 'number' && Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date || Object.prototype.toString.call(time) === '[object Date]')
    return Date.prototype.getTime.call(time) / 1000;
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

/** Node fs.chmodSync since v0.6.7. @param {string | Buffer | URL} path  @param {number | string} mode */
export function chmodSync(path, mode) {
  path = toPath(path);
  native.chmodSync(path, parseFileMode(mode, 'mode'));
}

/** Node fs.chmod since v0.1.30 */
export function chmod(path, mode, callback) {
  path = toPath(path);
  mode = parseFileMode(mode, 'mode');
  callback = requestCallback(callback);
  native.chmod(path, mode, callback);
}

/** Node fs.fchmodSync since v0.4.7 */
export function fchmodSync(fd, mode) {
  fd = toDescriptor(fd);
  native.fchmodSync(fd, parseFileMode(mode, 'mode'));
}

/** Node fs.fchmod since v0.4.7 */
export function fchmod(fd, mode, callback) {
  fd = toDescriptor(fd);
  mode = parseFileMode(mode, 'mode');
  callback = requestCallback(callback);
  native.fchmod(fd, mode, callback);
}

/** Node fs.chownSync since v0.1.97. @param {number} uid  @param {number} gid  -1: as it is */
export function chownSync(path, uid, gid) {
  path = toPath(path);
  native.chownSync(path, toId(uid, 'uid'), toId(gid, 'gid'));
}

/** Node fs.chown since v0.1.97 */
export function chown(path, uid, gid, callback) {
  callback = requestCallback(callback);
  path = toPath(path);
  native.chown(path, toId(uid, 'uid'), toId(gid, 'gid'), callback);
}

/** Of a symbolic link itself. Node fs.lchownSync since v0.4.7 */
export function lchownSync(path, uid, gid) {
  path = toPath(path);
  native.lchownSync(path, toId(uid, 'uid'), toId(gid, 'gid'));
}

/** Node fs.lchown since v0.4.7 */
export function lchown(path, uid, gid, callback) {
  callback = requestCallback(callback);
  path = toPath(path);
  native.lchown(path, toId(uid, 'uid'), toId(gid, 'gid'), callback);
}

/** Node fs.fchownSync since v0.4.7 */
export function fchownSync(fd, uid, gid) {
  fd = toDescriptor(fd);
  native.fchownSync(fd, toId(uid, 'uid'), toId(gid, 'gid'));
}

/** Node fs.fchown since v0.4.7 */
export function fchown(fd, uid, gid, callback) {
  fd = toDescriptor(fd);
  uid = toId(uid, 'uid');
  gid = toId(gid, 'gid');
  callback = requestCallback(callback);
  native.fchown(fd, uid, gid, callback);
}

/** Node fs.utimesSync since v0.4.2. @param {number | string | Date} atime  seconds, or a Date  @param {number | string | Date} mtime */
export function utimesSync(path, atime, mtime) {
  path = toPath(path);
  native.utimesSync(path, toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

/** Node fs.utimes since v0.4.2 */
export function utimes(path, atime, mtime, callback) {
  callback = requestCallback(callback);
  path = toPath(path);
  native.utimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime), callback);
}

/** Node fs.futimesSync since v0.4.2 */
export function futimesSync(fd, atime, mtime) {
  fd = toDescriptor(fd);
  native.futimesSync(fd, toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'));
}

/** Node fs.futimes since v0.4.2 */
export function futimes(fd, atime, mtime, callback) {
  fd = toDescriptor(fd);
  atime = toUnixTimestamp(atime, 'atime');
  mtime = toUnixTimestamp(mtime, 'mtime');
  callback = requestCallback(callback);
  native.futimes(fd, atime, mtime, callback);
}

/** Of a symbolic link itself. Node fs.lutimesSync since v14.5.0 */
export function lutimesSync(path, atime, mtime) {
  path = toPath(path);
  native.lutimesSync(path, toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

/** Node fs.lutimes since v14.5.0 */
export function lutimes(path, atime, mtime, callback) {
  callback = requestCallback(callback);
  path = toPath(path);
  native.lutimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime), callback);
}

/** The forms of fs.promises. */
export const promises = {
  /** Node fsPromises.chmod since v10.0.0 */
  async chmod(path, mode) {
    path = toPath(path);
    return await settled(native.chmod(path, parseFileMode(mode, 'mode')));
  },
  /** Node fsPromises.lchmod since v10.0.0: macOS alone can. @throws {Error} ERR_METHOD_NOT_IMPLEMENTED */
  async lchmod() {
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
  },
  /** Node fsPromises.chown since v10.0.0 */
  async chown(path, uid, gid) {
    path = toPath(path);
    return await settled(native.chown(path, toId(uid, 'uid'), toId(gid, 'gid')));
  },
  /** Node fsPromises.lchown since v10.0.0 */
  async lchown(path, uid, gid) {
    path = toPath(path);
    return await settled(native.lchown(path, toId(uid, 'uid'), toId(gid, 'gid')));
  },
  /** Node fsPromises.utimes since v10.0.0 */
  async utimes(path, atime, mtime) {
    path = toPath(path);
    return await settled(native.utimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime)));
  },
  /** Node fsPromises.lutimes since v14.5.0 */
  async lutimes(path, atime, mtime) {
    path = toPath(path);
    return await settled(native.lutimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime)));
  },
};

/** What FileHandle does with its descriptor. */
export const ofHandle = {
  chmod: (fd, mode) => settled(native.fchmod(fd, parseFileMode(mode, 'mode'))),
  chown: (fd, uid, gid) => settled(native.fchown(fd, toId(uid, 'uid'), toId(gid, 'gid'))),
  utimes: (fd, atime, mtime) =>
    settled(native.futimes(fd, toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'))),
};
