// What a process can measure of itself: time, memory, processor.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { stampCode } from '../errors/define.js';
import { validateArray, validateObject } from '../validators.js';

const native = binding('process');

/**
 * @param {[number, number]} [since]  an earlier result
 * @returns {[number, number]} seconds and nanoseconds of a monotonic clock, or since then. Node process.hrtime since v0.7.6.
 */
export function hrtime(since) {
  const now = native.hrtime();
  let seconds = Math.floor(now / 1e9);
  let nanoseconds = now - seconds * 1e9;
  if (since !== undefined) {
    validateArray(since, 'time');
    if (since.length !== 2) throw new codes.ERR_OUT_OF_RANGE('time', 2, since.length);
    seconds -= since[0];
    nanoseconds -= since[1];
    if (nanoseconds < 0) {
      seconds--;
      nanoseconds += 1e9;
    }
  }
  return [seconds, nanoseconds];
}
hrtime.bigint = () => native.hrtimeBigint();

/** @returns {number} seconds since the process began. Node process.uptime since v0.5.0. */
export function uptime() {
  return (native.hrtime() - native.started()) / 1e9;
}

// With a buffer of its own from the start: V8 would make one at the first look, and that would count.
const memory = new Float64Array(new ArrayBuffer(5 * 8));

/** @returns {{rss, heapTotal, heapUsed, external, arrayBuffers}} bytes. Node process.memoryUsage since v0.1.16. */
export function memoryUsage() {
  native.memoryUsage(memory);
  const [rss, heapTotal, heapUsed, external, arrayBuffers] = memory;
  return { rss, heapTotal, heapUsed, external, arrayBuffers };
}
memoryUsage.rss = () => native.rss();

/** @returns {number} bytes that the system lets the process have, 0 if unknown. Node since v19.6.0. */
export const constrainedMemory = () => native.constrainedMemory();
/** @returns {number} bytes still free to the process. Node since v22.0.0. */
export const availableMemory = () => native.availableMemory();

function usage(read, previous) {
  const [user, system] = read();
  if (previous === undefined) return { user, system };
  validateObject(previous, 'prevValue');
  for (const key of ['user', 'system']) {
    const value = previous[key];
    if (typeof value !== 'number') throw new codes.ERR_INVALID_ARG_TYPE(`prevValue.${key}`, 'number', value);
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
      const words = new codes.ERR_INVALID_ARG_VALUE(`prevValue.${key}`, value).message;
      throw stampCode(new RangeError(words), 'ERR_INVALID_ARG_VALUE');
    }
  }
  return { user: user - previous.user, system: system - previous.system };
}

/** @returns {{user, system}} microseconds of processor time, or since `prevValue`. Node process.cpuUsage since v6.1.0. */
export function cpuUsage(prevValue) {
  return usage(native.cpuUsage, prevValue);
}
/** The same of the current thread. Node process.threadCpuUsage since v23.9.0. */
export function threadCpuUsage(prevValue) {
  return usage(native.threadCpuUsage, prevValue);
}

const resources = [
  'userCPUTime',
  'systemCPUTime',
  'maxRSS',
  'sharedMemorySize',
  'unsharedDataSize',
  'unsharedStackSize',
  'minorPageFault',
  'majorPageFault',
  'swappedOut',
  'fsRead',
  'fsWrite',
  'ipcSent',
  'ipcReceived',
  'signalsCount',
  'voluntaryContextSwitches',
  'involuntaryContextSwitches',
];

/** @returns {object} getrusage(2): times in microseconds, maxRSS in kilobytes. Node process.resourceUsage since v12.6.0. */
export function resourceUsage() {
  const values = native.resourceUsage();
  const out = {};
  resources.forEach((name, i) => {
    out[name] = values[i];
  });
  return out;
}
