//# allFunctionsCalledOnLoad
// Memory for Buffers: on V8's own heap while small, from a shared pool where its contents need no clearing, from the
// isolate's allocator else.

import { binding } from '../binding.js';
import { options } from '../options.js';
import { onStart } from '../start.js';
import { Buffer } from './constructor.js';
import { UTF8 } from './encodings.js';

const { createUninitialized, encodeInto, encodeUtf8, markUntransferable } = binding('buffer');

/** What V8 keeps within the typed array object itself (bytes). */
const ON_HEAP_MAX = 64;

/**
 * The class behind every Buffer: `Buffer.prototype` is its prototype. It exists beside Buffer because
 * `Buffer` is a function that programs call without new.
 */
export class FastBuffer extends Uint8Array {
  constructor(bufferOrLength, byteOffset, length) {
    super(bufferOrLength, byteOffset, length);
  }
}

let pool = null;
let poolLength = 0;
let poolUsed = 0;

let createMemory = createUninitialized;

onStart(() => {
  pool = null;
  poolLength = poolUsed = 0;
  createMemory = options['zero-fill-buffers'] ? (size) => new ArrayBuffer(size) : createUninitialized;
});

function renewPool() {
  poolLength = Buffer.poolSize;
  pool = createMemory(poolLength);
  markUntransferable(pool);
  poolUsed = 0;
}

/** @returns {number} the size (bytes) below which allocateUnsafe() takes from the pool */
export function poolThreshold() {
  return Buffer.poolSize >>> 1;
}

/**
 * @param {number} size  bytes, already validated
 * @returns {FastBuffer} cleared
 * @throws {RangeError} where the memory is not to be had
 */
export function allocateZeroed(size) {
  return new FastBuffer(size);
}

/**
 * @param {number} size  bytes, already validated
 * @returns {FastBuffer} of its own memory, with any contents
 * @throws {RangeError} ERR_MEMORY_ALLOCATION_FAILED
 */
export function allocateUnpooled(size) {
  return size <= ON_HEAP_MAX ? new FastBuffer(size) : new FastBuffer(createMemory(size));
}

/**
 * @param {number} size  bytes, already validated
 * @returns {FastBuffer} with any contents, perhaps a part of the pool
 * @throws {RangeError} ERR_MEMORY_ALLOCATION_FAILED
 */
export function allocateUnsafe(size) {
  if (size <= 0) return new FastBuffer();
  if (size >= poolThreshold()) return allocateUnpooled(size);
  if (pool === null || size > poolLength - poolUsed) renewPool();
  const start = poolUsed;
  alignPool(size);
  return new FastBuffer(pool, start, size);
}

/** Takes `size` bytes off the pool; what comes next begins at a multiple of eight, which typed arrays over it need. */
function alignPool(size) {
  poolUsed = (poolUsed + size + 7) & ~7;
}

/**
 * @param {string} string
 * @param {number} encoding  its number
 * @param {number} room  bytes that suffice, less than poolThreshold()
 * @returns {FastBuffer} the string's bytes, in the pool
 */
export function encodeToPool(string, encoding, room) {
  if (pool === null || room > poolLength - poolUsed) renewPool();
  const start = poolUsed;
  const written = encoding === UTF8 ? encodeUtf8(pool, string, start) : encodeInto(pool, string, start, room, encoding);
  alignPool(written);
  return new FastBuffer(pool, start, written);
}
