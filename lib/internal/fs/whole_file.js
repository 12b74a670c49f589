// Files read and written as a whole: one piece of work each, however large they are.
import { binding } from '../binding.js';
import { encodingNumber } from '../buffer/encodings.js';
import { AbortError } from '../errors.js';
import { parseFileMode, validateBoolean } from '../validators.js';
import { checkCallback, toBytes, toDescriptor, toFlags, toOptions, toPath } from './arguments.js';
import { settled, toBuffer } from './result.js';

const native = binding('fs');

const readDefaults = { flag: 'r' };
const writeDefaults = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };
const appendDefaults = { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false };

/** The binding's number for "no text": bytes are asked for. */
const NO_ENCODING = -1;

const textEncoding = (encoding) => (encoding && encoding !== 'buffer' ? encodingNumber(encoding) : NO_ENCODING);
const toContents = (raw) => (typeof raw === 'string' ? raw : toBuffer(raw));
const isDescriptor = (value) => typeof value === 'number' && value === value >>> 0;

/**
 * Work that an AbortSignal ends: the pool looks at a byte that the signal sets.
 * @param {AbortSignal | undefined} signal
 * @param {(stop: Uint8Array | undefined) => Promise<unknown>} begin
 */
async function abortable(signal, begin) {
  if (signal === undefined) return await begin(undefined);
  if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const stop = new Uint8Array(new ArrayBuffer(1));
  const onAbort = () => {
    stop[0] = 1;
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await begin(stop);
    if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
    return result;
  } catch (error) {
    throw signal.aborted ? new AbortError(undefined, { cause: signal.reason }) : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Gives what `promise` becomes to a callback, outside of the promise's own handling of exceptions. */
function callBack(promise, callback) {
  promise.then(
    (value) => process.nextTick(callback, null, value),
    (error) => process.nextTick(callback, error),
  );
}

/**
 * @param {string | Buffer | URL | number} path  a descriptor is read from where it stands, and stays open
 * @param {string | { encoding?: string | null, flag?: string | number }} [options]
 * @returns {Buffer | string}
 * @throws {RangeError} ERR_FS_FILE_TOO_LARGE beyond 2 GiB @throws {Error} of the system
 * Node fs.readFileSync since v0.1.8
 */
export function readFileSync(path, options) {
  options = toOptions(options, readDefaults);
  const encoding = textEncoding(options.encoding);
  const raw = isDescriptor(path)
    ? native.readDescriptorSync(path, encoding, undefined)
    : native.readFileSync(toPath(path), toFlags(options.flag, 'options.flag'), encoding, undefined);
  return toContents(raw);
}

/** Node fs.readFile since v0.1.29; options.signal since v15.2.0. @param {(error: Error | null, data?: Buffer | string) => void} callback */
export function readFile(path, options, callback) {
  callback ||= options;
  checkCallback(callback);
  options = toOptions(options, readDefaults);
  const { signal } = options;
  if (signal !== undefined) {
    if (!isDescriptor(path)) path = toPath(path);
    callBack(readFilePromise(path, options), callback);
    return;
  }
  const encoding = textEncoding(options.encoding);
  const done =
    encoding === NO_ENCODING ? (error, raw) => (error ? callback(error) : callback(null, toBuffer(raw))) : callback;
  if (isDescriptor(path)) native.readDescriptor(path, encoding, undefined, done);
  else native.readFile(toPath(path), toFlags(options.flag, 'options.flag'), encoding, undefined, done);
}

/**
 * @param {string | Buffer | URL | number} path
 * @returns {Promise<Buffer | string>}
 */
export function readFilePromise(path, options) {
  const encoding = textEncoding(options.encoding);
  const begin = isDescriptor(path)
    ? (stop) => settled(native.readDescriptor(path, encoding, stop), toContents)
    : (stop) =>
        settled(native.readFile(toPath(path), toFlags(options.flag, 'options.flag'), encoding, stop), toContents);
  return abortable(options.signal, begin);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE @returns {boolean} */
function toFlush(flush) {
  if (flush == null) return false;
  validateBoolean(flush, 'options.flush');
  return flush;
}

function writeWholeSync(path, data, options, defaults) {
  options = toOptions(options, defaults);
  const flush = toFlush(options.flush);
  const bytes = toBytes(data, options.encoding);
  if (isDescriptor(path)) {
    native.writeDescriptorSync(path, bytes, flush, undefined);
    return;
  }
  const flags = toFlags(options.flag || defaults.flag);
  native.writeFileSync(toPath(path), flags, parseFileMode(options.mode, 'mode', 0o666), bytes, flush, undefined);
}

function writeWhole(path, data, options, callback, defaults) {
  callback ||= options;
  checkCallback(callback);
  options = toOptions(options, defaults);
  const flush = toFlush(options.flush);
  const bytes = toBytes(data, options.encoding);
  if (options.signal !== undefined) {
    if (!isDescriptor(path)) path = toPath(path);
    callBack(writeBytesPromise(path, bytes, options, defaults), (error) => callback(error));
    return;
  }
  if (isDescriptor(path)) {
    native.writeDescriptor(path, bytes, flush, undefined, callback);
    return;
  }
  const flags = toFlags(options.flag || defaults.flag);
  native.writeFile(toPath(path), flags, parseFileMode(options.mode, 'mode', 0o666), bytes, flush, undefined, callback);
}

function writeBytesPromise(path, bytes, options, defaults) {
  const flush = toFlush(options.flush);
  const begin = isDescriptor(path)
    ? (stop) => settled(native.writeDescriptor(path, bytes, flush, stop))
    : (stop) => {
        const flags = toFlags(options.flag || defaults.flag);
        return settled(
          native.writeFile(toPath(path), flags, parseFileMode(options.mode, 'mode', 0o666), bytes, flush, stop),
        );
      };
  return abortable(options.signal, begin);
}

/**
 * @param {string | Buffer | URL | number} path  a descriptor is written to where it stands, and stays open
 * @param {string | ArrayBufferView} data
 * @param {string | { encoding?: string, mode?: number | string, flag?: string, flush?: boolean }} [options]
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws {Error} of the system
 * Node fs.writeFileSync since v0.1.29
 */
export function writeFileSync(path, data, options) {
  writeWholeSync(path, data, options, writeDefaults);
}

/** Node fs.writeFile since v0.1.29; options.signal since v15.2.0 */
export function writeFile(path, data, options, callback) {
  writeWhole(path, data, options, callback, writeDefaults);
}

/** Node fs.appendFileSync since v0.6.7 */
export function appendFileSync(path, data, options) {
  writeWholeSync(path, data, options, appendDefaults);
}

/** Node fs.appendFile since v0.6.7 */
export function appendFile(path, data, options, callback) {
  writeWhole(path, data, options, callback, appendDefaults);
}

export { appendDefaults, readDefaults, writeBytesPromise, writeDefaults };
