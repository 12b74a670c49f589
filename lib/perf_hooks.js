// node:perf_hooks

import { binding } from './internal/binding.js';
import { PerformanceEntry } from './internal/perf_hooks/entry.js';
import { createHistogram, monitorEventLoopDelay } from './internal/perf_hooks/histogram.js';
import { eventLoopUtilization } from './internal/perf_hooks/milestones.js';
import { PerformanceObserver, PerformanceObserverEntryList } from './internal/perf_hooks/observe.js';
import { Performance, performance } from './internal/perf_hooks/performance.js';
import { PerformanceResourceTiming } from './internal/perf_hooks/resource_timing.js';
import { timerify } from './internal/perf_hooks/timerify.js';
import { PerformanceMark, PerformanceMeasure } from './internal/perf_hooks/user_timing.js';

const native = binding('perf_hooks');

const constants = {
  NODE_PERFORMANCE_GC_MAJOR: native.gcMajor,
  NODE_PERFORMANCE_GC_MINOR: native.gcMinor,
  NODE_PERFORMANCE_GC_INCREMENTAL: native.gcIncremental,
  NODE_PERFORMANCE_GC_WEAKCB: native.gcWeakCallbacks,
  NODE_PERFORMANCE_GC_FLAGS_NO: native.gcNoFlags,
  NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: native.gcConstructRetained,
  NODE_PERFORMANCE_GC_FLAGS_FORCED: native.gcForced,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: native.gcSynchronousPhantom,
  NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: native.gcAllAvailable,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: native.gcAllExternal,
  NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: native.gcScheduleIdle,
};

export default {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
  monitorEventLoopDelay,
  eventLoopUtilization,
  timerify,
  createHistogram,
  performance,
  constants: Object.freeze(constants),
};
