// BroadcastChannel (https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts): everybody who has
// one of a name hears what is posted there, in all threads of the process.

import { load } from '../builtins.js';
import { DOMException } from '../dom_exception.js';
import { codes } from '../errors.js';
import { EventTarget, defineEventHandler, kCreateEvent } from '../event_target.js';
import { MessageEvent } from './message_event.js';
import { kInside, kOwner, portOf } from './message_port.js';
import { native } from './native.js';

const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Node class BroadcastChannel, since v15.4. */
export class BroadcastChannel extends EventTarget {
  #name;
  #port;

  /** @param {string} name */
  constructor(name) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    this.#port = native.broadcastPort(this.#name);
    this.#port[kOwner] = this;
    Object.defineProperty(this, kInside, { value: this.#port });
    portOf.ref(this.#port);
    portOf.start(this.#port);
  }

  static #check(value) {
    if (value === null || typeof value !== 'object' || !(#name in value))
      throw new codes.ERR_INVALID_THIS('BroadcastChannel');
  }

  get name() {
    BroadcastChannel.#check(this);
    return this.#name;
  }

  /** Hears nothing from now on. */
  close() {
    BroadcastChannel.#check(this);
    if (this.#port === undefined) return;
    portOf.stop(this.#port); // what waits is not delivered
    portOf.close(this.#port);
    this.#port = undefined;
  }

  /**
   * @param {unknown} message  cloned by the structured clone algorithm
   * @throws {DOMException} InvalidStateError once closed, DataCloneError
   * @throws {TypeError} ERR_MISSING_ARGS
   */
  postMessage(message) {
    BroadcastChannel.#check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('message');
    if (this.#port === undefined) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    portOf.post(this.#port, message);
  }

  /** Keeps the thread alive while it is open, as it does from the beginning. @returns {BroadcastChannel} this */
  ref() {
    BroadcastChannel.#check(this);
    if (this.#port !== undefined) portOf.ref(this.#port);
    return this;
  }

  /** @returns {BroadcastChannel} this */
  unref() {
    BroadcastChannel.#check(this);
    if (this.#port !== undefined) portOf.unref(this.#port);
    return this;
  }

  [kCreateEvent](data, type) {
    return new MessageEvent(type, { data });
  }

  [customInspect](depth, options) {
    BroadcastChannel.#check(this);
    if (depth < 0) return 'BroadcastChannel';
    const state = { name: this.#name, active: this.#port !== undefined };
    const deeper = { ...options, depth: options?.depth == null ? null : options.depth - 1 };
    return `BroadcastChannel ${load('util').inspect(state, deeper)}`;
  }
}

const enumerable = { enumerable: true };
Object.defineProperties(BroadcastChannel.prototype, {
  [Symbol.toStringTag]: { value: 'BroadcastChannel', configurable: true },
  name: enumerable,
  close: enumerable,
  postMessage: enumerable,
});
defineEventHandler(BroadcastChannel.prototype, 'message');
defineEventHandler(BroadcastChannel.prototype, 'messageerror');
