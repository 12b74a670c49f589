// AbortController and AbortSignal. Who keeps whom alive: a signal of any() its sources; a source those dependent
// signals that somebody listens to, the others only weakly; the clock only those signals of timeout() that somebody
// listens to, directly or through any().

import { codes } from './errors.js';
import { load } from './builtins.js';
import { DOMException } from './dom_exception.js';
import {
  defineEventHandler,
  dispatch,
  Event,
  EventTarget,
  kEvents,
  kMaxEventTargetListeners,
  kNewListener,
  kRemoveListener,
  kTrustEvent,
  kWeakHandler,
} from './event_target.js';
import { clear, Timeout } from './timers/timeout.js';
import { validateUint32 } from './validators.js';

const customInspect = Symbol.for('nodejs.util.inspect.custom');
// Set of WeakRefs to the signals that follow this one.
const kDependantSignals = Symbol('kDependantSignals');
const INTERNAL = Symbol('internal');

const listened = new Set(); // signals of timeout() that must live until they fire
// Made when first needed: a snapshot must hold no finalizers.
let timeouts;
let dependents;

function show(self, fields, depth, options) {
  const { name } = self.constructor;
  if (depth < 0) return `[${name}]`;
  const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
  return `${name} ${load('internal/util/inspect').inspect(fields, inner)}`;
}

const defaultReason = () => new DOMException('This operation was aborted', 'AbortError');

/** Whether value is an AbortSignal of this runtime. */
export let isAbortSignal;
/** Makes a signal that nothing has aborted. */
export const createAbortSignal = () => new AbortSignal(INTERNAL);
/** Aborts signal and what depends on it, unless that happened before. */
export let abortSignal;

/** Source: DOM, "Interface AbortSignal"; Node since v15.0.0. */
export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  #sources; // of a signal of any(): those it follows
  #heard; // dependents that somebody listens to
  #timed = false; // a signal of timeout()

  static {
    isAbortSignal = (value) => typeof value === 'object' && value !== null && #aborted in value;
    abortSignal = (signal, reason) => signal.#abort(reason);
  }

  constructor(token) {
    if (token !== INTERNAL) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
    this[kMaxEventTargetListeners] = 0;
  }

  #check() {
    if (!isAbortSignal(this)) throw new codes.ERR_INVALID_THIS('AbortSignal');
  }

  /** @returns {AbortSignal} one that is aborted already */
  static abort(reason = defaultReason()) {
    const signal = new AbortSignal(INTERNAL);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  /**
   * @param {number} ms  after which the signal is aborted with a TimeoutError; that alone keeps no process alive
   * @returns {AbortSignal}
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
   */
  static timeout(ms) {
    validateUint32(ms, 'delay', false);
    const signal = new AbortSignal(INTERNAL);
    signal.#timed = true;
    const ref = new WeakRef(signal);
    const timer = new Timeout(
      () => {
        ref.deref()?.#abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
      },
      ms,
      undefined,
      false,
      false,
    );
    timeouts ??= new FinalizationRegistry(clear);
    timeouts.register(signal, timer);
    return signal;
  }

  /**
   * @param {Iterable<AbortSignal>} signals
   * @returns {AbortSignal} aborted as soon as one of them is, with its reason
   * @throws ERR_INVALID_ARG_TYPE
   */
  static any(signals) {
    if (typeof signals?.[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('signals', 'Iterable', signals);
    }
    const given = [...signals];
    given.forEach((signal, i) => {
      if (!isAbortSignal(signal)) throw new codes.ERR_INVALID_ARG_TYPE(`signals[${i}]`, 'AbortSignal', signal);
    });
    const result = new AbortSignal(INTERNAL);
    const aborted = given.find((signal) => signal.#aborted);
    if (aborted !== undefined) {
      result.#aborted = true;
      result.#reason = aborted.#reason;
      return result;
    }
    // Signals of any() are flattened, so that no chain of them has to be kept.
    result.#sources = new Set(given.flatMap((signal) => (signal.#sources ? [...signal.#sources] : [signal])));
    const ref = new WeakRef(result);
    for (const source of result.#sources) (source[kDependantSignals] ??= new Set()).add(ref);
    dependents ??= new FinalizationRegistry(({ ref, sources }) => {
      for (const source of sources) source.deref()?.[kDependantSignals].delete(ref);
    });
    dependents.register(result, { ref, sources: [...result.#sources].map((source) => new WeakRef(source)) });
    return result;
  }

  get aborted() {
    this.#check();
    return this.#aborted;
  }

  get reason() {
    this.#check();
    return this.#reason;
  }

  /** @throws the reason, if the signal is aborted */
  throwIfAborted() {
    this.#check();
    if (this.#aborted) throw this.#reason;
  }

  // All are aborted before the first listener is called: whichever it looks at says so.
  #abort(reason) {
    if (this.#aborted) return;
    const all = [this];
    for (const ref of this[kDependantSignals] ?? []) {
      const dependent = ref.deref();
      if (dependent !== undefined && !dependent.#aborted) all.push(dependent);
    }
    this[kDependantSignals]?.clear();
    for (const signal of all) {
      signal.#aborted = true;
      signal.#reason = reason;
    }
    for (const signal of all) {
      dispatch(signal, 'abort', undefined, new Event('abort', { [kTrustEvent]: true }));
      signal.#setHeard(false);
    }
  }

  // Whether somebody waits for this signal.
  #setHeard(heard) {
    for (const source of this.#sources ?? []) {
      if (heard) (source.#heard ??= new Set()).add(this);
      else source.#heard?.delete(this);
      if (source.#timed) source.#keep(source.#heard?.size > 0 || source.#isHeard());
    }
    if (this.#timed) this.#keep(heard || this.#heard?.size > 0);
  }

  #isHeard() {
    return (this[kEvents]?.get('abort')?.length ?? 0) > 0;
  }

  #keep(keep) {
    if (keep && !this.#aborted) listened.add(this);
    else listened.delete(this);
  }

  [kNewListener](size, type, listener, options) {
    super[kNewListener](size, type, listener, options);
    if (type === 'abort' && !this.#aborted && options[kWeakHandler] === undefined) this.#setHeard(true);
  }

  [kRemoveListener](size, type, listener, capture) {
    super[kRemoveListener](size, type, listener, capture);
    if (type === 'abort' && size === 0) this.#setHeard(false);
  }

  [customInspect](depth, options) {
    return show(this, { aborted: this.aborted }, depth, options);
  }
}

Object.defineProperties(AbortSignal.prototype, {
  aborted: { enumerable: true },
  [Symbol.toStringTag]: { value: 'AbortSignal', configurable: true },
});
defineEventHandler(AbortSignal.prototype, 'abort');

/** Source: DOM, "Interface AbortController"; Node since v15.0.0. */
export class AbortController {
  #signal; // made when first asked for

  #check() {
    if (typeof this !== 'object' || this === null || !(#signal in this)) {
      throw new codes.ERR_INVALID_THIS('AbortController');
    }
  }

  get signal() {
    this.#check();
    return (this.#signal ??= new AbortSignal(INTERNAL));
  }

  /** Aborts the signal; only the first call does. @param {*} [reason]  an AbortError by default */
  abort(reason = defaultReason()) {
    this.#check();
    abortSignal((this.#signal ??= new AbortSignal(INTERNAL)), reason);
  }

  [customInspect](depth, options) {
    return show(this, { signal: this.signal }, depth, options);
  }
}

Object.defineProperties(AbortController.prototype, {
  signal: { enumerable: true },
  abort: { enumerable: true },
  [Symbol.toStringTag]: { value: 'AbortController', configurable: true },
});
