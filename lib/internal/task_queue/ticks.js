//# allFunctionsCalledOnLoad
// process.nextTick, and the one loop that empties the task queue: all ticks, then microtasks, until both are empty,
// then rejections. C++ calls it when the outermost Turn closes and something waits (src/task_queue); timers and
// immediates call drain() between two callbacks.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { onStart } from '../start.js';
import { capture, enter, leave, observed, OUTSIDE, release, reset, tracking } from '../async_hooks/origin.js';
import { Immediate } from '../timers/immediate.js';
import { validateFunction } from '../validators.js';
import { processRejections, promiseRejected } from './rejections.js';
import { HAS_REJECTION, HAS_TICK, pending } from './pending.js';
import { Ring } from './ring.js';

const { runMicrotasks, setRejectionCallback, setUp } = binding('task_queue');
const queue = new Ring();

// A tick with arguments, or one that must remember its origin. All others lie in the queue as bare functions.
class Tick {
  constructor(callback, count, a, b, c) {
    this.callback = callback;
    this.count = count; // of arguments
    this.a = a; // all of them as an array, if there are more than three
    this.b = b;
    this.c = c;
    this.origin = observed ? capture('TickObject', this) : undefined;
  }
}

/**
 * Runs callback once what is running has ended, before any promise reaction and before the event loop goes on.
 * @param {Function} callback
 * @param {...*} args  what it is called with
 * @throws ERR_INVALID_ARG_TYPE if callback is no function
 * Source: Node process.nextTick since v0.1.26.
 */
// Written without rest parameters, which would be allocated even for no arguments.
export function nextTick(callback, a, b, c) {
  validateFunction(callback, 'callback');
  const count = arguments.length - 1;
  if (count === 0 && !observed) queue.push(callback);
  else if (count <= 3) queue.push(new Tick(callback, count, a, b, c));
  else queue.push(tickWithMany(...arguments));
  pending[HAS_TICK] = 1;
}

function tickWithMany(callback, ...args) {
  return new Tick(callback, args.length, args, undefined, undefined);
}

// A tick from before there was anything to observe.
function runPlain(tick) {
  const scope = enter(undefined, tick);
  tick();
  leave(scope);
}

/**
 * Empties the task queue. Throws what a tick throws; what is left then waits for the next call, at the latest that of the check phase. Programs
 * find its name, as a method of the process, in stacks.
 */
function processTicksAndRejections() {
  if (tracking) reset();
  let whole = false;
  try {
    do {
      let tick;
      while ((tick = queue.shift()) !== undefined) {
        if (typeof tick === 'function') {
          if (observed) runPlain(tick);
          else tick();
          continue;
        }
        const { callback } = tick;
        const scope = observed ? enter(tick.origin, tick) : OUTSIDE;
        switch (tick.count) {
          case 0:
            callback();
            break;
          case 1:
            callback(tick.a);
            break;
          case 2:
            callback(tick.a, tick.b);
            break;
          case 3:
            callback(tick.a, tick.b, tick.c);
            break;
          default:
            callback(...tick.a);
        }
        if (scope !== OUTSIDE) {
          leave(scope);
          release(tick.origin);
        }
      }
      pending[HAS_TICK] = 0;
      runMicrotasks();
    } while (pending[HAS_TICK] !== 0 || processRejections());
    whole = true;
  } finally {
    if (!whole) new Immediate(drain, undefined);
  }
}

let processTicks;

/** Empties the task queue between two callbacks of the event loop. Throws what a tick throws. */
export function drain() {
  if (pending[HAS_TICK] === 0) runMicrotasks();
  if (pending[HAS_TICK] !== 0 || pending[HAS_REJECTION] !== 0) processTicks();
}

onStart(() => {
  processTicks = processTicksAndRejections.bind(load('process'));
  setUp(pending, processTicks);
  setRejectionCallback(promiseRejected);
});
