import { dirname } from '../path/posix.js';

/** @returns {string} where a program that is no file begins: the current folder, or where that is gone the one of the executable */
export function workingFolder() {
  try {
    return process.cwd();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return dirname(process.execPath);
  }
}
