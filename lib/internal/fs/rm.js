// Removing files, and directories with all that is in them.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { validateBoolean, validateInt32, validateObject, validateUint32 } from '../validators.js';
import { requestCallback, toPath } from './arguments.js';
import { settled } from './result.js';

const native = binding('fs');
const defaults = { retryDelay: 100, maxRetries: 0, recursive: false, force: false };

/** What may go away by itself: a virus scanner's hold, another's descriptors, another who fills the directory. */
const passing = new Set(['EBUSY', 'EMFILE', 'ENFILE', 'ENOTEMPTY', 'EPERM']);

function toRemoveOptions(options) {
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  validateBoolean(options.recursive, 'options.recursive');
  validateBoolean(options.force, 'options.force');
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
  return options;
}

/** A directory without `recursive` is an error of its own. */
function worded(error) {
  if (error.code !== 'EISDIR' || error.syscall !== 'rm') return error;
  const { path, errno } = error;
  return new codes.ERR_FS_EISDIR({ code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: -errno });
}

const mayRetry = (error, tries, options) => options.recursive && tries <= options.maxRetries && passing.has(error.code);

/** Holds the thread, which is what a synchronous function can do to wait. */
function sleep(ms) {
  if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * @param {string | Buffer | URL} path
 * @param {{ force?: boolean, maxRetries?: number, recursive?: boolean, retryDelay?: number }} [options]
 *   retryDelay: ms before the first retry; each further one waits longer by as much
 * @throws {Error} ERR_FS_EISDIR for a directory without `recursive`; of the system, syscall `lstat`, `unlink`, `scandir` or `rmdir`
 * Node fs.rmSync since v14.14.0
 */
export function rmSync(path, options) {
  path = toPath(path);
  options = toRemoveOptions(options);
  for (let tries = 1; ; tries++) {
    try {
      native.rmSync(path, options.recursive, options.force);
      return;
    } catch (error) {
      if (!mayRetry(error, tries, options)) throw worded(error);
    }
    sleep(tries * options.retryDelay);
  }
}

/** Node fs.rm since v14.14.0 */
export function rm(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  path = toPath(path);
  options = toRemoveOptions(options);
  callback = requestCallback(callback);
  let tries = 0;
  const attempt = () => {
    tries++;
    native.rm(path, options.recursive, options.force, (error) => {
      if (error && mayRetry(error, tries, options)) load('timers').setTimeout(attempt, tries * options.retryDelay);
      else callback(error && worded(error));
    });
  };
  attempt();
}

/** Node fsPromises.rm since v14.14.0 */
export async function rmPromise(path, options) {
  path = toPath(path);
  options = toRemoveOptions(options);
  for (let tries = 1; ; tries++) {
    try {
      return await settled(native.rm(path, options.recursive, options.force));
    } catch (error) {
      if (!mayRetry(error, tries, options)) throw worded(error);
    }
    await new Promise((resolve) => load('timers').setTimeout(resolve, tries * options.retryDelay));
  }
}
