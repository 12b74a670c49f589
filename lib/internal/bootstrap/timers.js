// setTimeout and its kin, on globalThis.
import timers from '../../timers.js';
import { queueMicrotask } from '../task_queue/microtasks.js';

const { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = timers;

for (const [name, value] of Object.entries({
  clearImmediate,
  clearInterval,
  clearTimeout,
  queueMicrotask,
  setImmediate,
  setInterval,
  setTimeout,
})) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
}
