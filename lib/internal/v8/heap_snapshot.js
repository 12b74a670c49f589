// Heap snapshots: as a stream and as a file, in the format that developer tools read.

import { Readable } from '../../stream.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { join } from '../path/posix.js';
import { validateBoolean, validateObject, validateSignalName, validateUint32 } from '../validators.js';

const native = binding('v8');

/** @returns {[boolean, boolean]} what C++ takes for the options of getHeapSnapshot(), checked */
export function snapshotOptions(options) {
  validateObject(options, 'options');
  const { exposeInternals = false, exposeNumericValues = false } = options;
  validateBoolean(exposeInternals, 'options.exposeInternals');
  validateBoolean(exposeNumericValues, 'options.exposeNumericValues');
  return [exposeInternals, exposeNumericValues];
}

/** A snapshot that lies in memory: the first read gives all of it, which programs that call read() once rely on. */
export class HeapSnapshotStream extends Readable {
  #pieces;

  /** @param {string[]} pieces */
  constructor(pieces) {
    super();
    this.#pieces = pieces;
  }

  _read() {
    for (const piece of this.#pieces) this.push(piece);
    this.#pieces = [];
    this.push(null);
  }
}

/**
 * Node v8.getHeapSnapshot, since v11.13.
 * @param {{ exposeInternals?: boolean, exposeNumericValues?: boolean }} [options]
 * @returns {Readable} JSON
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function getHeapSnapshot(options = {}) {
  return new HeapSnapshotStream(native.heapSnapshot(...snapshotOptions(options)));
}

let written = 0;

/** Node's name for a file of `prefix` 'Heap' or 'CPU': Heap.date.time.pid.thread.number.heapsnapshot */
export function defaultName(prefix = 'Heap', ending = 'heapsnapshot') {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  const { threadId } = load('worker_threads');
  return `${prefix}.${date}.${time}.${process.pid}.${threadId}.${String(++written).padStart(3, '0')}.${ending}`;
}

/**
 * Node v8.writeHeapSnapshot, since v11.13.
 * @param {string | Buffer | URL} [filename]  in the current folder by default
 * @param {object} [options]  of getHeapSnapshot()
 * @returns {string} the file's name
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} of the system, where the file cannot be written
 */
export function writeHeapSnapshot(filename = undefined, options = {}) {
  const chosen = snapshotOptions(options);
  const fs = load('fs');
  if (
    filename !== undefined &&
    typeof filename !== 'string' &&
    !ArrayBuffer.isView(filename) &&
    typeof filename?.href !== 'string'
  ) {
    throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'Buffer', 'URL'], filename);
  }
  const path = filename ?? defaultName();
  const fd = fs.openSync(path, 'w', 0o600);
  try {
    for (const piece of native.heapSnapshot(...chosen)) fs.writeSync(fd, piece);
  } finally {
    fs.closeSync(fd);
  }
  return typeof path === 'string' ? path : `${path}`;
}

/**
 * Writes a heap snapshot each time the process gets a signal, to the working folder or to that of --diagnostic-dir.
 * Node --heapsnapshot-signal, since v12.
 * @param {string} signal
 * @throws {TypeError} ERR_UNKNOWN_SIGNAL
 */
export function writeAtSignal(signal) {
  validateSignalName(signal, load('os').constants.signals, '--heapsnapshot-signal');
  process.on(signal, () => writeHeapSnapshot(join(options['diagnostic-dir'] ?? '', defaultName())));
}

/**
 * Writes a heap snapshot each time the heap comes near its limit, to the working folder or to that of --diagnostic-dir. The first call
 * counts. Node v8.setHeapSnapshotNearHeapLimit, since v18.10.
 * @param {number} limit  how many at most, 1..2^32-1
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function setHeapSnapshotNearHeapLimit(limit) {
  validateUint32(limit, 'limit', true);
  const folder = load('path').resolve(options['diagnostic-dir'] ?? '.');
  native.snapshotNearHeapLimit(limit, folder, load('worker_threads').threadId);
}
