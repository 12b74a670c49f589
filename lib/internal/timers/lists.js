// Waiting timers. Those of one duration expire in the order in which they start, so they form a list per duration,
// where adding and clearing cost the same however many there are. A heap of lists knows which comes first, and one
// native timer wakes the loop for it.

import { binding } from '../binding.js';
import { enter, leave, observed, OUTSIDE, reset, tracking } from '../async_hooks/origin.js';
import { drain } from '../task_queue/ticks.js';
import * as heap from './heap.js';

const { now: loopNow, schedule, setTimersRef } = binding('timers');

/** Whether a timer keeps the loop alive while it waits. */
export const kRefed = Symbol('refed');
/** Where a timer comes from (async_hooks/origin.js). */
export const kOrigin = Symbol('origin');

// How many emptied lists may stay for the next timer of their duration before they are swept out.
const SPARE_LISTS = 64;

class TimersList {
  constructor(ms, expiry) {
    this._idlePrev = this;
    this._idleNext = this;
    this.msecs = ms;
    this.expiry = expiry;
    this.order = ++lastOrder;
    this.place = 0;
  }
}

let lastOrder = 0;
const lists = new Map(); // whole ms -> TimersList
const NONE = new TimersList(-1, 0);
let recent = NONE; // the list that was last asked for
let emptied = 0; // how many of the lists hold no timer
let refed = 0; // how many waiting timers keep the loop alive
let nativeRef = true; // whether the native timer does
let wake = Infinity; // when the native timer fires
let processing = false;
let running = null; // the timer whose callback runs
let ran = false; // a callback ran since the task queue was last emptied

/** @returns {number} how many timers keep the process alive: those that wait, and the one that runs until it is cleared */
export function activeTimeouts() {
  const counts = running !== null && running._idleNext === null && !running._destroyed && running[kRefed];
  return counts ? refed + 1 : refed;
}

// While timers are processed, the result of processTimers tells C++.
function showRef() {
  const ref = refed > 0;
  if (ref === nativeRef || processing) return;
  nativeRef = ref;
  setTimersRef(ref);
}

function listFor(ms, now) {
  if (recent.msecs === ms) return recent;
  let list = lists.get(ms);
  if (list === undefined) {
    list = new TimersList(ms, now + ms);
    lists.set(ms, list);
    heap.insert(list);
    emptied++;
    if (list.expiry < wake && !processing) {
      wake = list.expiry;
      schedule(ms);
    }
  }
  return (recent = list);
}

function drop(list) {
  lists.delete(list.msecs);
  heap.remove(list);
  emptied--;
  if (recent === list) recent = NONE;
}

// The threshold grows with the lists, so that sweeping costs a constant for each list that is swept.
function sweep() {
  if (emptied <= SPARE_LISTS || emptied * 2 <= lists.size) return;
  for (const list of lists.values()) {
    if (list._idleNext === list) drop(list);
  }
}

/** Lets `timer` wait for timer._idleTimeout ms from `now` (ms of the loop's clock). */
export function link(timer, now) {
  const ms = timer._idleTimeout | 0;
  const list = listFor(ms < 1 ? 1 : ms, now);
  const last = list._idlePrev;
  if (last === list) {
    emptied--;
    list.order = ++lastOrder; // as if it were new: among lists that expire together it comes last
  }
  timer._idleStart = now;
  timer._idlePrev = last;
  timer._idleNext = list;
  last._idleNext = timer;
  list._idlePrev = timer;
  if (timer[kRefed]) refed++;
  // Also where it does not: the native timer may be as the one before left it.
  if (refed > 0 !== nativeRef) showRef();
}

/** Takes a waiting timer out of its list. */
export function unlink(timer) {
  const previous = timer._idlePrev;
  const next = timer._idleNext;
  previous._idleNext = next;
  next._idlePrev = previous;
  timer._idlePrev = timer._idleNext = null;
  if (timer[kRefed] && --refed === 0) showRef();
  if (previous === next) {
    emptied++;
    sweep();
  }
}

/** Sets whether `timer` keeps the loop alive. */
export function setRef(timer, ref) {
  if (timer[kRefed] === ref) return;
  timer[kRefed] = ref;
  if (timer._idleNext === null) return;
  refed += ref ? 1 : -1;
  showRef();
}

/**
 * Calls what is due.
 * @param {number} now  ms of the loop's clock
 * @returns {number} when to be called again, in ms of the loop's clock: negative if what is due then does not keep the
 *   loop alive, 0 for never. Throws what a callback throws; C++ then calls it again for the rest.
 */
export function processTimers(now) {
  if (tracking) reset();
  processing = true;
  ran = false;
  let list;
  for (;;) {
    while ((list = heap.first()) !== undefined && (list.expiry <= now || list._idleNext === list)) {
      if (list._idleNext === list) drop(list);
      else runList(list, now);
    }
    if (!ran) break;
    // What the last callback left in the task queue may set and clear timers: it belongs before the answer.
    ran = false;
    drain();
  }
  processing = false;
  if (list === undefined) {
    wake = Infinity;
    return 0;
  }
  nativeRef = refed > 0;
  wake = list.expiry;
  return nativeRef ? wake : -wake;
}

function runList(list, now) {
  let timer;
  while ((timer = list._idleNext) !== list) {
    if (now - timer._idleStart < list.msecs) {
      // What starts at this very time comes with the loop's next turn: other work gets its chance.
      list.expiry = Math.max(timer._idleStart + list.msecs, now + 1);
      heap.postpone(list);
      return;
    }
    if (ran) {
      ran = false;
      drain(); // may clear this timer
    } else {
      ran = true;
      run(timer);
    }
  }
}

function run(timer) {
  unlink(timer);
  const start = timer._repeat ? loopNow() : 0;
  running = timer;
  try {
    const scope = observed ? enter(timer[kOrigin], timer) : OUTSIDE;
    if (timer._timerArgs === undefined) timer._onTimeout();
    else timer._onTimeout(...timer._timerArgs);
    if (scope !== OUTSIDE) leave(scope);
  } finally {
    running = null;
    // The callback may have cleared or refreshed it, or made an interval of it or no longer one.
    if (timer._idleNext === null && !timer._destroyed) {
      if (timer._repeat && timer._idleTimeout !== -1 && timer._onTimeout) {
        timer._idleTimeout = timer._repeat;
        link(timer, start || loopNow());
      } else {
        timer._end();
      }
    }
  }
}
