// AsyncResource: what a library derives its own asynchronous operations from, so that callbacks which it queues itself
// run in the async context in which they were asked for.

import { codes } from '../errors.js';
import { validateFunction, validateString } from '../validators.js';
import { runInFrame } from './frame.js';
import {
  announce,
  defaultTriggerId,
  destroyed,
  destroyIsHeard,
  getContext,
  initIsHeard,
  newAsyncId,
  pop,
  push,
} from './origin.js';

// Made when first needed: a snapshot must hold no finalizers.
let collected;

/** Source: Node class AsyncResource since v8.1.0. */
export class AsyncResource {
  #asyncId;
  #triggerAsyncId;
  #frame = getContext();
  #state = { destroyed: false };

  /**
   * @param {string} type
   * @param {number|{triggerAsyncId?: number, requireManualDestroy?: boolean}} [options]
   * @throws ERR_INVALID_ARG_TYPE, ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID
   */
  constructor(type, options = {}) {
    validateString(type, 'type');
    if (type.length === 0 && initIsHeard()) throw new codes.ERR_ASYNC_TYPE(type);
    let trigger = options;
    let manual = false;
    if (typeof options !== 'number') {
      trigger = options.triggerAsyncId === undefined ? defaultTriggerId() : options.triggerAsyncId;
      manual = Boolean(options.requireManualDestroy);
    }
    if (!Number.isSafeInteger(trigger) || trigger < -1) throw new codes.ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    this.#asyncId = newAsyncId();
    this.#triggerAsyncId = trigger;
    announce(this.#asyncId, type, trigger, this);
    if (!manual && destroyIsHeard()) {
      collected ??= new FinalizationRegistry(({ asyncId, state }) => {
        if (!state.destroyed) destroyed(asyncId);
      });
      collected.register(this, { asyncId: this.#asyncId, state: this.#state });
    }
  }

  /**
   * Calls fn.apply(thisArg, args) in the async context in which this was made.
   * Source: Node since v9.6.0.
   */
  runInAsyncScope(fn, thisArg, ...args) {
    push(this.#asyncId, this.#triggerAsyncId, this);
    try {
      return runInFrame(this.#frame, fn, thisArg, args);
    } finally {
      pop();
    }
  }

  /** Tells the hooks that this will not run again. Only the first call counts. */
  emitDestroy() {
    if (!this.#state.destroyed) destroyed(this.#asyncId);
    this.#state.destroyed = true;
    return this;
  }

  asyncId() {
    return this.#asyncId;
  }

  triggerAsyncId() {
    return this.#triggerAsyncId;
  }

  /**
   * @param {Function} fn
   * @param {*} [thisArg]  by default that of the call
   * @returns {Function} fn, to be called in the async context in which this was made
   * @throws ERR_INVALID_ARG_TYPE
   */
  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    function bound(...args) {
      return resource.runInAsyncScope(fn, thisArg === undefined ? this : thisArg, ...args);
    }
    Object.defineProperty(bound, 'length', { value: fn.length, configurable: true });
    return bound;
  }

  /** The same with a resource of its own. Source: Node since v14.8.0. */
  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}
