// Blob and File of the File API (https://w3c.github.io/FileAPI/).
//
// A Blob is a list of parts that never change: MemoryPart here, FilePart of blob/file_part.js. Slices and Blobs made of Blobs share them.

import { binding } from './binding.js';
import { FastBuffer } from './buffer/allocation.js';
import { UTF8 } from './buffer/encodings.js';
import { isAnyArrayBuffer } from './buffer/kinds.js';
import { load } from './builtins.js';
import { codes } from './errors.js';
import { kClone, kDeserialize } from './messaging/symbols.js';

const { encodeToNew } = binding('buffer');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Bytes that a stream hands on at once. */
const CHUNK = 64 * 1024;

/** Bytes in memory that nobody else can change. */
export class MemoryPart {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get size() {
    return this.bytes.byteLength;
  }

  slice(start, end) {
    return new MemoryPart(this.bytes.subarray(start, end));
  }

  /** @returns {Promise<Uint8Array> | Uint8Array} bytes start to end */
  read(start, end) {
    return this.bytes.subarray(start, end);
  }

  [kClone]() {
    // A clone takes a view's whole memory along.
    return { bytes: this.bytes.byteLength === this.bytes.buffer.byteLength ? this.bytes : this.bytes.slice() };
  }
}

function partFrom({ bytes }) {
  return new MemoryPart(bytes);
}

function refuseThis(name) {
  return new codes.ERR_INVALID_THIS(name);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless Web IDL takes `options` for a dictionary */
function requireDictionary(options) {
  if (options != null && typeof options !== 'object' && typeof options !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'a dictionary', options);
  }
}

/** A media type as Blobs show it: lower case, or nothing where a character is not printable ASCII. */
function normalizeType(type) {
  type = `${type}`;
  return /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
}

function copyOf(source) {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  return new Uint8Array(source).slice();
}

/** Web IDL's [Clamp] long long: the nearest whole number, of two that are as near the even one. */
function toClamped(number) {
  const below = Math.floor(number);
  const past = number - below;
  if (past > 0) return past < 0.5 || (past === 0.5 && below % 2 === 0) ? below : below + 1;
  return number || 0;
}

/** A position within `size` from what Blob.slice takes: negative counts from the end. */
function clampPosition(position, size) {
  position = toClamped(+position);
  return position < 0 ? Math.max(size + position, 0) : Math.min(position, size);
}

/** @type {(value: unknown) => boolean} a Blob or a File */
export let isBlob;
/** @type {(value: unknown) => boolean} */
export let isFile;
let make;
let partsOf;

/** Node class Blob, since v15.7; File API, section 3. */
export class Blob {
  #parts = [];
  #size = 0;
  #type = '';

  static {
    make = (blob, parts, type) => {
      blob.#parts = parts;
      blob.#size = parts.reduce((sum, part) => sum + part.size, 0);
      blob.#type = type;
      return blob;
    };
    partsOf = (blob) => blob.#parts;
    isBlob = (value) => value !== null && typeof value === 'object' && #parts in value;
  }

  /**
   * @param {Iterable<ArrayBuffer | ArrayBufferView | Blob | string>} [sources]  anything else becomes a string
   * @param {{ type?: string, endings?: 'transparent' | 'native' }} [options]
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
   */
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    requireDictionary(options);
    const { type = '', endings: wanted = 'transparent' } = options ?? {};
    const endings = `${wanted}`;
    if (endings !== 'transparent' && endings !== 'native') {
      throw new codes.ERR_INVALID_ARG_VALUE('options.endings', endings);
    }
    const parts = [];
    for (const source of sources) {
      if (isBlob(source)) {
        parts.push(...source.#parts);
      } else if (isAnyArrayBuffer(source) || ArrayBuffer.isView(source)) {
        parts.push(new MemoryPart(copyOf(source)));
      } else {
        const text = endings === 'native' ? `${source}`.replace(/\r\n?/g, '\n') : `${source}`;
        parts.push(new MemoryPart(new Uint8Array(encodeToNew(text, UTF8))));
      }
    }
    make(this, parts, normalizeType(type));
  }

  /** The media type, lower case; '' where there is none. */
  get type() {
    if (!isBlob(this)) throw refuseThis('Blob');
    return this.#type;
  }

  /** In bytes. */
  get size() {
    if (!isBlob(this)) throw refuseThis('Blob');
    return this.#size;
  }

  /**
   * A Blob of bytes start to end of this one, which are not copied.
   * @param {number} [start=0]  negative counts from the end
   * @param {number} [end]
   * @param {string} [contentType='']
   * @returns {Blob}
   */
  slice(start = 0, end = this.size, contentType = '') {
    if (!isBlob(this)) throw refuseThis('Blob');
    start = clampPosition(start, this.#size);
    end = clampPosition(end, this.#size);
    const parts = [];
    let at = 0;
    for (const part of this.#parts) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, part.size);
      if (from < to) parts.push(part.slice(from, to));
      at += part.size;
    }
    return make(new Blob(), parts, normalizeType(contentType));
  }

  /** @returns {Promise<ArrayBuffer>} a copy of all bytes */
  async arrayBuffer() {
    return (await gather(this)).buffer;
  }

  /** @returns {Promise<string>} the bytes read as UTF-8, without a byte order mark */
  async text() {
    const bytes = await gather(this);
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return new FastBuffer(bytes.buffer, marked ? 3 : 0).toString();
  }

  /** @returns {Promise<Uint8Array>} a copy of all bytes */
  async bytes() {
    return gather(this);
  }

  /** @returns {ReadableStream<Uint8Array>} of the bytes */
  stream() {
    if (!isBlob(this)) throw refuseThis('Blob');
    return streamOf(this.#parts);
  }

  /** Its parts are shared with the copy: nobody can change them. */
  [kClone]() {
    const parts = this.#parts.map((part) => part[kClone]());
    return { data: { parts, type: this.#type }, deserializeInfo: 'internal/blob:Blob' };
  }

  static [kDeserialize]({ parts, type }) {
    return make(new Blob(), parts.map(partFrom), type);
  }

  [customInspect](depth, options) {
    if (depth < 0) return '[Blob]';
    return `Blob ${inspectFields({ size: this.size, type: this.type }, options)}`;
  }
}

function inspectFields(fields, options) {
  return load('util').inspect(fields, { ...options, depth: options?.depth == null ? null : options.depth - 1 });
}

async function gather(blob) {
  if (!isBlob(blob)) throw refuseThis('Blob');
  const bytes = new Uint8Array(blob.size);
  let at = 0;
  for (const part of partsOf(blob)) {
    const chunk = await part.read(0, part.size);
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function streamOf(parts) {
  const { ReadableStream } = load('stream/web');
  let index = 0;
  let at = 0;
  return new ReadableStream(
    {
      type: 'bytes',
      async pull(controller) {
        while (index < parts.length && at >= parts[index].size) {
          // an empty file, too, has to be as it was
          if (at === 0) await parts[index].read(0, 0);
          index++;
          at = 0;
        }
        if (index === parts.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const wanted = controller.byobRequest?.view;
        const end = Math.min(parts[index].size, at + (wanted?.byteLength ?? CHUNK));
        const chunk = await parts[index].read(at, end);
        at = end;
        if (wanted) {
          new Uint8Array(wanted.buffer, wanted.byteOffset, chunk.byteLength).set(chunk);
          controller.byobRequest.respond(chunk.byteLength);
        } else {
          controller.enqueue(chunk.slice());
        }
      },
    },
    { highWaterMark: 0 },
  );
}

/** Node class File, since v18.13; File API, section 4. */
export class File extends Blob {
  #name;
  #lastModified;

  /**
   * @param {Iterable<ArrayBuffer | ArrayBufferView | Blob | string>} fileBits
   * @param {string} fileName
   * @param {{ type?: string, endings?: string, lastModified?: number }} [options]  lastModified in ms since 1970, now by default
   * @throws {TypeError} ERR_MISSING_ARGS, and what Blob throws
   */
  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('fileBits', 'fileName');
    requireDictionary(options);
    super(fileBits, options);
    const lastModified = options?.lastModified;
    this.#lastModified = lastModified === undefined ? Date.now() : Math.trunc(+lastModified) || 0;
    this.#name = `${fileName}`.toWellFormed();
  }

  get name() {
    if (!isFile(this)) throw refuseThis('File');
    return this.#name;
  }

  /** In ms since 1970. */
  get lastModified() {
    if (!isFile(this)) throw refuseThis('File');
    return this.#lastModified;
  }

  [kClone]() {
    const { data } = super[kClone]();
    return {
      data: { ...data, name: this.#name, lastModified: this.#lastModified },
      deserializeInfo: 'internal/blob:File',
    };
  }

  static [kDeserialize]({ parts, type, name, lastModified }) {
    return make(new File([], name, { lastModified }), parts.map(partFrom), type);
  }

  [customInspect](depth, options) {
    if (depth < 0) return '[File]';
    const { size, type } = this;
    return `File ${inspectFields({ size, type, name: this.#name, lastModified: this.#lastModified }, options)}`;
  }

  static {
    isFile = (value) => value !== null && typeof value === 'object' && #name in value;
  }
}

for (const [Class, names] of [
  [Blob, ['size', 'type', 'slice', 'stream', 'text', 'arrayBuffer', 'bytes']],
  [File, ['name', 'lastModified']],
]) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  Object.defineProperty(Class.prototype, customInspect, { enumerable: false });
}

/**
 * A Blob over parts that are there already.
 * @param {MemoryPart[]} parts
 * @param {string} type
 */
export function blobOf(parts, type) {
  return make(new Blob(), parts, normalizeType(type));
}

/** Blobs that have a URL, by its id. */
const published = new Map();
const PREFIX = 'blob:nodedata:';

/**
 * Node URL.createObjectURL, since v16.7: a URL under which this thread finds the Blob until it is revoked.
 * @param {Blob} blob
 * @returns {string}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function createObjectURL(blob) {
  if (!isBlob(blob)) throw new codes.ERR_INVALID_ARG_TYPE('obj', 'Blob', blob);
  const id = load('crypto').randomUUID();
  published.set(id, blob);
  return PREFIX + id;
}

/**
 * Node URL.revokeObjectURL, since v16.7.
 * @param {string} url
 */
export function revokeObjectURL(url) {
  url = `${url}`;
  if (url.startsWith(PREFIX)) published.delete(url.slice(PREFIX.length));
}

/**
 * Node buffer.resolveObjectURL, since v16.7.
 * @param {string} url
 * @returns {Blob | undefined}
 */
export function resolveObjectURL(url) {
  url = `${url}`;
  const blob = url.startsWith(PREFIX) ? published.get(url.slice(PREFIX.length)) : undefined;
  return blob && make(new Blob(), partsOf(blob), blob.type);
}
