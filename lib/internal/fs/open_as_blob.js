// A file as a Blob.
import { FilePart } from '../blob/file_part.js';
import { blobOf } from '../blob.js';
import { binding } from '../binding.js';
import { validateObject, validateString } from '../validators.js';
import { toPath } from './arguments.js';
import { settled } from './result.js';
import { toStats } from './stats.js';

const native = binding('fs');

async function open(path, type) {
  const stats = await settled(native.stat(path, true), toStats);
  return blobOf([new FilePart(path, stats, 0, Number(stats.size))], type);
}

/**
 * A Blob of a file's content, which is read when it is asked for. A file that has changed since cannot be read (NotReadableError).
 * @param {string | Buffer | URL} path
 * @param {{ type?: string }} [options]  type: the Blob's media type
 * @returns {Promise<Blob>}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * Node fs.openAsBlob since v19.8.0
 */
export function openAsBlob(path, options = {}) {
  validateObject(options, 'options');
  const { type = '' } = options;
  validateString(type, 'options.type');
  return open(toPath(path), type);
}
