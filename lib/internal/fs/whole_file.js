// Files read and written as a whole: one piece of work each, however large they are. Those that a signal may end go step by step
// (whole_file_promises.js).
import { tracking } from '../async_hooks/origin.js';
import { binding } from '../binding.js';
import { encodingNumber } from '../buffer/encodings.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { parseFileMode, validateBoolean, validateFunction } from '../validators.js';
import { requestCallback, toBytes, toFlags, toOptions, toPath } from './arguments.js';
import { toBuffer } from './result.js';

const native = binding('fs');

export const readDefaults = { flag: 'r' };
export const writeDefaults = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };
export const appendDefaults = { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false };

/** Bytes that a buffer or a string may be read from. */
export const MAX_LENGTH = 2 ** 31 - 1;
/** Where the size is among what fstat() gives: the order of StatField. */
export const sizeField = 8;

/** The binding's number for "no text": bytes are asked for. */
export const NO_ENCODING = -1;

/** @returns {number} the encoding that the binding is to read text in, or NO_ENCODING */
export const textEncoding = (encoding) => (encoding && encoding !== 'buffer' ? encodingNumber(encoding) : NO_ENCODING);

/** @returns {string | Buffer} what the binding read, for the user */
export const toContents = (raw) => (typeof raw === 'string' ? raw : toBuffer(raw));

const isDescriptor = (value) => typeof value === 'number' && value === value >>> 0;

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
    ? native.readDescriptorSync(path, encoding)
    : native.readFileSync(toPath(path), toFlags(options.flag), encoding);
  return toContents(raw);
}

/** Node fs.readFile since v0.1.29; options.signal since v15.2.0. @param {(error: Error | null, data?: Buffer | string) => void} callback */
export function readFile(path, options, callback) {
  callback ||= options;
  validateFunction(callback, 'cb');
  options = toOptions(options, readDefaults);
  if (!isDescriptor(path)) path = toPath(path);
  if (options.signal !== undefined) {
    callBack(load('internal/fs/whole_file_promises').readFileUntil(path, options), callback);
    return;
  }
  const encoding = textEncoding(options.encoding);
  const done =
    encoding === NO_ENCODING ? (error, raw) => (error ? callback(error) : callback(null, toBuffer(raw))) : callback;
  if (isDescriptor(path)) native.readDescriptor(path, encoding, requestCallback(done));
  else if (tracking) readInSteps(path, toFlags(options.flag), encoding, done);
  else native.readFile(path, toFlags(options.flag), encoding, done);
}

// A program that looks at async ids sees what it sees in Node: a file that is opened, looked at, read and closed, each the cause of the
// next. A file that is too large is not even begun.
function readInSteps(path, flags, encoding, callback) {
  native.open(
    path,
    flags,
    0o666,
    requestCallback((error, fd) => {
      if (error) return callback(error);
      const close = (readError, raw) =>
        native.close(
          fd,
          requestCallback((closeError) => {
            const error = readError ?? closeError;
            if (error) callback(error);
            else callback(null, raw);
          }),
        );
      native.fstat(
        fd,
        false,
        requestCallback((error, fields) => {
          if (error) close(error);
          else if (fields[sizeField] > MAX_LENGTH) close(new codes.ERR_FS_FILE_TOO_LARGE(fields[sizeField]));
          else native.readDescriptor(fd, encoding, requestCallback(close));
        }),
      );
    }),
  );
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE @returns {boolean} */
export function toFlush(flush) {
  if (flush == null) return false;
  validateBoolean(flush, 'options.flush');
  return flush;
}

/** Opens, writes, syncs with the fsync that programs may have put in fs, and closes. */
function writeAndSyncSync(path, flags, mode, bytes) {
  const fd = isDescriptor(path) ? path : native.openSync(path, flags, mode);
  try {
    native.writeDescriptorSync(fd, bytes);
    load('fs').fsyncSync(fd);
  } finally {
    if (fd !== path) native.closeSync(fd);
  }
}

function writeAndSync(path, flags, mode, bytes, callback) {
  const withDescriptor = (fd, done) => {
    native.writeDescriptor(fd, bytes, (error) => (error ? done(error) : load('fs').fsync(fd, done)));
  };
  if (isDescriptor(path)) {
    withDescriptor(path, callback);
    return;
  }
  native.open(path, flags, mode, (error, fd) => {
    if (error) callback(error);
    else withDescriptor(fd, (error) => native.close(fd, (closeError) => callback(error || closeError)));
  });
}

function writeWholeSync(path, data, options, defaults) {
  options = toOptions(options, defaults);
  const flush = toFlush(options.flush);
  const bytes = toBytes(data, options.encoding);
  const flags = toFlags(options.flag || defaults.flag);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  if (!isDescriptor(path)) path = toPath(path);
  if (flush) writeAndSyncSync(path, flags, mode, bytes);
  else if (isDescriptor(path)) native.writeDescriptorSync(path, bytes);
  else native.writeFileSync(path, flags, mode, bytes);
}

function writeWhole(path, data, options, callback, defaults) {
  callback ||= options;
  callback = requestCallback(callback);
  options = toOptions(options, defaults);
  const flush = toFlush(options.flush);
  const bytes = toBytes(data, options.encoding);
  const flags = toFlags(options.flag || defaults.flag);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  if (!isDescriptor(path)) path = toPath(path);
  if (options.signal !== undefined) {
    const { writeFileUntil } = load('internal/fs/whole_file_promises');
    callBack(writeFileUntil(path, bytes, { ...options, flag: options.flag || defaults.flag }), (error) =>
      callback(error),
    );
  } else if (flush) {
    writeAndSync(path, flags, mode, bytes, callback);
  } else if (isDescriptor(path)) {
    native.writeDescriptor(path, bytes, callback);
  } else {
    native.writeFile(path, flags, mode, bytes, callback);
  }
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
