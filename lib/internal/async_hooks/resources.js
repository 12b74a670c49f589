// Work of the background as async hooks see it: what is called once (a request), and what lives on (a handle). Nothing here is
// called before a program looks at ids (`tracking` of origin.js). The async context of their callbacks is C++'s care.

import { capture, captureBelow, pop, push, release } from './origin.js';

const kOrigin = Symbol('origin');

/** Kinds of what the background makes, as Node names them. Those that are JavaScript's own (Timeout, TickObject, ...) are none of them. */
export const providers = [
  'NONE',
  'FSEVENTWRAP',
  'FSREQCALLBACK',
  'FSREQPROMISE',
  'GETADDRINFOREQWRAP',
  'HTTPINCOMINGMESSAGE',
  'HTTPCLIENTREQUEST',
  'MESSAGEPORT',
  'PIPECONNECTWRAP',
  'PIPESERVERWRAP',
  'PIPEWRAP',
  'PROCESSWRAP',
  'PROMISE',
  'SHUTDOWNWRAP',
  'SIGNALWRAP',
  'STATWATCHER',
  'TCPCONNECTWRAP',
  'TCPSERVERWRAP',
  'TCPWRAP',
  'WORKER',
  'WRITEWRAP',
];

/** A piece of work that has no object of its own. */
class Resource {}

function inScope(origin, resource, callback) {
  return function (...args) {
    push(origin.asyncId, origin.triggerAsyncId, resource);
    const result = Reflect.apply(callback, this, args);
    pop();
    return result;
  };
}

function once(origin, resource, callback) {
  const call = inScope(origin, resource, callback);
  return function (...args) {
    Reflect.apply(call, this, args);
    release(origin);
  };
}

/**
 * A callback of the background that is called once.
 * @param {string} type  of the resource, as Node's async_hooks names it
 * @param {Function} callback
 */
export function tracked(type, callback) {
  const resource = new Resource();
  return once(capture(type, resource), resource, callback);
}

/** The same for what is asked of a handle, which is then its cause. */
export function trackedFor(handle, type, callback) {
  const resource = new Resource();
  resource.handle = handle;
  return once(captureBelow(asyncIdOf(handle), type, resource), resource, callback);
}

/**
 * A callback of the background that is called again and again.
 * @param {string} type
 * @param {object} owner  the resource
 * @param {Function} callback
 * @returns {{ callback: Function, end: () => void }} end: it will not be called again
 */
export function trackedRepeatedly(type, owner, callback) {
  const origin = capture(type, owner);
  return { callback: inScope(origin, owner, callback), end: () => release(origin) };
}

/** Makes `handle`, an object of its own, a resource. @param {number} [trigger]  async id of its cause */
export function track(handle, type, trigger) {
  handle[kOrigin] = trigger === undefined ? capture(type, handle) : captureBelow(trigger, type, handle);
}

/** @returns {number} 0 for what was made before anybody looked */
export const asyncIdOf = (handle) => handle?.[kOrigin]?.asyncId ?? 0;

/** @returns {Function} `callback`, to be called as one of the handle's */
export function within(handle, callback) {
  const origin = handle[kOrigin];
  return origin === undefined ? callback : inScope(origin, handle, callback);
}

/** Tells the hooks that the resource is gone. Only the first call counts. */
export function untrack(handle) {
  const origin = handle[kOrigin];
  if (origin === undefined) return;
  handle[kOrigin] = undefined;
  release(origin);
}
