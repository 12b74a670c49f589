// performance.nodeTiming: when the process and its loop reached what.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { enumerable, INTERNAL, PerformanceEntry, tag } from './entry.js';
import { now } from './now.js';

const { bootstrapped, engineStarted, loopEnded, loopIdle, loopMetrics, loopStarted, opened, optionsRead } =
  binding('perf_hooks');

/** Names that stand for a milestone where a mark can be named. */
export const MILESTONES = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];

/** Source: Node class PerformanceNodeTiming since v8.5.0. Times in ms since performance.timeOrigin, -1 for not yet. */
export class PerformanceNodeTiming extends PerformanceEntry {
  constructor(token) {
    if (token !== INTERNAL) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super(INTERNAL, 'node', 'node', 0, 0);
    // Own properties: programs copy them with `{ ...performance.nodeTiming }`.
    const getters = {
      name: () => 'node',
      entryType: () => 'node',
      startTime: () => 0,
      duration: now,
      nodeStart: optionsRead,
      v8Start: engineStarted,
      environment: opened,
      loopStart: loopStarted,
      loopExit: loopEnded,
      bootstrapComplete: bootstrapped,
      idleTime: loopIdle,
      uvMetricsInfo() {
        const [loopCount, events, eventsWaiting] = loopMetrics();
        return { loopCount, events, eventsWaiting };
      },
    };
    for (const [name, get] of Object.entries(getters)) {
      Object.defineProperty(this, name, { get, enumerable: true, configurable: true });
    }
  }

  toJSON() {
    const {
      name,
      startTime,
      duration,
      nodeStart,
      v8Start,
      environment,
      loopStart,
      loopExit,
      bootstrapComplete,
      idleTime,
    } = this;
    return {
      name,
      entryType: 'node',
      startTime,
      duration,
      nodeStart,
      v8Start,
      bootstrapComplete,
      environment,
      loopStart,
      loopExit,
      idleTime,
    };
  }
}
enumerable(PerformanceNodeTiming.prototype, ['toJSON']);
tag(PerformanceNodeTiming);

export const nodeTiming = new PerformanceNodeTiming(INTERNAL);

/**
 * How busy the loop was: since its start; since `first`; or from `second` to `first`.
 * @param {{idle: number, active: number}} [first]  what a call returned
 * @param {{idle: number, active: number}} [second]  what an earlier call returned
 * @returns {{idle: number, active: number, utilization: number}} ms, ms, 0..1
 * Source: Node performance.eventLoopUtilization since v14.10.0.
 */
export function eventLoopUtilization(first, second) {
  const started = loopStarted();
  if (started <= 0) return { idle: 0, active: 0, utilization: 0 };
  if (second) return utilization(first.idle - second.idle, first.active - second.active);
  const idle = loopIdle();
  const active = now() - started - idle;
  return first ? utilization(idle - first.idle, active - first.active) : utilization(idle, active);
}

function utilization(idle, active) {
  return { idle, active, utilization: active / (idle + active) };
}
