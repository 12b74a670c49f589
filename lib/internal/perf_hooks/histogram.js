// Histograms: createHistogram, monitorEventLoopDelay.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { kClone, kDeserialize } from '../messaging/symbols.js';
import { validateInteger, validateNumber, validateObject } from '../validators.js';
import { INTERNAL } from './entry.js';

const { DelayMonitor, Histogram: NativeHistogram, receiveHistogram, shareHistogram } = binding('perf_hooks');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Whether value is a histogram. */
export let isHistogram;
let nativeOf;

/** Source: Node class Histogram since v11.10.0. */
export class Histogram {
  #native;

  static {
    isHistogram = (value) => typeof value === 'object' && value !== null && #native in value;
    nativeOf = (histogram) => histogram.#native;
  }

  constructor(token, native) {
    if (token !== INTERNAL) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#native = native;
  }

  #of() {
    if (!isHistogram(this)) throw new codes.ERR_INVALID_THIS('Histogram');
    return this.#native;
  }

  get count() {
    return this.#of().count(false);
  }

  get countBigInt() {
    return this.#of().count(true);
  }

  get min() {
    return this.#of().min(false);
  }

  get minBigInt() {
    return this.#of().min(true);
  }

  get max() {
    return this.#of().max(false);
  }

  get maxBigInt() {
    return this.#of().max(true);
  }

  get mean() {
    return this.#of().mean();
  }

  /** How many values were too large to be counted. */
  get exceeds() {
    return this.#of().exceeds(false);
  }

  get exceedsBigInt() {
    return this.#of().exceeds(true);
  }

  get stddev() {
    return this.#of().deviation();
  }

  /** @param {number} percent  above 0, up to 100 @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
  percentile(percent) {
    return this.#of().percentile(validatePercent(percent), false);
  }

  percentileBigInt(percent) {
    return this.#of().percentile(validatePercent(percent), true);
  }

  /** @returns {Map<number, number>} percent -> value */
  get percentiles() {
    return pairs(this.#of().percentiles(false));
  }

  get percentilesBigInt() {
    return pairs(this.#of().percentiles(true));
  }

  reset() {
    this.#of().reset();
  }

  /** Both see what either records. */
  [kClone]() {
    const kind = this instanceof RecordableHistogram ? 'RecordableHistogram' : 'Histogram';
    return { data: { memory: shareHistogram(this.#of()) }, deserializeInfo: `internal/perf_hooks/histogram:${kind}` };
  }

  static [kDeserialize]({ memory }) {
    return new this(INTERNAL, receiveHistogram(NativeHistogram, memory));
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles) };
  }

  [customInspect](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `Histogram ${load('internal/util/inspect').inspect({ min, max, mean, exceeds, stddev, count, percentiles }, inner)}`;
  }
}

function validatePercent(percent) {
  validateNumber(percent, 'percentile');
  if (Number.isNaN(percent) || percent <= 0 || percent > 100) {
    throw new codes.ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percent);
  }
  return percent;
}

function pairs(flat) {
  const map = new Map();
  for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
  return map;
}

/** Source: Node class RecordableHistogram since v15.9.0. */
export class RecordableHistogram extends Histogram {
  /** @param {number|bigint} value  from 1 @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
  record(value) {
    if (typeof value !== 'bigint') {
      if (!Number.isInteger(value)) throw new codes.ERR_INVALID_ARG_TYPE('val', ['integer', 'bigint'], value);
      if (value < 1 || value > Number.MAX_SAFE_INTEGER) {
        throw new codes.ERR_OUT_OF_RANGE('val', 'a safe integer greater than 0', value);
      }
    }
    nativeOf(this).record(value);
  }

  /** Records the ns since the last call; the first records nothing. */
  recordDelta() {
    nativeOf(this).recordDelta();
  }

  /** Adds what another one recorded. @throws ERR_INVALID_ARG_TYPE */
  add(other) {
    if (!isHistogram(other)) throw new codes.ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    nativeOf(this).add(nativeOf(other));
  }
}

/** Source: Node class IntervalHistogram since v11.10.0. */
class ELDHistogram extends Histogram {
  #monitor;
  #enabled = false;

  constructor(token, native, resolution) {
    super(token, native);
    this.#monitor = new DelayMonitor(native, resolution);
  }

  /** Starts to record. @returns {boolean} false if it did already */
  enable() {
    if (this.#enabled) return false;
    this.#enabled = true;
    this.#monitor.start(true);
    return true;
  }

  /** @returns {boolean} false if it did not record */
  disable() {
    if (!this.#enabled) return false;
    this.#enabled = false;
    this.#monitor.stop();
    return true;
  }

  [Symbol.dispose]() {
    this.disable();
  }
}

function validateLimit(value, name, least) {
  if (typeof value !== 'bigint') validateInteger(value, name, Number(least));
  else if (value < BigInt(least)) throw new codes.ERR_OUT_OF_RANGE(name, `>= ${least}`, value);
}

/**
 * @param {object} [options]
 * @param {number|bigint} [options.lowest]  smallest value to tell apart, 1 by default
 * @param {number|bigint} [options.highest]  largest, at least twice as large
 * @param {number} [options.figures]  digits that are exact, 1..5
 * @returns {RecordableHistogram}
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 * Source: Node perf_hooks.createHistogram since v15.9.0.
 */
export function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  validateLimit(lowest, 'options.lowest', 1);
  validateLimit(highest, 'options.highest', typeof highest === 'bigint' ? 2n * BigInt(lowest) : 2 * Number(lowest));
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(INTERNAL, new NativeHistogram(lowest, highest, figures));
}

/**
 * @param {{resolution?: number}} [options]  ms between two looks, 10 by default
 * @returns {ELDHistogram} of how long that takes indeed, in ns; to be enabled
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 * Source: Node perf_hooks.monitorEventLoopDelay since v11.10.0.
 */
export function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  // An hour is what a delay may take; it is recorded in ns.
  return new ELDHistogram(INTERNAL, new NativeHistogram(1, 3_600_000_000_000, 3), resolution);
}
