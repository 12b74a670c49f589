// What is in a directory: names, or Dirents that know their kind; with all below it where asked for.
import { binding } from '../binding.js';
import { validateBoolean } from '../validators.js';
import { requestCallback, toOptions, toPath } from './arguments.js';
import { Dirent } from './dirent.js';
import { decodeName, settled, wantsBytes } from './result.js';

const native = binding('fs');
const { UV_DIRENT_DIR } = native.constants;
const noOptions = {};

function toListOptions(options) {
  options = toOptions(options, noOptions);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  return options;
}

/** @returns {string | Buffer} `name` in `folder`, in the kind of value that the name is */
export function joinEntry(folder, name) {
  if (typeof name === 'string' && typeof folder === 'string')
    return folder.endsWith('/') || folder === '' ? folder + name : `${folder}/${name}`;
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), Buffer.from(name)]);
}

/** A name from the binding as a part of a path. */
export const toEntryPath = (raw) => (typeof raw === 'string' ? raw : Buffer.from(raw));

/**
 * Collects what one or more directories hold. The binding gives names and types in turn where `typed`.
 */
class Listing {
  constructor(path, options) {
    this.path = path;
    this.encoding = options.encoding;
    this.withTypes = Boolean(options.withFileTypes);
    this.recursive = Boolean(options.recursive);
    this.typed = this.withTypes || this.recursive;
    this.bytes = wantsBytes(this.encoding);
    this.found = [];
    // folders yet to be read: path, and where it lies below this.path
    this.waiting = [[path, '']];
  }

  /** Takes what the binding gave for one folder. */
  take(folder, below, raw) {
    if (!this.typed) {
      this.found = this.bytes ? raw.map((name) => decodeName(name, this.encoding)) : raw;
      return;
    }
    for (let i = 0; i < raw.length; i += 2) {
      const name = decodeName(raw[i], this.encoding);
      const type = raw[i + 1];
      if (this.withTypes) this.found.push(new Dirent(name, folder, type));
      else this.found.push(below === '' ? name : joinEntry(below, name));
      if (this.recursive && type === UV_DIRENT_DIR)
        this.waiting.push([joinEntry(folder, toEntryPath(raw[i])), joinEntry(below, name)]);
    }
  }
}

/**
 * @param {string | Buffer | URL} path
 * @param {string | { encoding?: string, withFileTypes?: boolean, recursive?: boolean }} [options]
 * @returns {string[] | Buffer[] | Dirent[]} sorted by name, folder by folder
 * @throws {Error} of the system, syscall `scandir`
 * Node fs.readdirSync since v0.1.21
 */
export function readdirSync(path, options) {
  options = toListOptions(options);
  const listing = new Listing(toPath(path), options);
  for (const [folder, below] of listing.waiting)
    listing.take(folder, below, native.readdirSync(folder, listing.bytes, listing.typed));
  return listing.found;
}

/** Node fs.readdir since v0.1.8 */
export function readdir(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  options = toListOptions(options);
  const listing = new Listing(toPath(path), options);
  let next = 0;
  const readNext = () => {
    const [folder, below] = listing.waiting[next++];
    native.readdir(folder, listing.bytes, listing.typed, (error, raw) => {
      if (error) {
        callback(error);
        return;
      }
      listing.take(folder, below, raw);
      if (next < listing.waiting.length) readNext();
      else callback(null, listing.found);
    });
  };
  readNext();
}

/** Node fsPromises.readdir since v10.0.0 */
export async function readdirPromise(path, options) {
  options = toOptions(options, noOptions); // alone of the three it takes any value for true or false
  const listing = new Listing(toPath(path), options);
  for (const [folder, below] of listing.waiting) {
    listing.take(folder, below, await settled(native.readdir(folder, listing.bytes, listing.typed)));
  }
  return listing.found;
}
