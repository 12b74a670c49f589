// queueMicrotask: the queue itself is V8's.

import { binding } from '../binding.js';
import { capture, pop, push, release, tracking } from '../async_hooks/origin.js';
import { validateFunction } from '../validators.js';

const { enqueueMicrotask } = binding('task_queue');

/**
 * Runs callback after the current one and all ticks, before the event loop goes on. What it throws is an uncaught
 * exception. V8 carries the async context along by itself; only async ids need a wrapper.
 * @param {Function} callback
 * @throws ERR_INVALID_ARG_TYPE if callback is no function
 * Source: HTML, "Microtask queuing"; Node queueMicrotask since v11.0.0.
 */
export function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  enqueueMicrotask(tracking ? tracked(callback) : callback);
}

class Microtask {}

function tracked(callback) {
  const resource = new Microtask();
  const origin = capture('Microtask', resource);
  return () => {
    push(origin.asyncId, origin.triggerAsyncId, resource);
    callback();
    pop();
    release(origin);
  };
}
