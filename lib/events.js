// node:events. What require('events') returns is EventEmitter itself, with the rest as its properties.

import { codes } from './internal/errors.js';
import { load } from './internal/builtins.js';
import { addAbortListener } from './internal/events/abort_listener.js';
import { captureRejectionSymbol, errorMonitor, EventEmitter, kCapture } from './internal/events/emitter.js';
import { getDefaultMaxListeners, setDefaultMaxListeners } from './internal/events/limits.js';
import { on } from './internal/events/on.js';
import { once } from './internal/events/once.js';
import { isEventTarget, kMaxEventTargetListeners, listenersOf } from './internal/event_target.js';
import { validateBoolean, validateNumber } from './internal/validators.js';

function invalid(name, value) {
  return new codes.ERR_INVALID_ARG_TYPE(name, ['EventEmitter', 'EventTarget'], value);
}

/**
 * @param {EventEmitter|EventTarget} emitter
 * @returns {Function[]} a copy of its listeners of `type`
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node events.getEventListeners since v15.2.0.
 */
function getEventListeners(emitter, type) {
  if (typeof emitter?.listeners === 'function') return emitter.listeners(type);
  if (isEventTarget(emitter)) return listenersOf(emitter, type).map((each) => each.target);
  throw invalid('emitter', emitter);
}

/** @returns {number} how many listeners of a type emitter may have before it warns. Source: Node since v19.9.0. */
function getMaxListeners(emitter) {
  if (typeof emitter?.getMaxListeners === 'function') return emitter.getMaxListeners();
  if (isEventTarget(emitter)) return emitter[kMaxEventTargetListeners] ?? getDefaultMaxListeners();
  throw invalid('emitter', emitter);
}

/**
 * @param {number} [n]  how many listeners of a type `targets` may have before they warn; of all if none is given
 * @param {...(EventEmitter|EventTarget)} targets
 * @throws ERR_OUT_OF_RANGE, ERR_INVALID_ARG_TYPE
 * Source: Node events.setMaxListeners since v15.4.0.
 */
function setMaxListeners(n = getDefaultMaxListeners(), ...targets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) setDefaultMaxListeners(n, 'setMaxListeners');
  for (const target of targets) {
    if (isEventTarget(target)) target[kMaxEventTargetListeners] = n;
    else if (typeof target?.setMaxListeners === 'function') target.setMaxListeners(n);
    else throw invalid('eventTargets', target);
  }
}

/** @returns {number} how many listeners of `type` emitter has. Source: Node events.listenerCount since v0.9.12. */
function listenerCount(emitter, type) {
  if (typeof emitter?.listenerCount === 'function') return emitter.listenerCount(type);
  if (isEventTarget(emitter)) return listenersOf(emitter, type).length;
  return EventEmitter.prototype.listenerCount.call(emitter, type);
}

Object.assign(EventEmitter, {
  addAbortListener,
  once,
  on,
  getEventListeners,
  getMaxListeners,
  EventEmitter,
  usingDomains: false,
  captureRejectionSymbol,
  errorMonitor,
  setMaxListeners,
  listenerCount,
});
Object.defineProperties(EventEmitter, {
  /** Whether emitters made from now on watch the promises that listeners return. */
  captureRejections: {
    get() {
      return EventEmitter.prototype[kCapture];
    },
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
    enumerable: true,
    configurable: true,
  },
  /** The limit of all emitters and EventTargets that have none of their own. */
  defaultMaxListeners: {
    get: getDefaultMaxListeners,
    set(n) {
      setDefaultMaxListeners(n, 'defaultMaxListeners');
    },
    enumerable: true,
  },
  EventEmitterAsyncResource: {
    get: () => load('internal/events/async_resource').EventEmitterAsyncResource,
    enumerable: true,
    configurable: true,
  },
});

export default EventEmitter;
