// PerformanceEntry and what of it programs make themselves: marks and measures.

import { load } from '../builtins.js';
import { codes } from '../errors.js';

const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** First argument of the constructors, for the library itself. */
export const INTERNAL = Symbol('internal');

/** Lets `names` of a prototype be seen by loops over its instances. */
export function enumerable(prototype, names) {
  for (const name of names) Object.defineProperty(prototype, name, { enumerable: true });
}

/** Gives a class its toStringTag. */
export function tag(Class) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

/** Source: Performance Timeline, "The PerformanceEntry interface"; Node since v8.5.0. */
export class PerformanceEntry {
  #name;
  #entryType;
  #startTime;
  #duration;

  constructor(token, name, entryType, startTime, duration) {
    if (token !== INTERNAL) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#name = name;
    this.#entryType = entryType;
    this.#startTime = startTime;
    this.#duration = duration;
  }

  #check() {
    if (typeof this !== 'object' || this === null || !(#name in this))
      throw new codes.ERR_INVALID_THIS('PerformanceEntry');
  }

  get name() {
    this.#check();
    return this.#name;
  }

  get entryType() {
    this.#check();
    return this.#entryType;
  }

  /** ms since performance.timeOrigin */
  get startTime() {
    this.#check();
    return this.#startTime;
  }

  /** ms */
  get duration() {
    this.#check();
    return this.#duration;
  }

  [customInspect](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `${this.constructor.name} ${load('internal/util/inspect').inspect(this.toJSON(), inner)}`;
  }

  toJSON() {
    this.#check();
    return { name: this.#name, entryType: this.#entryType, startTime: this.#startTime, duration: this.#duration };
  }
}
enumerable(PerformanceEntry.prototype, ['name', 'entryType', 'startTime', 'duration', 'toJSON']);
tag(PerformanceEntry);

/** An entry with a value that explains it: what a timerified function was called with, what was collected. */
export class PerformanceNodeEntry extends PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) {
    super(INTERNAL, name, entryType, startTime, duration);
    this.detail = detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.detail };
  }
}
Object.defineProperty(PerformanceNodeEntry, 'name', { value: 'PerformanceEntry' });
