// How much a stream buffers.
import { codes } from '../errors.js';
import { validateFunction } from '../validators.js';
import { invalidThis, outOfRange } from './errors.js';
import { finishFace } from './face.js';

const byteLength = { size: (chunk) => chunk.byteLength }.size;
const one = { size: () => 1 }.size;

function takeHighWaterMark(init) {
  if (typeof init !== 'object' || init === null) throw new codes.ERR_INVALID_ARG_TYPE('init', 'Object', init);
  if (init.highWaterMark === undefined) throw new codes.ERR_MISSING_OPTION('init.highWaterMark');
  return +init.highWaterMark;
}

/** Counts bytes. Source: Streams Standard, ByteLengthQueuingStrategy. */
export class ByteLengthQueuingStrategy {
  #highWaterMark;

  /** @param {{highWaterMark: number}} init  bytes */
  constructor(init) {
    this.#highWaterMark = takeHighWaterMark(init);
  }

  get highWaterMark() {
    if (!(#highWaterMark in this)) throw invalidThis('ByteLengthQueuingStrategy');
    return this.#highWaterMark;
  }

  get size() {
    if (!(#highWaterMark in this)) throw invalidThis('ByteLengthQueuingStrategy');
    return byteLength;
  }
}

/** Counts chunks. Source: Streams Standard, CountQueuingStrategy. */
export class CountQueuingStrategy {
  #highWaterMark;

  /** @param {{highWaterMark: number}} init  chunks */
  constructor(init) {
    this.#highWaterMark = takeHighWaterMark(init);
  }

  get highWaterMark() {
    if (!(#highWaterMark in this)) throw invalidThis('CountQueuingStrategy');
    return this.#highWaterMark;
  }

  get size() {
    if (!(#highWaterMark in this)) throw invalidThis('CountQueuingStrategy');
    return one;
  }
}

const show = ({ highWaterMark }) => ({ highWaterMark });
finishFace(ByteLengthQueuingStrategy, show);
finishFace(CountQueuingStrategy, show);

/** Refuses what is no strategy. @throws ERR_INVALID_ARG_TYPE */
export function validateStrategy(strategy, name) {
  if (strategy !== undefined && strategy !== null && typeof strategy !== 'object' && typeof strategy !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE(name, 'Object', strategy);
  }
}

/** (ExtractHighWaterMark) @throws {RangeError} ERR_INVALID_ARG_VALUE */
export function highWaterMarkOf(strategy, standard) {
  const given = strategy?.highWaterMark;
  if (given === undefined) return standard;
  const value = +given;
  if (Number.isNaN(value) || value < 0) throw outOfRange('strategy.highWaterMark', value);
  return value;
}

/** (ExtractSizeAlgorithm) @returns {Function|undefined} undefined where each chunk counts as one */
export function sizeOf(strategy) {
  const size = strategy?.size;
  if (size === undefined) return undefined;
  validateFunction(size, 'strategy.size');
  return size;
}

/** Whether it can be the size of a chunk. (EnqueueValueWithSize) */
export function isSize(value) {
  return typeof value === 'number' && value >= 0 && value !== Infinity;
}
