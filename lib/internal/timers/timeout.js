// What setTimeout and setInterval return.

import { binding } from '../binding.js';
import { capture, observed, release } from '../async_hooks/origin.js';
import { duration } from './duration.js';
import { kOrigin, kRefed, link, setRef, unlink } from './lists.js';

const { now } = binding('timers');

const kId = Symbol('id');
let lastId = 0;
const byId = new Map(); // the timers that were asked for a primitive id

/**
 * A waiting call of a function. Its fields with an underscore are those that programs have come to look at.
 * Source: Node class Timeout since v0.9.1.
 */
export class Timeout {
  constructor(callback, ms, args, repeats, ref) {
    ms = duration(ms);
    this._idleTimeout = ms;
    this._idlePrev = null;
    this._idleNext = null;
    this._idleStart = 0;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeats ? ms : null;
    this._destroyed = false;
    this[kRefed] = ref;
    // What few timers have is no field of all: programs hold many of them, and their size is what they cost.
    if (observed) this[kOrigin] = capture('Timeout', this);
    link(this, now());
  }

  /** Starts the duration anew; also after the callback was called, but not after clearTimeout. */
  refresh() {
    if (this._onTimeout === null) return this;
    if (this._idleNext !== null) unlink(this);
    this._destroyed = false;
    link(this, now());
    return this;
  }

  /** Lets the process end although this timer waits. */
  unref() {
    setRef(this, false);
    return this;
  }

  /** Keeps the process alive while this timer waits, as a new timer does. */
  ref() {
    setRef(this, true);
    return this;
  }

  /** @returns {boolean} whether this timer keeps the process alive while it waits */
  hasRef() {
    return this[kRefed];
  }

  /** The same as clearTimeout(timer). */
  close() {
    clear(this);
    return this;
  }

  [Symbol.dispose]() {
    clear(this);
  }

  /** @returns {number} an id that clearTimeout takes too */
  [Symbol.toPrimitive]() {
    if (this[kId] === undefined) {
      this[kId] = ++lastId;
      if (!this._destroyed) byId.set(lastId, this);
    }
    return this[kId];
  }

  /** Its last call was made, or it was cleared. */
  _end() {
    this._destroyed = true;
    if (this[kId] !== undefined) byId.delete(this[kId]);
    release(this[kOrigin]);
  }
}

/**
 * Takes back what setTimeout or setInterval asked for.
 * @param {Timeout} timer
 */
export function clear(timer) {
  if (timer._onTimeout === null) return;
  timer._onTimeout = null;
  timer._idleTimeout = -1;
  if (timer._idleNext !== null) unlink(timer);
  if (!timer._destroyed) timer._end();
}

/** @returns {Timeout|undefined} the waiting timer with this primitive id (a number, or a string of one) */
export function timerOf(id) {
  return byId.get(+id);
}
