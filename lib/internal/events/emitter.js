//# allFunctionsCalledOnLoad
// EventEmitter. `_events` maps a type to its listener or, if there are several, to an array of them. Programs subclass
// it by call, patch its methods and look at those fields: it is a function with a prototype.

import { codes } from '../errors.js';
import { noteEmission } from '../errors/emitted.js';
import { load } from '../builtins.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateBoolean, validateFunction, validateNumber } from '../validators.js';
import { getDefaultMaxListeners } from './limits.js';

/** Whether promises that listeners return are watched. */
export const kCapture = Symbol('kCapture');
/** Method that is told of a rejected listener instead of 'error'. */
export const captureRejectionSymbol = Symbol.for('nodejs.rejection');
/** Type of listeners that see 'error' without handling it. */
export const errorMonitor = Symbol('events.errorMonitor');

// A map from any name: nothing is inherited. V8 keeps the properties of such an object in place, while one made with
// the prototype null is a hash table from the start, which costs emit() twice as much.
function Events() {}
Events.prototype = Object.defineProperty({ __proto__: null }, Symbol.for('nodejs.util.inspect.custom'), {
  value() {
    return { __proto__: null, ...this };
  },
});

/**
 * @param {{captureRejections?: boolean}} [options]
 * Source: Node class EventEmitter since v0.1.26.
 */
export function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

/** What the constructor does; a function of its own, since node:domain extends it. */
EventEmitter.init = function init(options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = new Events();
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  if (options?.captureRejections) {
    validateBoolean(options.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
};

const proto = EventEmitter.prototype;

/**
 * @param {number} n  listeners of one type before a warning; 0 or Infinity for no limit
 * @throws ERR_OUT_OF_RANGE, ERR_INVALID_ARG_TYPE
 */
proto.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

proto.getMaxListeners = function getMaxListeners() {
  return limitOf(this);
};

function limitOf(emitter) {
  return emitter._maxListeners ?? getDefaultMaxListeners();
}

/**
 * Calls the listeners of `type` with the arguments after it, in the order in which they were added.
 * @returns {boolean} whether there were any
 * @throws what a listener throws; the first argument, or ERR_UNHANDLED_ERROR, for 'error' without a listener
 */
// `arguments` is only counted and spread, never handed on as such: so optimized code does not allocate it.
proto.emit = function emit(type, a, b, c) {
  const events = this._events;
  if (type === 'error') {
    if (events?.[errorMonitor] !== undefined) emitAs(this, errorMonitor, ...arguments);
    if (events?.error === undefined) throw unhandled(this, a);
  }
  if (events === undefined) return false;
  const handler = events[type];
  if (typeof handler === 'function') {
    let result;
    switch (arguments.length) {
      case 0:
      case 1:
        result = handler.call(this);
        break;
      case 2:
        result = handler.call(this, a);
        break;
      case 3:
        result = handler.call(this, a, b);
        break;
      case 4:
        result = handler.call(this, a, b, c);
        break;
      default:
        result = callWithMany(this, handler, ...arguments);
    }
    if (result !== undefined && result !== null && this[kCapture]) watch(this, result, ...arguments);
    return true;
  }
  if (handler === undefined) return false;
  callEach(this, handler, ...arguments);
  return true;
};

function callWithMany(emitter, listener, type, ...args) {
  return Reflect.apply(listener, emitter, args);
}

// Listeners that come or go meanwhile do not change who is called now. Two need no copy for that.
function callEach(emitter, listeners, type, ...args) {
  let now = listeners;
  let { length } = listeners;
  const last = listeners[length - 1];
  if (length > 2) now = listeners.slice();
  length--;
  for (let i = 0; i < length; i++) {
    const result = Reflect.apply(now[i], emitter, args);
    if (result !== undefined && result !== null && emitter[kCapture]) watch(emitter, result, type, ...args);
  }
  const result = Reflect.apply(last, emitter, args);
  if (result !== undefined && result !== null && emitter[kCapture]) watch(emitter, result, type, ...args);
}

function emitAs(emitter, alias, type, ...args) {
  emitter.emit(alias, ...args);
}

function unhandled(emitter, reason) {
  if (reason instanceof Error) {
    noteEmission(reason, emitter, proto.emit);
    return reason;
  }
  let shown;
  try {
    shown = load('internal/util/inspect').inspect(reason);
  } catch {
    shown = reason;
  }
  const error = new codes.ERR_UNHANDLED_ERROR(shown);
  error.context = reason;
  return error;
}

// A promise that a listener returned: its rejection becomes an event.
function watch(emitter, promise, type, ...args) {
  try {
    const { then } = promise;
    if (typeof then !== 'function') return;
    // In a tick: what a listener then throws is no rejection of yet another promise.
    then.call(promise, undefined, (error) => nextTick(emitRejection, emitter, error, type, args));
  } catch (error) {
    emitter.emit('error', error);
  }
}

function emitRejection(emitter, error, type, args) {
  if (typeof emitter[captureRejectionSymbol] === 'function') {
    emitter[captureRejectionSymbol](error, type, ...args);
    return;
  }
  // A listener of 'error' that rejects must not come back here.
  const capture = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = capture;
  }
}

function add(emitter, type, listener, first) {
  validateFunction(listener, 'listener');
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = new Events();
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener ?? listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    ++emitter._eventsCount;
    return emitter;
  }
  if (typeof existing === 'function') events[type] = first ? [listener, existing] : [existing, listener];
  else if (first) existing.unshift(listener);
  else existing.push(listener);
  suspectLeak(emitter, type, events[type]);
  return emitter;
}

function suspectLeak(emitter, type, listeners) {
  const limit = limitOf(emitter);
  if (limit <= 0 || listeners.length <= limit || listeners.warned) return;
  listeners.warned = true;
  const shown = load('internal/util/inspect').inspect(emitter, { depth: -1 });
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${listeners.length} ${String(type)} listeners added to ${shown}. ` +
      `MaxListeners is ${limit}. Use emitter.setMaxListeners() to increase limit`,
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = listeners.length;
  load('process').emitWarning(warning);
}

/** Adds a listener; 'newListener' is emitted before. @throws ERR_INVALID_ARG_TYPE if it is no function */
proto.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
proto.on = proto.addListener;

/** Adds a listener before the others. */
proto.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

function forOnce(emitter, type, listener) {
  let fired = false;
  function once(...args) {
    if (fired) return undefined;
    emitter.removeListener(type, once);
    fired = true;
    return args.length === 0 ? listener.call(emitter) : listener.apply(emitter, args);
  }
  once.listener = listener;
  return once;
}

/** Adds a listener that is removed before its first call. */
proto.once = function once(type, listener) {
  validateFunction(listener, 'listener');
  this.on(type, forOnce(this, type, listener));
  return this;
};

/** Adds a listener before the others, which is removed before its first call. */
proto.prependOnceListener = function prependOnceListener(type, listener) {
  validateFunction(listener, 'listener');
  this.prependListener(type, forOnce(this, type, listener));
  return this;
};

/** Removes the listener that was added last of those that are equal; 'removeListener' is emitted after. */
proto.removeListener = function removeListener(type, listener) {
  validateFunction(listener, 'listener');
  const events = this._events;
  const existing = events?.[type];
  if (existing === undefined) return this;
  if (existing === listener || existing.listener === listener) {
    listener = existing;
    forget(this, type);
  } else if (typeof existing === 'function') {
    return this;
  } else {
    const at = existing.findLastIndex((each) => each === listener || each.listener === listener);
    if (at < 0) return this;
    listener = existing[at];
    if (existing.length === 2) events[type] = existing[1 - at];
    else if (at === 0) existing.shift();
    else existing.splice(at, 1);
  }
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener.listener ?? listener);
  return this;
};
proto.off = proto.removeListener;

function forget(emitter, type) {
  if (--emitter._eventsCount === 0) emitter._events = new Events();
  else delete emitter._events[type];
}

/** Removes all listeners, or those of one type. */
proto.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    if (arguments.length === 0) {
      this._events = new Events();
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      forget(this, type);
    }
    return this;
  }
  // Somebody wants to know of each, so each is removed for itself, the last first.
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = new Events();
    this._eventsCount = 0;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') this.removeListener(type, listeners);
  else if (listeners !== undefined) for (const each of listeners.slice().reverse()) this.removeListener(type, each);
  return this;
};

function listenersOf(emitter, type) {
  const existing = emitter._events?.[type];
  if (existing === undefined) return [];
  return typeof existing === 'function' ? [existing] : existing.slice();
}

/** @returns {Function[]} a copy of the listeners of `type` */
proto.listeners = function listeners(type) {
  return listenersOf(this, type).map((each) => each.listener ?? each);
};

/** @returns {Function[]} as listeners(), with the wrappers that once() made */
proto.rawListeners = function rawListeners(type) {
  return listenersOf(this, type);
};

/** @returns {number} how many listeners `type` has; with `listener`, how often that one is among them */
proto.listenerCount = function listenerCount(type, listener) {
  const existing = this._events?.[type];
  if (existing === undefined) return 0;
  if (listener === undefined || listener === null) return typeof existing === 'function' ? 1 : existing.length;
  return listenersOf(this, type).filter((each) => each === listener || each.listener === listener).length;
};

/** @returns {(string|symbol)[]} the types that have listeners, in the order in which they got their first */
proto.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};
