//# allFunctionsCalledOnLoad
// EventTarget. Its state hangs on symbols, made at first use: objects that are made in C++ (MessagePort) and
// get their prototype from here never run the constructor.

import { codes } from '../errors.js';
import { load } from '../builtins.js';
import { kResistStopPropagation } from '../events/abort_listener.js';
import { getDefaultMaxListeners } from '../events/limits.js';
import { nextTick } from '../task_queue/ticks.js';
import { kValidateObjectAllowObjects, validateAbortSignal, validateObject } from '../validators.js';
import { beginDispatch, endDispatch, isEvent, isStopped, setPassive } from './event.js';
import { holdWeakly, letGo } from './weak.js';

const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Field: Map from type to an array of Listener. */
export const kEvents = Symbol('kEvents');
/** Field: how many listeners of a type are too many. */
export const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kWarned = Symbol('events.maxEventTargetListenersWarned');
/** Option of addEventListener: an object that the listener lives as long as. */
export const kWeakHandler = Symbol('kWeak');
/** Option of addEventListener: the listener takes the value of emit() instead of an event. */
export const kIsNodeStyleListener = Symbol('kIsNodeStyleListener');
/** Method: called after a listener was added, with (how many there are now, type, the listener, its options). */
export const kNewListener = Symbol('kNewListener');
/** Method: called after a listener was removed, with (how many there are now, type, the listener, capture). */
export const kRemoveListener = Symbol('kRemoveListener');
/** Method: makes the event for a value that is emitted, with (value, type). */
export const kCreateEvent = Symbol('kCreateEvent');
const kIsEventTarget = Symbol.for('nodejs.event_target');

class Listener {
  removed = false;
  gone = undefined;

  constructor(callback, options, passive) {
    this.callback = callback; // or a WeakRef to it
    this.once = Boolean(options.once);
    this.capture = Boolean(options.capture);
    this.passive = passive;
    this.nodeStyle = Boolean(options[kIsNodeStyleListener]);
    this.resists = Boolean(options[kResistStopPropagation]);
    this.owner = options[kWeakHandler];
  }

  get target() {
    return this.owner === undefined ? this.callback : this.callback.deref();
  }
}

const EMPTY = Object.freeze({ __proto__: null });

function normalize(options) {
  if (typeof options === 'boolean') return { capture: options };
  if (options === undefined || options === null) return EMPTY;
  validateObject(options, 'options', kValidateObjectAllowObjects);
  return options;
}

function isCallback(listener) {
  if (typeof listener === 'function' || (typeof listener === 'object' && listener !== null)) return true;
  if (listener === undefined || listener === null) return false;
  throw new codes.ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

/** Whether value is an EventTarget, of this or any other kind that says so. */
export function isEventTarget(value) {
  return Boolean(value?.constructor?.[kIsEventTarget]);
}

function check(value) {
  if (!isEventTarget(value)) throw new codes.ERR_INVALID_THIS('EventTarget');
}

/** @returns {Listener[]} those of a type that are not collected */
export function listenersOf(target, type) {
  return (target[kEvents]?.get(String(type)) ?? []).filter((each) => each.target !== undefined);
}

function warn(name, message, target, type) {
  const warning = new Error(message);
  warning.name = name;
  warning.target = target;
  warning.type = type;
  return warning;
}

/** Source: DOM, "Interface EventTarget"; Node since v14.5.0. */
export class EventTarget {
  static [kIsEventTarget] = true;

  /**
   * @param {string} type
   * @param {Function|{handleEvent: Function}|null} listener
   * @param {boolean|{once?: boolean, capture?: boolean, passive?: boolean, signal?: AbortSignal}} [options]
   * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS
   */
  addEventListener(type, listener, options = EMPTY) {
    check(this);
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('type', 'listener');
    options = normalize(options);
    const passive = Boolean(options.passive);
    if (!isCallback(listener)) {
      load('process').emitWarning(
        warn(
          'AddEventListenerArgumentTypeWarning',
          `addEventListener called with ${listener} which has no effect.`,
          this,
          type,
        ),
      );
      return;
    }
    type = `${type}`;
    const { signal } = options;
    if (signal !== undefined) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), {
        once: true,
        [kWeakHandler]: this,
        [kResistStopPropagation]: true,
      });
    }
    const capture = Boolean(options.capture);
    this[kEvents] ??= new Map();
    let listeners = this[kEvents].get(type);
    if (listeners === undefined) this[kEvents].set(type, (listeners = []));
    else if (listeners.some((each) => each.capture === capture && each.target === listener)) return;
    const entry = new Listener(listener, options, passive);
    if (entry.owner !== undefined) {
      const self = new WeakRef(this);
      entry.gone = () => {
        const target = self.deref();
        if (target !== undefined) remove(target, type, entry, undefined);
      };
      entry.callback = holdWeakly(listener, entry.owner, entry.gone);
      // An owner that is held here would never be collected.
      entry.owner = new WeakRef(entry.owner);
    }
    listeners.push(entry);
    this[kNewListener](listeners.length, type, listener, options);
  }

  /** Undoes addEventListener of the same listener and `capture`. @throws as addEventListener */
  removeEventListener(type, listener, options = EMPTY) {
    check(this);
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('type', 'listener');
    if (!isCallback(listener)) return;
    type = `${type}`;
    const capture = Boolean(typeof options === 'boolean' ? options : options?.capture);
    const entry = this[kEvents]?.get(type)?.find((each) => each.capture === capture && each.target === listener);
    if (entry !== undefined) remove(this, type, entry, listener);
  }

  /**
   * Calls the listeners of the event's type.
   * @returns {boolean} false if one of them prevented the default
   * @throws ERR_INVALID_ARG_TYPE, ERR_EVENT_RECURSION, ERR_INVALID_THIS, ERR_MISSING_ARGS. What a listener throws
   *   does not come here: it is an uncaught exception.
   */
  dispatchEvent(event) {
    check(this);
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('event');
    if (!isEvent(event)) throw new codes.ERR_INVALID_ARG_TYPE('event', 'Event', event);
    dispatch(this, event.type, event, event);
    return !event.defaultPrevented;
  }

  [kNewListener](size, type) {
    const limit = this[kMaxEventTargetListeners] ?? getDefaultMaxListeners();
    if (limit <= 0 || size <= limit || this[kWarned]) return;
    this[kWarned] = true;
    const shown = load('internal/util/inspect').inspect(this, { depth: -1 });
    const warning = warn(
      'MaxListenersExceededWarning',
      `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ${shown}. ` +
        `MaxListeners is ${limit}. Use events.setMaxListeners() to increase limit`,
      this,
      type,
    );
    warning.count = size;
    load('process').emitWarning(warning);
  }

  [kRemoveListener]() {}

  [kCreateEvent](value) {
    return value;
  }

  [customInspect](depth, options) {
    const name = this.constructor?.name ?? 'EventTarget';
    if (depth < 0) return name;
    return `${name} ${load('internal/util/inspect').inspect({}, options)}`;
  }
}

Object.defineProperties(EventTarget.prototype, {
  addEventListener: { enumerable: true },
  removeEventListener: { enumerable: true },
  dispatchEvent: { enumerable: true },
  [Symbol.toStringTag]: { value: 'EventTarget', configurable: true },
});
Object.defineProperty(EventTarget, kIsEventTarget, { enumerable: false });

function remove(target, type, entry, listener) {
  const listeners = target[kEvents].get(type);
  const at = listeners === undefined ? -1 : listeners.indexOf(entry);
  if (at < 0) return;
  entry.removed = true;
  listeners.splice(at, 1);
  if (listeners.length === 0) target[kEvents].delete(type);
  const owner = entry.owner?.deref();
  if (owner !== undefined && listener !== undefined) letGo(listener, owner, entry.gone);
  target[kRemoveListener](listeners.length, type, listener, entry.capture);
}

/** Removes all listeners, or those of one type. */
export function removeAll(target, type) {
  const events = target[kEvents];
  if (events === undefined) return;
  for (const name of type === undefined ? [...events.keys()] : [String(type)]) {
    for (const entry of [...(events.get(name) ?? [])]) remove(target, name, entry, entry.target);
  }
}

/**
 * Calls the listeners of `type`: those of .on() with value, the others with event.
 * @param {*} value
 * @param {Event} [event]  made by target[kCreateEvent](value, type) if somebody needs one
 * @returns {boolean} whether there were listeners
 */
export function dispatch(target, type, value, event) {
  if (event !== undefined) beginDispatch(event, target);
  const listeners = target[kEvents]?.get(type);
  // Listeners that are added meanwhile are not called now; one that is removed is not either.
  for (const entry of listeners === undefined ? [] : [...listeners]) {
    if (entry.removed || (event !== undefined && isStopped(event) && !entry.resists)) continue;
    const callback = entry.target;
    if (callback === undefined) continue;
    if (entry.once) remove(target, type, entry, callback);
    let argument = value;
    if (!entry.nodeStyle) {
      if (event === undefined) {
        event = target[kCreateEvent](value, type);
        beginDispatch(event, target);
      }
      setPassive(event, entry.passive);
      argument = event;
    }
    call(target, callback, argument);
  }
  if (event !== undefined) endDispatch(event);
  return listeners !== undefined;
}

// A failure is told as an uncaught exception, so that the other listeners are called all the same.
function call(target, callback, argument) {
  try {
    const result = typeof callback === 'function' ? callback.call(target, argument) : callback.handleEvent?.(argument);
    if (result === undefined || result === null) return;
    const { then } = result;
    if (typeof then === 'function') then.call(result, undefined, raise);
  } catch (error) {
    raise(error);
  }
}

function raise(error) {
  nextTick(() => {
    throw error;
  });
}
