// The compile cache: what the engine made of a source, kept on disk for the next start (Node: "Modules: node:module API",
// "Module compile cache"). An entry is a file: a header, the name it is for, and the engine's bytes (or the JavaScript that
// TypeScript became).
import fs from '../../fs.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { Buffer } from '../../buffer.js';
import { relative, resolve as resolvePath } from '../path/posix.js';
import { onExited } from '../process/exit.js';
import { pathFromHref } from './file_url.js';

const { engineCacheVersion, hashText } = binding('loader');
const { writeText } = binding('process');
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = fs;

export const STATUS = Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 });

const MAGIC = 0x526f6331;
/** In 32-bit words: magic, hash of the source, hash of the content, bytes of the name, bytes of the content. */
const HEADER_WORDS = 5;

let directory;
let base;
let portable = false;
let say;
let entries;

export const isEnabled = () => directory !== undefined;

/** @returns {string | undefined} where entries of this version are kept. Node module.getCompileCacheDir since v22.8.0 */
export function getCompileCacheDir() {
  return directory;
}

function chooseLog() {
  const debug = process.env.NODE_DEBUG_NATIVE?.split(',').includes('COMPILE_CACHE');
  say = debug ? (text) => writeText(2, `[compile cache] ${text}\n`) : undefined;
}

/** Entries of another version, architecture or user are of no use, or not to be trusted. */
function versionFolder() {
  const engine = engineCacheVersion().toString(16);
  return `${process.version}-${process.versions.rondo}-${process.arch}-${engine}-${process.getuid?.() ?? 0}`;
}

function enable(folder, isPortable) {
  chooseLog();
  if (directory !== undefined) return { status: STATUS.ALREADY_ENABLED, directory };
  if (process.env.NODE_DISABLE_COMPILE_CACHE) {
    say?.('Disabled by NODE_DISABLE_COMPILE_CACHE');
    return { status: STATUS.DISABLED, message: 'Disabled by NODE_DISABLE_COMPILE_CACHE' };
  }
  const wanted = resolvePath(folder, versionFolder());
  try {
    mkdirSync(wanted, { recursive: true });
  } catch (error) {
    return { status: STATUS.FAILED, message: `Cannot create cache directory: ${error.message}` };
  }
  base = resolvePath(folder);
  directory = wanted;
  portable = isPortable;
  entries = new Map();
  say?.(`using cache directory ${directory}`);
  onExited(flushCompileCache);
  return { status: STATUS.ENABLED, directory };
}

/** NODE_COMPILE_CACHE=folder: from the start on. */
export function enableByEnvironment() {
  const { NODE_COMPILE_CACHE, NODE_COMPILE_CACHE_PORTABLE } = process.env;
  if (NODE_COMPILE_CACHE) enable(NODE_COMPILE_CACHE, NODE_COMPILE_CACHE_PORTABLE === '1');
}

/**
 * @param {string | { directory?: string, portable?: boolean }} [options]  a folder; default: NODE_COMPILE_CACHE, or one for temporary files
 * @returns {{ status: number, message?: string, directory?: string }} a value of STATUS
 * @throws ERR_INVALID_ARG_TYPE. Node module.enableCompileCache since v22.8.0
 */
export function enableCompileCache(options = undefined) {
  let folder = options;
  let isPortable = process.env.NODE_COMPILE_CACHE_PORTABLE === '1';
  if (typeof options === 'object' && options !== null) {
    folder = options.directory;
    if (options.portable !== undefined) isPortable = Boolean(options.portable);
  }
  if (folder !== undefined && typeof folder !== 'string')
    throw new codes.ERR_INVALID_ARG_TYPE('cacheDir', 'string', folder);
  folder ??= process.env.NODE_COMPILE_CACHE || resolvePath(load('os').tmpdir(), 'node-compile-cache');
  return enable(folder, isPortable);
}

class Entry {
  /** Bytes that were read, while they are valid for the source. */
  content;
  /** Whether `content` is what a new entry would hold. */
  fresh = false;
  /** Gives what to write: Uint8Array. */
  produce;

  constructor(kind, name, source) {
    this.kind = kind;
    this.name = name;
    this.sourceHash = hashText(source);
    this.key = portable ? relative(base, name) : name;
    this.path = `${directory}/${hashText(`${kind}:${this.key}`).toString(16).padStart(8, '0')}${this.key.length.toString(16)}`;
    this.read();
  }

  get label() {
    return `${this.kind} ${this.name}`;
  }

  read() {
    const log = say && ((text) => say(`reading cache from ${this.path} for ${this.label}...${text}`));
    let bytes;
    try {
      bytes = readFileSync(this.path);
    } catch (error) {
      log?.(` ${error.code}`);
      return;
    }
    const header =
      bytes.length < HEADER_WORDS * 4
        ? []
        : new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + HEADER_WORDS * 4));
    const [magic, sourceHash, contentHash, nameLength, length] = header;
    const start = HEADER_WORDS * 4 + nameLength;
    if (magic !== MAGIC || bytes.length !== start + length) {
      log?.(' magic number or size mismatch');
    } else if (sourceHash !== this.sourceHash) {
      log?.(` code hash mismatch: expected ${this.sourceHash}, actual ${sourceHash}`);
    } else if (bytes.toString('utf8', HEADER_WORDS * 4, start) !== this.key) {
      log?.(' it is for another file');
    } else {
      const content = bytes.subarray(start);
      if (hashText(content) === contentHash) this.content = content;
      log?.(this.content === undefined ? ' content hash mismatch' : ` success, size=${length}`);
    }
  }

  /** What the engine said of the bytes that it was given. */
  accepted(isAccepted) {
    this.fresh = isAccepted;
    if (isAccepted) say?.(`V8 code cache for ${this.label} was accepted, keeping the in-memory entry`);
    else
      say?.(
        `V8 code cache for ${this.label} was ${this.content === undefined ? 'not initialized, initializing' : 'rejected, refreshing'} the in-memory entry`,
      );
  }

  /** Content that is text. */
  takeText() {
    this.fresh = true;
    say?.(`retrieving transpile cache for ${this.label}... success`);
    return this.content.toString();
  }

  keepText(text) {
    say?.(`no transpile cache for ${this.label}`);
    say?.(`saving transpilation cache for ${this.label}`);
    this.produce = () => Buffer.from(text);
  }

  write() {
    if (this.produce === undefined && !this.fresh) {
      say?.(`skip ${this.label} because the cache was not initialized`);
      return;
    }
    if (this.fresh) {
      say?.(`skip persisting ${this.label} because cache was the same`);
      return;
    }
    const content = this.produce();
    const name = Buffer.from(this.key);
    const header = new Uint32Array([MAGIC, this.sourceHash, hashText(content), name.length, content.length]);
    const part = `${this.path}.${process.pid}`;
    try {
      writeFileSync(part, Buffer.concat([new Uint8Array(header.buffer), name, content]));
      renameSync(part, this.path);
      this.fresh = true;
      say?.(`writing cache for ${this.label}... success`);
    } catch (error) {
      if (existsSync(part)) rmSync(part);
      say?.(`writing cache for ${this.label}... failed: ${error.message}`);
    }
  }
}

/**
 * The entry of a source; undefined while the cache is off, or for what is no file.
 * @param {string} kind  'CommonJS', 'ESM', 'StrippedTypeScript', ...
 * @param {string} name  path or file: URL
 * @param {string} source
 * @returns {Entry | undefined}
 */
export function cacheEntry(kind, name, source) {
  if (directory === undefined) return undefined;
  const filename = name.startsWith('file:') && !/[?#]/.test(name) ? pathFromHref(name) : name;
  if (!filename.startsWith('/')) return undefined;
  const key = `${kind}:${filename}`;
  let entry = entries.get(key);
  if (entry === undefined) {
    entry = new Entry(kind, filename, source);
    entries.set(key, entry);
  }
  return entry;
}

/** Writes what is new to the disk. Node module.flushCompileCache since v22.10.0 */
export function flushCompileCache() {
  if (directory === undefined) return;
  for (const entry of entries.values()) entry.write();
  say?.('module.flushCompileCache() finished');
}
