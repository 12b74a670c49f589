// Recordings for developer tools: where time and memory go, and what the garbage collector does.

import { binding } from '../binding.js';
import { codes } from '../errors.js';

const native = binding('v8');

/** Bytes between two samples of the heap, and how deep their stacks are: what developer tools choose. */
export const SAMPLE_INTERVAL = 512 * 1024;
/** Microseconds between two samples of what runs. */
export const CPU_INTERVAL = 1000;
const SAMPLE_DEPTH = 128;

/** A CPU profile under way. Node class SyncCPUProfileHandle, since v25. */
class SyncCPUProfileHandle {
  #profile;

  constructor(interval) {
    this.#profile = new native.CpuProfile(interval);
  }

  /** @returns {string | undefined} the profile as JSON; undefined after the first call */
  stop() {
    return this.#profile.stop()?.join('');
  }

  [Symbol.dispose]() {
    this.stop();
  }
}

/** A heap profile under way. Node class SyncHeapProfileHandle, since v25. */
class SyncHeapProfileHandle {
  #stopped = false;

  constructor(interval) {
    if (!native.startHeapProfile(interval, SAMPLE_DEPTH, false, false)) {
      throw new codes.ERR_HEAP_PROFILE_HAVE_BEEN_STARTED();
    }
  }

  /** @returns {string | undefined} the profile as JSON; undefined after the first call */
  stop() {
    if (this.#stopped) return undefined;
    this.#stopped = true;
    const profile = native.stopHeapProfile();
    return profile && JSON.stringify(profile);
  }

  [Symbol.dispose]() {
    this.stop();
  }
}

/**
 * Node v8.startCpuProfile, since v25: records until the handle's stop().
 * @returns {SyncCPUProfileHandle}
 * @throws {Error} ERR_CPU_PROFILE_TOO_MANY
 */
export function startCpuProfile() {
  return recordCpu(CPU_INTERVAL);
}

/** The same with a sample each so many microseconds, unless profiles are under way already. */
export function recordCpu(interval) {
  return new SyncCPUProfileHandle(interval);
}

/**
 * Node v8.startHeapProfile, since v25: samples what is allocated until the handle's stop(). One at a time.
 * @returns {SyncHeapProfileHandle}
 * @throws {Error} ERR_HEAP_PROFILE_HAVE_BEEN_STARTED
 */
export function startHeapProfile() {
  return recordHeap(SAMPLE_INTERVAL);
}

/** The same with a sample each so many bytes. */
export function recordHeap(interval) {
  return new SyncHeapProfileHandle(interval);
}

/** Node class v8.GCProfiler, since v19.6. */
export class GCProfiler {
  #profiler;

  /** Records each garbage collection from now on. */
  start() {
    this.#profiler ??= new native.GcProfiler();
    this.#profiler.start();
  }

  /** @returns {{ version: number, startTime: number, statistics: object[], endTime: number } | undefined} undefined unless it records */
  stop() {
    const profiler = this.#profiler;
    this.#profiler = undefined;
    return profiler?.stop();
  }

  [Symbol.dispose]() {
    this.stop();
  }
}
