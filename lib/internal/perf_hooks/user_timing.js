// performance.mark and performance.measure.

import { codes } from '../errors.js';
import { load } from '../builtins.js';
import { validateNumber, validateObject, validateString } from '../validators.js';
import { enumerable, INTERNAL, PerformanceEntry, tag } from './entry.js';
import { MILESTONES, nodeTiming } from './milestones.js';
import { now } from './now.js';
import { enqueue } from './observe.js';
import { buffer, clear } from './timeline.js';

const times = new Map(); // name of a mark -> start time of the last one

function clone(detail) {
  if (detail === undefined || detail === null) return null;
  return ['function', 'object', 'symbol'].includes(typeof detail) ? globalThis.structuredClone(detail) : detail;
}

function validateTime(value, name) {
  validateNumber(value, name);
  if (value < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(value);
  return value;
}

/** Source: User Timing, "The PerformanceMark interface"; Node since v16.0.0. */
export class PerformanceMark extends PerformanceEntry {
  #detail;

  /**
   * @param {string} name
   * @param {{startTime?: number, detail?: *}} [options]  startTime: ms since performance.timeOrigin, by default now
   * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_VALUE for the name of a milestone, ERR_PERFORMANCE_INVALID_TIMESTAMP
   */
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (MILESTONES.includes(name)) throw new codes.ERR_INVALID_ARG_VALUE('name', name);
    if (options !== undefined && options !== null) validateObject(options, 'options');
    const startTime = options?.startTime == null ? now() : validateTime(options.startTime, 'startTime');
    super(INTERNAL, name, 'mark', startTime, 0);
    this.#detail = clone(options?.detail);
  }

  get detail() {
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
enumerable(PerformanceMark.prototype, ['detail', 'toJSON']);
tag(PerformanceMark);

/** Source: User Timing, "The PerformanceMeasure interface"; Node since v16.0.0. */
export class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(token, name, startTime, duration, detail) {
    super(token, name, 'measure', startTime, duration);
    this.#detail = detail;
  }

  get detail() {
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
enumerable(PerformanceMeasure.prototype, ['detail', 'toJSON']);
tag(PerformanceMeasure);

/** Notes a moment. @returns {PerformanceMark} @throws as its constructor. Source: Node since v8.5.0. */
export function mark(name, options) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
  const made = new PerformanceMark(name, options);
  times.set(made.name, made.startTime);
  enqueue(made);
  buffer(made);
  return made;
}

/** Forgets the marks of a name, or all. */
export function clearMarks(name) {
  const only = name === undefined ? undefined : `${name}`;
  if (only === undefined) times.clear();
  else times.delete(only);
  clear('mark', only);
}

// The time that a mark's name, a milestone's or a number stands for.
function timeOf(value) {
  if (typeof value === 'number') {
    if (value < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(value);
    return value;
  }
  const name = `${value}`;
  if (MILESTONES.includes(name)) return nodeTiming[name];
  const time = times.get(name);
  if (time !== undefined) return time;
  const { DOMException } = load('internal/dom_exception');
  throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
}

/**
 * Notes the time between two moments: marks, milestones, or ms since performance.timeOrigin.
 * @param {string} name
 * @param {string|object} [startOrOptions]  or { start, end, duration, detail }; by default from the origin
 * @param {string} [endMark]  by default up to now
 * @returns {PerformanceMeasure}
 * @throws ERR_INVALID_ARG_TYPE, ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS, a SyntaxError of DOMException for an unknown mark
 * Source: User Timing, "measure()"; Node since v8.5.0.
 */
export function measure(name, startOrOptions, endMark) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
  validateString(name, 'name');
  let options = { start: startOrOptions ?? undefined, end: endMark };
  if (startOrOptions !== null && typeof startOrOptions === 'object') {
    options = startOrOptions;
    if (endMark !== undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
    }
    if (options.start !== undefined && options.end !== undefined && options.duration !== undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
        'Must not have options.start, options.end, and options.duration specified',
      );
    }
  }
  const { start, end, duration, detail } = options;
  let startTime = 0;
  let endTime;
  if (end !== undefined) endTime = timeOf(end);
  else if (start !== undefined && duration !== undefined) endTime = timeOf(start) + timeOf(duration);
  else endTime = now();
  if (start !== undefined) startTime = timeOf(start);
  else if (end !== undefined && duration !== undefined) startTime = endTime - timeOf(duration);
  const made = new PerformanceMeasure(INTERNAL, name, startTime, endTime - startTime, clone(detail));
  enqueue(made);
  buffer(made);
  return made;
}

/** Forgets the measures of a name, or all. */
export function clearMeasures(name) {
  clear('measure', name === undefined ? undefined : `${name}`);
}
