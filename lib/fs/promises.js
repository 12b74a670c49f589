// node:fs/promises
import { load } from '../internal/builtins.js';
import { promises as attributes } from '../internal/fs/attributes.js';
import { constants } from '../internal/fs/constants.js';
import { opendirPromise } from '../internal/fs/dir.js';
import { promises as entries } from '../internal/fs/entries.js';
import { open } from '../internal/fs/file_handle.js';
import { readdirPromise } from '../internal/fs/list.js';
import { rmPromise } from '../internal/fs/rm.js';
import { promises as stat } from '../internal/fs/stat.js';
import { mkdtempDisposable } from '../internal/fs/temporary.js';
import { appendFile, readFile, writeFile } from '../internal/fs/whole_file_promises.js';

/** Node fsPromises.cp since v16.7.0 */
async function cp(src, dest, options) {
  return await load('internal/fs/cp').cpPromise(src, dest, options);
}

/** Node fsPromises.glob since v22.0.0. @returns {AsyncIterator<string | Dirent>} */
function glob(pattern, options) {
  return load('internal/fs/glob').globIterator(pattern, options);
}

/** Node fsPromises.watch since v15.9.0. @returns {AsyncIterator<{ eventType: string, filename: string | Buffer }>} */
function watch(filename, options) {
  return load('internal/fs/watch_iterator').watchIterator(filename, options);
}

export default {
  access: stat.access,
  copyFile: entries.copyFile,
  cp,
  glob,
  open,
  opendir: opendirPromise,
  rename: entries.rename,
  truncate: entries.truncate,
  rm: rmPromise,
  rmdir: entries.rmdir,
  mkdir: entries.mkdir,
  readdir: readdirPromise,
  readlink: entries.readlink,
  symlink: entries.symlink,
  lstat: stat.lstat,
  stat: stat.stat,
  statfs: stat.statfs,
  link: entries.link,
  unlink: entries.unlink,
  chmod: attributes.chmod,
  lchmod: attributes.lchmod,
  lchown: attributes.lchown,
  chown: attributes.chown,
  utimes: attributes.utimes,
  lutimes: attributes.lutimes,
  realpath: entries.realpath,
  mkdtemp: entries.mkdtemp,
  mkdtempDisposable,
  writeFile,
  appendFile,
  readFile,
  watch,
  constants,
};
