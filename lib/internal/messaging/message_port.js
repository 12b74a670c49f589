//# allFunctionsCalledOnLoad
// MessagePort and MessageChannel (https://html.spec.whatwg.org/multipage/web-messaging.html#message-channels), with the methods of an
// EventEmitter that Node gives them. Ports are made in C++, where what they are told waits; their prototype is put together here.

import { load } from '../builtins.js';
import { capture, enter, leave, observed, OUTSIDE, release } from '../async_hooks/origin.js';
import { codes } from '../errors.js';
import { stampCode } from '../errors/define.js';
import {
  CustomEvent,
  Event,
  NodeEventTarget,
  defineEventHandler,
  dispatch,
  kCreateEvent,
  kNewListener,
  kRemoveListener,
} from '../event_target.js';
import { MessageEvent } from './message_event.js';
import { native, setDeliver } from './native.js';
import { completeTransferList } from './transferable.js';

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const NOTHING = [];

/** Field of a port: the ports that came with the message that is being delivered. */
const kPorts = Symbol('kPorts');
/** Field of a port: where it comes from, for async hooks. */
const kOrigin = Symbol('kOrigin');
/** Field of a port that is the inside of something else: where its events go. */
export const kOwner = Symbol('kOwner');

const { prototype } = native.MessagePort;
const { post, receive, start, stop, drain, close, ref, unref, hasRef, active } = prototype;
for (const name of ['post', 'receive', 'stop', 'drain', 'active']) delete prototype[name];

/** Node class MessagePort, since v10.5. Only a MessageChannel makes ports. */
export function MessagePort() {
  throw new codes.ERR_CONSTRUCT_CALL_INVALID();
}
MessagePort.prototype = prototype;
Object.setPrototypeOf(MessagePort, NodeEventTarget);
Object.setPrototypeOf(prototype, NodeEventTarget.prototype);

function isIterable(value) {
  return value !== null && typeof value === 'object' && typeof value[Symbol.iterator] === 'function';
}

/** A list of what postMessage is to move, however it was given. */
function transferListOf(options) {
  if (options === undefined || options === null) return NOTHING;
  if (isIterable(options)) return listFrom(options, 'transferList');
  if (typeof options !== 'object') throw notIterable('transferList');
  const { transfer } = options;
  if (transfer === undefined) return NOTHING;
  if (!isIterable(transfer)) throw notIterable('options.transfer');
  return listFrom(transfer, 'options.transfer');
}

function listFrom(iterable, name) {
  if (Array.isArray(iterable)) return completeTransferList(iterable);
  const iterator = iterable[Symbol.iterator]();
  if (typeof iterator?.next !== 'function') throw notIterable(name);
  return completeTransferList({ [Symbol.iterator]: () => iterator });
}

function notIterable(name) {
  return stampCode(new TypeError(`Optional ${name} argument must be an iterable`), 'ERR_INVALID_ARG_TYPE');
}

const methods = {
  /**
   * Node port.postMessage, since v10.5.
   * @param {unknown} value  cloned by the structured clone algorithm
   * @param {Iterable<object> | { transfer?: Iterable<object> }} [options]  what is moved instead
   * @throws {DOMException} DataCloneError
   * @throws {TypeError} ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE
   */
  postMessage(value, options) {
    if (arguments.length === 0) {
      throw stampCode(new TypeError('Not enough arguments to MessagePort.postMessage'), 'ERR_MISSING_ARGS');
    }
    const sent = post.call(this, value, transferListOf(options));
    if (sent === false) {
      load('process').emitWarning('The target port was posted to itself, and the communication channel was lost');
    }
    return sent;
  },

  /** Node port.start, since v10.5: messages that wait, and those to come, are delivered. A listener of 'message' does the same. */
  start() {
    start.call(this);
  },

  /** @returns {MessagePort} this. Node port.ref, since v10.5: while it is open, it keeps the thread alive. */
  ref() {
    ref.call(this);
    return this;
  },

  /** @returns {MessagePort} this. Node port.unref, since v10.5 */
  unref() {
    unref.call(this);
    return this;
  },

  /** @returns {boolean} Node port.hasRef, since v18.1 */
  hasRef() {
    return hasRef.call(this);
  },

  /**
   * Node port.close, since v10.5: both ends of the channel.
   * @param {Function} [callback]  a listener of 'close'
   */
  close(callback) {
    if (typeof callback === 'function') this.once('close', callback);
    close.call(this);
  },
};
for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(prototype, name, { value, writable: true, enumerable: true, configurable: true });
}
Object.defineProperty(prototype, 'constructor', {
  value: MessagePort,
  writable: true,
  enumerable: false,
  configurable: true,
});
defineEventHandler(prototype, 'message');
defineEventHandler(prototype, 'messageerror');

function define(name, value) {
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}
define(kNewListener, function (size, type, ...rest) {
  if (type === 'message' && size === 1) {
    ref.call(this);
    start.call(this);
  }
  return NodeEventTarget.prototype[kNewListener].call(this, size, type, ...rest);
});
define(kRemoveListener, function (size, type, ...rest) {
  if (type === 'message' && size === 0) {
    stop.call(this);
    unref.call(this);
  }
  return NodeEventTarget.prototype[kRemoveListener].call(this, size, type, ...rest);
});
define(kCreateEvent, function (data, type) {
  if (type === 'message' || type === 'messageerror') return new MessageEvent(type, { data, ports: this[kPorts] });
  return data === undefined ? new Event(type) : new CustomEvent(type, { detail: data });
});
define(customInspect, function (depth, options) {
  const state = { active: active.call(this), refed: hasRef.call(this) };
  return `MessagePort [EventTarget] ${load('util').inspect(state, options)}`;
});

setDeliver((port, kind, value, ports, home) => {
  if (home !== undefined) {
    load('internal/messaging/moved_port').tellMoved(port, kind, value, ports, home);
    return;
  }
  const target = port[kOwner] ?? port;
  const scope = observed ? enter(port[kOrigin], port) : OUTSIDE;
  target[kPorts] = ports;
  try {
    dispatch(target, kind, value);
  } finally {
    target[kPorts] = undefined;
    leave(scope);
    if (kind === 'close') release(port[kOrigin]);
  }
});

/** Node class MessageChannel, since v10.5. */
export class MessageChannel {
  constructor() {
    [this.port1, this.port2] = native.makePorts();
    for (const port of [this.port1, this.port2]) if (observed) port[kOrigin] = capture('MESSAGEPORT', port);
  }
}

/**
 * Node worker_threads.receiveMessageOnPort, since v12.3: the oldest message that waits, without an event.
 * @param {MessagePort | BroadcastChannel} port
 * @returns {{ message: unknown } | undefined}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function receiveMessageOnPort(port) {
  const inside = port?.[kInside] ?? port;
  if (!native.isPort(inside)) {
    throw stampCode(new TypeError('The "port" argument must be a MessagePort instance'), 'ERR_INVALID_ARG_TYPE');
  }
  const received = receive.call(inside);
  return received && { message: received[0] };
}

/** Without listeners that could tell, a port that hears keeps the thread alive. */
function startAndKeep() {
  ref.call(this);
  start.call(this);
}

/**
 * Node worker_threads.moveMessagePortToContext, since v11.13: the same end of its channel, for programs of a context of node:vm.
 * @param {MessagePort} port  which is no longer of use
 * @param {object} context  of vm.createContext()
 * @returns {object} a port of that context, without events beside onmessage and onmessageerror; it waits for start()
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_CLOSED_MESSAGE_PORT
 */
export function moveMessagePortToContext(port, context) {
  const { postMessage, ref, unref, hasRef } = methods;
  const given = { postMessage, start: startAndKeep, close, ref, unref, hasRef };
  return load('internal/messaging/moved_port').movePort(port, context, given, (each) => active.call(each));
}

/** Field of what has a port inside of it. */
export const kInside = Symbol('kInside');

/** What the library does with ports that programs do not see; each takes the port first. */
export const portOf = {
  post: (port, value, list = NOTHING) => post.call(port, value, list),
  start: (port) => start.call(port),
  stop: (port) => stop.call(port),
  /** Delivers what waits, now. */
  drain: (port) => drain.call(port),
  close: (port) => close.call(port),
  ref: (port) => ref.call(port),
  unref: (port) => unref.call(port),
};
