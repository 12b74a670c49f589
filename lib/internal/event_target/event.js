// Event and CustomEvent.

import { codes } from '../errors.js';
import { load } from '../builtins.js';
import { now } from '../perf_hooks/now.js';
import { kValidateObjectAllowObjectsAndNull, validateObject } from '../validators.js';

const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Option of the constructor, for events that the runtime itself makes. */
export const kTrustEvent = Symbol('kTrustEvent');

const CANCELABLE = 1;
const BUBBLES = 2;
const COMPOSED = 4;
const TRUSTED = 8;
const PREVENTED = 16;
const STOPPED = 32;
const STOPPED_AT_ONCE = 64;
const DISPATCHED = 128; // is being dispatched just now
const PASSIVE = 256; // within a passive listener

/** Whether value is an Event. */
export let isEvent;
/** Starts dispatching to target. @throws ERR_EVENT_RECURSION if that is going on already */
export let beginDispatch;
export let endDispatch;
/** Whether listeners that follow are not to be called. */
export let isStopped;
/** Says whether the listener that is called now promised not to prevent the default. */
export let setPassive;

/** Source: DOM, "Interface Event"; Node since v15.0.0. */
export class Event {
  #type;
  #flags;
  #timeStamp;
  #target = null;

  static {
    isEvent = (value) => typeof value === 'object' && value !== null && #flags in value;
    beginDispatch = (event, target) => {
      if ((event.#flags & DISPATCHED) !== 0) throw new codes.ERR_EVENT_RECURSION(event.#type);
      event.#flags |= DISPATCHED;
      event.#target = target;
    };
    endDispatch = (event) => {
      event.#flags &= ~(DISPATCHED | STOPPED | STOPPED_AT_ONCE | PASSIVE);
    };
    isStopped = (event) => (event.#flags & STOPPED_AT_ONCE) !== 0;
    setPassive = (event, passive) => {
      if (passive) event.#flags |= PASSIVE;
      else event.#flags &= ~PASSIVE;
    };
  }

  /**
   * @param {string} type
   * @param {{bubbles?: boolean, cancelable?: boolean, composed?: boolean}} [options]
   * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE
   */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    let flags = 0;
    if (options !== undefined && options !== null) {
      validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
      if (options.bubbles) flags |= BUBBLES;
      if (options.cancelable) flags |= CANCELABLE;
      if (options.composed) flags |= COMPOSED;
      if (options[kTrustEvent]) flags |= TRUSTED;
    }
    this.#type = `${type}`;
    this.#flags = flags;
    this.#timeStamp = now();
  }

  #has(flag) {
    if (!isEvent(this)) throw new codes.ERR_INVALID_THIS('Event');
    return (this.#flags & flag) !== 0;
  }

  /** Sets type, bubbles and cancelable anew. Kept for old programs. */
  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    if (this.#has(DISPATCHED)) return;
    this.#type = `${type}`;
    this.#flags = (this.#flags & ~(BUBBLES | CANCELABLE)) | (bubbles ? BUBBLES : 0) | (cancelable ? CANCELABLE : 0);
  }

  get type() {
    this.#has(0);
    return this.#type;
  }

  get target() {
    this.#has(0);
    return this.#target;
  }

  get currentTarget() {
    return this.#has(DISPATCHED) ? this.#target : null;
  }

  get srcElement() {
    this.#has(0);
    return this.#target;
  }

  /** @returns {EventTarget[]} the targets that the event passes, while it is being dispatched */
  composedPath() {
    return this.#has(DISPATCHED) ? [this.#target] : [];
  }

  get eventPhase() {
    return this.#has(DISPATCHED) ? Event.AT_TARGET : Event.NONE;
  }

  get bubbles() {
    return this.#has(BUBBLES);
  }

  get cancelable() {
    return this.#has(CANCELABLE);
  }

  get composed() {
    return this.#has(COMPOSED);
  }

  get defaultPrevented() {
    return this.#has(CANCELABLE) && this.#has(PREVENTED);
  }

  get returnValue() {
    return !(this.#has(CANCELABLE) && this.#has(PREVENTED));
  }

  set returnValue(value) {
    if (!value) this.preventDefault();
  }

  get cancelBubble() {
    return this.#has(STOPPED);
  }

  set cancelBubble(value) {
    this.#has(0);
    if (value) this.#flags |= STOPPED;
  }

  /** Milliseconds since performance.timeOrigin at which the event was made. */
  get timeStamp() {
    this.#has(0);
    return this.#timeStamp;
  }

  preventDefault() {
    if (!this.#has(PASSIVE)) this.#flags |= PREVENTED;
  }

  stopPropagation() {
    this.#has(0);
    this.#flags |= STOPPED;
  }

  /** No listener after the current one is called. */
  stopImmediatePropagation() {
    this.#has(0);
    this.#flags |= STOPPED | STOPPED_AT_ONCE;
  }

  get isTrusted() {
    return this.#has(TRUSTED);
  }

  [customInspect](depth, options) {
    this.#has(0);
    const { name } = this.constructor;
    if (depth < 0) return name;
    const shown = {
      type: this.#type,
      defaultPrevented: this.defaultPrevented,
      cancelable: this.cancelable,
      timeStamp: this.#timeStamp,
    };
    const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
    return `${name} ${load('internal/util/inspect').inspect(shown, inner)}`;
  }
}

const shown = { enumerable: true };
Object.defineProperties(Event.prototype, {
  [Symbol.toStringTag]: { value: 'Event', configurable: true },
  initEvent: shown,
  stopImmediatePropagation: shown,
  preventDefault: shown,
  target: shown,
  currentTarget: shown,
  srcElement: shown,
  type: shown,
  cancelable: shown,
  defaultPrevented: shown,
  timeStamp: shown,
  composedPath: shown,
  returnValue: shown,
  bubbles: shown,
  composed: shown,
  eventPhase: shown,
  cancelBubble: shown,
  stopPropagation: shown,
  isTrusted: { enumerable: true, configurable: false },
});
for (const [at, name] of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].entries()) {
  Object.defineProperty(Event, name, { value: at, enumerable: true });
}

/** An event with a value of the program's own. Source: DOM, "Interface CustomEvent"; Node since v18.7.0. */
export class CustomEvent extends Event {
  #detail;

  /** @param {string} type @param {{detail?: *}} [options]  and those of Event */
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() {
    if (!(#detail in this)) throw new codes.ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}
Object.defineProperties(CustomEvent.prototype, {
  [Symbol.toStringTag]: { value: 'CustomEvent', configurable: true },
  detail: shown,
});
