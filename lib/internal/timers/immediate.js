// setImmediate: calls that wait for the loop's next check phase. All that wait at its start are called; what they ask
// for themselves waits for the next one.

import { binding } from '../binding.js';
import { capture, enter, leave, observed, OUTSIDE, release, reset, tracking } from '../async_hooks/origin.js';
import { drain } from '../task_queue/ticks.js';

const { setImmediatesRef } = binding('timers');

const kRefed = Symbol('refed');
const kOrigin = Symbol('origin');

// Indexes of `immediateInfo`: immediates wait; some that were due in this check phase are left, since one threw.
const WAITING = 0;
const LEFT = 1;
/** What C++ has to know, in memory that both sides see. */
export const immediateInfo = new Uint32Array(2);

let head = null;
let tail = null;
// What is left of the turn that is being processed; after an exception, what C++ calls again for.
let rest = null;
let refed = 0;
const early = []; // what atCheck() was given

/** @returns {number} how many waiting immediates keep the process alive */
export function activeImmediates() {
  return running?.[kRefed] && !running._destroyed ? refed - 1 : refed;
}

let running = null; // the one whose callback runs: it waits no more

/** What setImmediate returns. Source: Node class Immediate since v0.9.1. */
export class Immediate {
  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = tail;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = true;
    if (observed) this[kOrigin] = capture('Immediate', this);
    if (tail === null) {
      head = this;
      immediateInfo[WAITING] = 1;
    } else {
      tail._idleNext = this;
    }
    tail = this;
    if (refed++ === 0) setImmediatesRef(true);
  }

  /** Keeps the process alive until this immediate was called, as a new one does. */
  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      if (refed++ === 0) setImmediatesRef(true);
    }
    return this;
  }

  /** Lets the process end although this immediate waits. */
  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      if (--refed === 0) setImmediatesRef(false);
    }
    return this;
  }

  /** @returns {boolean} whether this immediate keeps the process alive */
  hasRef() {
    return this[kRefed] === true;
  }

  [Symbol.dispose]() {
    clearImmediate(this);
  }
}

function show() {
  immediateInfo[LEFT] = rest === null && early.length === 0 ? 0 : 1;
  immediateInfo[WAITING] = rest === null && head === null && early.length === 0 ? 0 : 1;
}

/** Calls fn at the start of the next check phase, before immediates: for the library's own housekeeping. */
export function atCheck(fn) {
  early.push(fn);
  immediateInfo[WAITING] = 1;
  if (refed++ === 0) setImmediatesRef(true);
}

function runEarly() {
  const { length } = early;
  for (let i = 0; i < length; i++) {
    const fn = early.shift();
    if (--refed === 0) setImmediatesRef(false);
    fn();
  }
}

// From here on it neither waits nor counts.
function end(immediate) {
  immediate._destroyed = true;
  if (immediate[kRefed] === true && --refed === 0) setImmediatesRef(false);
  immediate[kRefed] = null;
  release(immediate[kOrigin]);
}

/**
 * Takes back what setImmediate asked for.
 * @param {Immediate} immediate  anything else is ignored
 * Source: Node clearImmediate since v0.9.1.
 */
export function clearImmediate(immediate) {
  if (!immediate?._onImmediate || immediate._destroyed) return;
  end(immediate);
  immediate._onImmediate = null;
  const { _idlePrev: previous, _idleNext: next } = immediate;
  if (previous !== null) previous._idleNext = next;
  if (next !== null) next._idlePrev = previous;
  if (immediate === head) head = next;
  if (immediate === tail) tail = previous;
  if (immediate === rest) rest = next;
  show();
  immediate._idleNext = immediate._idlePrev = null;
}

/** Calls all immediates that wait now. Throws what one throws; C++ then calls it again for the rest. */
export function processImmediates() {
  if (tracking) reset();
  if (rest === null) {
    rest = head;
    head = tail = null;
  }
  try {
    if (early.length > 0) runEarly();
    while (rest !== null) {
      const immediate = rest;
      rest = immediate._idleNext;
      if (rest !== null) rest._idlePrev = null;
      immediate._idleNext = null;
      running = immediate;
      run(immediate);
      running = null;
      finish(immediate);
      if (rest !== null) drain(); // may clear the next one
    }
  } finally {
    if (running !== null) finish(running);
    running = null;
    show();
  }
}

function finish(immediate) {
  immediate._onImmediate = null;
  if (!immediate._destroyed) end(immediate);
}

function run(immediate) {
  const args = immediate._argv;
  const scope = observed ? enter(immediate[kOrigin], immediate) : OUTSIDE;
  if (args === undefined) immediate._onImmediate();
  else immediate._onImmediate(...args);
  if (scope !== OUTSIDE) leave(scope);
}
