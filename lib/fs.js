// node:fs
import { load } from './internal/builtins.js';
import * as attributes from './internal/fs/attributes.js';
import { constants } from './internal/fs/constants.js';
import * as descriptor from './internal/fs/descriptor.js';
import { Dirent } from './internal/fs/dirent.js';
import * as entries from './internal/fs/entries.js';
import * as list from './internal/fs/list.js';
import { rm, rmSync } from './internal/fs/rm.js';
import * as stat from './internal/fs/stat.js';
import { Stats } from './internal/fs/stats.js';
import * as wholeFile from './internal/fs/whole_file.js';

const dirs = () => load('internal/fs/dir');
const streams = () => load('internal/fs/streams');

/**
 * @param {string | Buffer | URL} path
 * @param {string | object} [options]  see ReadStream
 * @returns {ReadStream}
 * Node fs.createReadStream since v0.1.31
 */
function createReadStream(path, options) {
  return new (streams().ReadStream)(path, options);
}

/** Node fs.createWriteStream since v0.1.31. @returns {WriteStream} */
function createWriteStream(path, options) {
  return new (streams().WriteStream)(path, options);
}

/** Node fs.opendir since v12.12.0: see internal/fs/dir.js, which few programs need */
function opendir(path, options, callback) {
  dirs().opendir(path, options, callback);
}

/** Node fs.opendirSync since v12.12.0 */
function opendirSync(path, options) {
  return dirs().opendirSync(path, options);
}

/** Node fs.cp since v16.7.0 */
function cp(src, dest, options, callback) {
  load('internal/fs/cp').cp(src, dest, options, callback);
}

/** Node fs.cpSync since v16.7.0 */
function cpSync(src, dest, options) {
  load('internal/fs/cp').cpSync(src, dest, options);
}

/** Node fs.openAsBlob since v19.8.0 */
function openAsBlob(path, options) {
  return load('internal/fs/open_as_blob').openAsBlob(path, options);
}

/** Node fs.glob since v22.0.0 */
function glob(pattern, options, callback) {
  load('internal/fs/glob').glob(pattern, options, callback);
}

/** Node fs.globSync since v22.0.0 */
function globSync(pattern, options) {
  return load('internal/fs/glob').globSync(pattern, options);
}

/** Node fs.watch since v0.5.10 */
function watch(filename, options, listener) {
  return load('internal/fs/watch').watch(filename, options, listener);
}

/** Node fs.watchFile since v0.1.31 */
function watchFile(filename, options, listener) {
  return load('internal/fs/watch_file').watchFile(filename, options, listener);
}

/** Node fs.unwatchFile since v0.1.31 */
function unwatchFile(filename, listener) {
  load('internal/fs/watch_file').unwatchFile(filename, listener);
}

/** Node fs.mkdtempDisposableSync since v24.4.0 */
function mkdtempDisposableSync(prefix, options) {
  return load('internal/fs/temporary').mkdtempDisposableSync(prefix, options);
}

const fs = {
  appendFile: wholeFile.appendFile,
  appendFileSync: wholeFile.appendFileSync,
  access: stat.access,
  accessSync: stat.accessSync,
  chown: attributes.chown,
  chownSync: attributes.chownSync,
  chmod: attributes.chmod,
  chmodSync: attributes.chmodSync,
  close: descriptor.close,
  closeSync: descriptor.closeSync,
  copyFile: entries.copyFile,
  copyFileSync: entries.copyFileSync,
  cp,
  cpSync,
  createReadStream,
  createWriteStream,
  exists: stat.exists,
  existsSync: stat.existsSync,
  fchown: attributes.fchown,
  fchownSync: attributes.fchownSync,
  fchmod: attributes.fchmod,
  fchmodSync: attributes.fchmodSync,
  fdatasync: descriptor.fdatasync,
  fdatasyncSync: descriptor.fdatasyncSync,
  fstat: stat.fstat,
  fstatSync: stat.fstatSync,
  fsync: descriptor.fsync,
  fsyncSync: descriptor.fsyncSync,
  ftruncate: descriptor.ftruncate,
  ftruncateSync: descriptor.ftruncateSync,
  futimes: attributes.futimes,
  futimesSync: attributes.futimesSync,
  glob,
  globSync,
  lchown: attributes.lchown,
  lchownSync: attributes.lchownSync,
  // macOS alone has them; programs test for undefined
  lchmod: undefined,
  lchmodSync: undefined,
  link: entries.link,
  linkSync: entries.linkSync,
  lstat: stat.lstat,
  lstatSync: stat.lstatSync,
  lutimes: attributes.lutimes,
  lutimesSync: attributes.lutimesSync,
  mkdir: entries.mkdir,
  mkdirSync: entries.mkdirSync,
  mkdtemp: entries.mkdtemp,
  mkdtempSync: entries.mkdtempSync,
  mkdtempDisposableSync,
  open: descriptor.open,

  openAsBlob,
  openSync: descriptor.openSync,
  opendir,
  opendirSync,
  readdir: list.readdir,
  readdirSync: list.readdirSync,
  read: descriptor.read,
  readSync: descriptor.readSync,
  readv: descriptor.readv,
  readvSync: descriptor.readvSync,
  readFile: wholeFile.readFile,
  readFileSync: wholeFile.readFileSync,
  readlink: entries.readlink,
  readlinkSync: entries.readlinkSync,
  realpath: entries.realpath,
  realpathSync: entries.realpathSync,
  rename: entries.rename,
  renameSync: entries.renameSync,
  rm,
  rmSync,
  rmdir: entries.rmdir,
  rmdirSync: entries.rmdirSync,
  stat: stat.stat,
  statfs: stat.statfs,
  statSync: stat.statSync,
  statfsSync: stat.statfsSync,
  symlink: entries.symlink,
  symlinkSync: entries.symlinkSync,
  truncate: entries.truncate,
  truncateSync: entries.truncateSync,
  unlink: entries.unlink,
  unlinkSync: entries.unlinkSync,
  unwatchFile,
  utimes: attributes.utimes,
  utimesSync: attributes.utimesSync,
  watch,
  watchFile,
  writeFile: wholeFile.writeFile,
  writeFileSync: wholeFile.writeFileSync,
  write: descriptor.write,
  writeSync: descriptor.writeSync,
  writev: descriptor.writev,
  writevSync: descriptor.writevSync,
  Dirent,
  Stats,
  _toUnixTimestamp: attributes.toUnixTimestamp,
};

/** A class that is loaded when it is asked for; programs put their own in its place. */
function defineLazily(name, get) {
  let value;
  Object.defineProperty(fs, name, {
    configurable: true,
    enumerable: true,
    get: () => (value ??= get()),
    set: (own) => {
      value = own;
    },
  });
}
defineLazily('Dir', () => dirs().Dir);
defineLazily('ReadStream', () => streams().ReadStream);
defineLazily('WriteStream', () => streams().WriteStream);
defineLazily('Utf8Stream', () => load('internal/fs/utf8_stream').Utf8Stream);
defineLazily('FileReadStream', () => streams().ReadStream);
defineLazily('FileWriteStream', () => streams().WriteStream);

Object.defineProperties(fs, {
  constants: { value: constants, enumerable: true },
  promises: {
    configurable: true,
    enumerable: true,
    get: () => load('fs/promises'),
  },
});

export default fs;
