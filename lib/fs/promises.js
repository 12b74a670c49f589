// node:fs/promises
import { binding } from '../internal/binding.js';
import { toOptions, toPath } from '../internal/fs/arguments.js';
import { promises as attributes } from '../internal/fs/attributes.js';
import { promises as entries } from '../internal/fs/entries.js';
import { readdirPromise as readdir } from '../internal/fs/list.js';
import { rmPromise as rm } from '../internal/fs/rm.js';
import { promises as stat } from '../internal/fs/stat.js';
import { readDefaults, readFilePromise } from '../internal/fs/whole_file.js';

const { constants } = binding('fs');

/**
 * @param {string | Buffer | URL} path
 * @param {string | { encoding?: string | null, flag?: string | number, signal?: AbortSignal }} [options]
 * @returns {Promise<Buffer | string>}
 * Node fsPromises.readFile since v10.0.0
 */
async function readFile(path, options) {
  options = toOptions(options, readDefaults);
  return await readFilePromise(toPath(path), options);
}

export default { ...stat, ...entries, ...attributes, readdir, readFile, rm, constants };
