import { binding } from '../binding.js';
import { dirname } from '../path/posix.js';
import { onStart } from '../start.js';

const native = binding('process');

let folder;
let changes; // how often the process had changed its folder when `folder` was read: any thread sees that

onStart(() => {
  changes = -1;
});

/**
 * Node process.cwd since v0.1.8.
 * @returns {string} the current folder, as it was called when the process went there
 * @throws {Error} ENOENT where it is gone at the first call
 */
export function cwd() {
  const now = native.folderChanges();
  if (now !== changes) {
    folder = native.cwd();
    changes = now;
  }
  return folder;
}

/** @returns {string} where a program that is no file begins: the current folder, or where that is gone the one of the executable */
export function workingFolder() {
  try {
    return process.cwd();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return dirname(process.execPath);
  }
}
