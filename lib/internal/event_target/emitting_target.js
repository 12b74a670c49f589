// NodeEventTarget: an EventTarget with the methods of an EventEmitter, as MessagePort has them.

import { codes } from '../errors.js';
import { getDefaultMaxListeners } from '../events/limits.js';
import { validateNumber, validateString } from '../validators.js';
import {
  dispatch,
  EventTarget,
  isEventTarget,
  kEvents,
  kIsNodeStyleListener,
  kMaxEventTargetListeners,
  listenersOf,
  removeAll,
} from './target.js';

function check(value) {
  if (!isEventTarget(value)) throw new codes.ERR_INVALID_THIS('NodeEventTarget');
}

/** Source: Node class NodeEventTarget since v14.5.0. */
export class NodeEventTarget extends EventTarget {
  static defaultMaxListeners = 10;

  setMaxListeners(n) {
    check(this);
    validateNumber(n, 'setMaxListeners', 0);
    this[kMaxEventTargetListeners] = n;
    return this;
  }

  getMaxListeners() {
    check(this);
    return this[kMaxEventTargetListeners] ?? getDefaultMaxListeners();
  }

  eventNames() {
    check(this);
    return [...(this[kEvents]?.keys() ?? [])];
  }

  listenerCount(type) {
    check(this);
    return listenersOf(this, type).length;
  }

  /** Adds a listener that takes what emit() gives. */
  on(type, listener) {
    check(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  addListener(type, listener) {
    check(this);
    return this.on(type, listener);
  }

  once(type, listener) {
    check(this);
    this.addEventListener(type, listener, { once: true, [kIsNodeStyleListener]: true });
    return this;
  }

  off(type, listener, options) {
    check(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    check(this);
    return this.off(type, listener, options);
  }

  removeAllListeners(type) {
    check(this);
    removeAll(this, type);
    return this;
  }

  /** @returns {boolean} whether there were listeners */
  emit(type, value) {
    check(this);
    validateString(type, 'type');
    return dispatch(this, type, value, undefined);
  }
}

const shown = { enumerable: true };
Object.defineProperties(NodeEventTarget.prototype, {
  setMaxListeners: shown,
  getMaxListeners: shown,
  eventNames: shown,
  listenerCount: shown,
  off: shown,
  removeListener: shown,
  on: shown,
  addListener: shown,
  once: shown,
  emit: shown,
  removeAllListeners: shown,
});
