// globalThis.performance

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { defineEventHandler, Event, EventTarget } from '../event_target.js';
import { enumerable, INTERNAL, tag } from './entry.js';
import { eventLoopUtilization, nodeTiming } from './milestones.js';
import { now } from './now.js';
import {
  clearResourceTimings,
  markResourceTiming,
  onBufferFull,
  setResourceTimingBufferSize,
} from './resource_timing.js';
import { select } from './timeline.js';
import { timerify } from './timerify.js';
import { clearMarks, clearMeasures, mark, measure } from './user_timing.js';

const { timeOrigin } = binding('perf_hooks');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Source: High Resolution Time, "The Performance interface"; Node since v8.5.0. */
export class Performance extends EventTarget {
  constructor(token) {
    if (token !== INTERNAL) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  /** @returns {PerformanceEntry[]} all of the timeline, by start time */
  getEntries() {
    return select();
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return select(`${name}`, type === undefined ? undefined : `${type}`);
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    return select(undefined, `${type}`);
  }

  /** ms since 1970 at which the process started, with a fraction: what now() counts from */
  get timeOrigin() {
    return timeOrigin();
  }

  toJSON() {
    return { nodeTiming: this.nodeTiming, timeOrigin: timeOrigin(), eventLoopUtilization: eventLoopUtilization() };
  }

  [customInspect](depth, options) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `Performance ${load('internal/util/inspect').inspect({ nodeTiming: this.nodeTiming, timeOrigin: timeOrigin() }, inner)}`;
  }
}

const shown = { clearMarks, clearMeasures, clearResourceTimings, mark, measure, now, setResourceTimingBufferSize };
for (const [name, value] of Object.entries(shown)) {
  Object.defineProperty(Performance.prototype, name, { value, enumerable: true, writable: true, configurable: true });
}
for (const [name, value] of Object.entries({ eventLoopUtilization, nodeTiming, markResourceTiming, timerify })) {
  Object.defineProperty(Performance.prototype, name, { value, writable: true, configurable: true });
}
enumerable(Performance.prototype, ['getEntries', 'getEntriesByName', 'getEntriesByType', 'timeOrigin', 'toJSON']);
tag(Performance);
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

export const performance = new Performance(INTERNAL);
onBufferFull(() => performance.dispatchEvent(new Event('resourcetimingbufferfull')));
