// Whole files with promises: in one piece of work where nothing can come between, step by step where a signal may end it or the data
// comes bit by bit.
import { binding } from '../binding.js';
import { AbortError, codes } from '../errors.js';
import { parseFileMode } from '../validators.js';
import { CURRENT, toBytes, toFlags, toOptions, toPath } from './arguments.js';
import { FileHandle } from './file_handle.js';
import { settled } from './result.js';
import {
  appendDefaults,
  MAX_LENGTH,
  readDefaults,
  sizeField,
  textEncoding,
  toContents,
  toFlush,
  writeDefaults,
} from './whole_file.js';

const native = binding('fs');

/** Bytes moved between two looks at the signal. */
const STEP = 512 * 1024;

function check(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

/** Runs `work` with a descriptor of `path`, which is closed afterwards if it was opened here. */
async function withDescriptor(path, flags, mode, work) {
  if (typeof path === 'number') return await work(path);
  const fd = await settled(native.open(path, flags, mode));
  try {
    return await work(fd);
  } finally {
    await settled(native.close(fd));
  }
}

async function readSteps(fd, signal) {
  check(signal);
  const fields = await settled(native.fstat(fd, false));
  const size = fields[sizeField];
  if (size > MAX_LENGTH) throw new codes.ERR_FS_FILE_TOO_LARGE(size);
  const parts = [];
  let total = 0;
  for (;;) {
    check(signal);
    const room = size > 0 ? Math.min(size - total, STEP) : STEP;
    if (room === 0) break;
    const part = Buffer.allocUnsafeSlow(room);
    const bytes = await settled(native.read(fd, part, 0, room, CURRENT));
    if (bytes === 0) break;
    total += bytes;
    if (total > MAX_LENGTH) throw new codes.ERR_FS_FILE_TOO_LARGE(total);
    parts.push(bytes === room ? part : part.subarray(0, bytes));
  }
  check(signal);
  return parts.length === 1 ? parts[0] : Buffer.concat(parts, total);
}

/**
 * Reads until options.signal ends it.
 * @param {string | Uint8Array | number} path  a descriptor stays open
 */
export async function readFileUntil(path, options) {
  const { encoding, signal } = options;
  check(signal);
  const bytes = await withDescriptor(path, toFlags(options.flag), 0o666, (fd) => readSteps(fd, signal));
  return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
}

async function writeSteps(fd, bytes, signal) {
  let done = 0;
  do {
    check(signal);
    done += await settled(native.write(fd, bytes, done, Math.min(bytes.byteLength - done, STEP), CURRENT));
  } while (done < bytes.byteLength);
}

/** Whether `data` gives its content bit by bit. */
const isIterable = (data) =>
  data != null &&
  typeof data !== 'string' &&
  !ArrayBuffer.isView(data) &&
  (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');

async function writeParts(fd, parts, encoding, signal) {
  check(signal);
  for await (const part of parts) {
    check(signal);
    await writeSteps(fd, toBytes(part, encoding), signal);
  }
}

/** Writes until options.signal ends it. @param {ArrayBufferView | Iterable | AsyncIterable} data */
export async function writeFileUntil(path, data, options) {
  const { encoding, signal } = options;
  check(signal);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  await withDescriptor(path, toFlags(options.flag), mode, async (fd) => {
    if (isIterable(data)) await writeParts(fd, data, encoding, signal);
    else await writeSteps(fd, data, signal);
    if (toFlush(options.flush)) await settled(native.fsync(fd));
  });
}

/**
 * @param {string | Buffer | URL | FileHandle} path  a FileHandle is read from where it stands, and stays open
 * @param {string | { encoding?: string | null, flag?: string | number, signal?: AbortSignal }} [options]
 * @returns {Promise<Buffer | string>}
 * Node fsPromises.readFile since v10.0.0
 */
export async function readFile(path, options) {
  options = toOptions(options, readDefaults);
  if (path instanceof FileHandle) return await path.readFile(options);
  path = toPath(path);
  if (options.signal !== undefined) return await readFileUntil(path, options);
  const flags = toFlags(options.flag);
  return await settled(native.readFile(path, flags, textEncoding(options.encoding)), toContents);
}

/** The same for the descriptor of a FileHandle. */
export async function readDescriptor(fd, options) {
  options = toOptions(options, readDefaults);
  if (options.signal !== undefined) return await readFileUntil(fd, options);
  return await settled(native.readDescriptor(fd, textEncoding(options.encoding)), toContents);
}

async function write(path, data, options, defaults) {
  options = toOptions(options, defaults);
  const flag = options.flag || defaults.flag;
  const flush = toFlush(options.flush);
  const inParts = isIterable(data);
  if (!inParts) data = toBytes(data, options.encoding);
  if (inParts || flush || options.signal !== undefined) {
    const { encoding, mode, signal } = options;
    await writeFileUntil(path, data, { encoding, mode, signal, flag, flush });
  } else if (typeof path === 'number') {
    await settled(native.writeDescriptor(path, data));
  } else {
    await settled(native.writeFile(path, toFlags(flag), parseFileMode(options.mode, 'mode', 0o666), data));
  }
}

/**
 * @param {string | Buffer | URL | FileHandle} path  a FileHandle is written to where it stands, and stays open
 * @param {string | ArrayBufferView | Iterable | AsyncIterable} data
 * @param {string | { encoding?: string, mode?: number | string, flag?: string, flush?: boolean, signal?: AbortSignal }} [options]
 * Node fsPromises.writeFile since v10.0.0
 */
export async function writeFile(path, data, options) {
  if (path instanceof FileHandle) await path.writeFile(data, options);
  else await write(toPath(path), data, options, writeDefaults);
}

/** Node fsPromises.appendFile since v10.0.0 */
export async function appendFile(path, data, options) {
  if (path instanceof FileHandle) await path.appendFile(data, options);
  else await write(toPath(path), data, options, appendDefaults);
}

/** The same for the descriptor of a FileHandle. */
export const writeDescriptor = (fd, data, options) => write(fd, data, options, writeDefaults);
