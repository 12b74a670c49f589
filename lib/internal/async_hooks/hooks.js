// createHook: functions that are told of every asynchronous resource. What they cost is paid by programs that enable
// one: before the first, work has no ids (origin.js) and V8 calls nothing for promises.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { isStackOverflow } from '../errors/stack_overflow.js';
import { setPromiseScope } from '../task_queue/rejections.js';
import { atCheck } from '../timers/immediate.js';
import { validateBoolean } from '../validators.js';
import { listen } from './promise_hooks.js';
import { defaultTriggerId, newAsyncId, pop, push, setEmitters, track } from './origin.js';

const { writeText } = binding('process');

const kAsyncId = Symbol('async_id_symbol');
const kTriggerId = Symbol('trigger_async_id_symbol');

// Never changed, only replaced. What a hook enables or disables counts once the event that it hears of is over, with all that comes of it.
let enabled = [];
let wanted = enabled;
let emitting = 0;
let destroyQueue = [];
let collected;

class AsyncHook {
  constructor({ init, before, after, destroy, promiseResolve, trackPromises }) {
    this.init = init;
    this.before = before;
    this.after = after;
    this.destroy = destroy;
    this.promiseResolve = promiseResolve;
    Object.defineProperty(this, 'trackPromises', { value: trackPromises !== false });
  }

  enable() {
    if (wanted.includes(this)) return this;
    want([...wanted, this]);
    return this;
  }

  disable() {
    if (!wanted.includes(this)) return this;
    want(wanted.filter((hook) => hook !== this));
    return this;
  }
}

function want(hooks) {
  wanted = hooks;
  if (emitting === 0) update();
}

/**
 * @param {{init?: Function, before?: Function, after?: Function, destroy?: Function, promiseResolve?: Function,
 *   trackPromises?: boolean}} callbacks
 * @returns {AsyncHook} to be enabled
 * @throws ERR_ASYNC_CALLBACK, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 * Source: Node async_hooks.createHook since v8.1.0.
 */
export function createHook(callbacks) {
  for (const name of ['init', 'before', 'after', 'destroy', 'promiseResolve']) {
    const callback = callbacks[name];
    if (callback !== undefined && typeof callback !== 'function') throw new codes.ERR_ASYNC_CALLBACK(`hook.${name}`);
  }
  const { promiseResolve, trackPromises } = callbacks;
  if (trackPromises !== undefined) validateBoolean(trackPromises, 'trackPromises');
  if (trackPromises === false && promiseResolve !== undefined) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'trackPromises',
      trackPromises,
      'must not be false when promiseResolve is enabled',
    );
  }
  // it may be enabled by what is asked for before
  track();
  return new AsyncHook(callbacks);
}

// What a hook throws cannot be handled by the code it is called from. An exhausted stack is that code's own doing.
function fatal(error) {
  if (isStackOverflow(error)) throw error;
  const process = load('process');
  const { stack } = typeof error?.stack === 'string' ? error : new Error(String(error));
  writeText(2, `${stack}\n`);
  if (process.execArgv.includes('--abort-on-uncaught-exception')) process.abort();
  process.exit(1);
}

function teller(name) {
  if (!enabled.some((hook) => hook[name] !== undefined)) return undefined;
  return (...args) => {
    emitting++;
    try {
      for (const hook of enabled) hook[name]?.(...args);
    } catch (error) {
      fatal(error);
    } finally {
      // no call: where the stack is exhausted, the count has to be right all the same
      if (--emitting === 0 && wanted !== enabled) update();
    }
  };
}

let tellInit;
let tellResolve;
let tellDestroy;
let stopListening; // to promises

function update() {
  enabled = wanted;
  tellInit = teller('init');
  tellDestroy = teller('destroy');
  tellResolve = teller('promiseResolve');
  setEmitters(tellInit, teller('before'), teller('after'), tellDestroy && queueDestroy);
  stopListening?.();
  stopListening = undefined;
  if (!enabled.some((hook) => hook.trackPromises)) return;
  const settled = tellResolve && ((promise) => tellResolve(idOf(promise)));
  stopListening = listen({ init: promiseInit, before: promiseBefore, after: pop, settled });
}

// Resources are destroyed in the middle of anything; their hooks are called in the next check phase.
function queueDestroy(asyncId) {
  if (destroyQueue.length === 0) atCheck(flushDestroyed);
  destroyQueue.push(asyncId);
}

function flushDestroyed() {
  const ids = destroyQueue;
  destroyQueue = [];
  for (const asyncId of ids) tellDestroy?.(asyncId);
}

// Promises that are older than the hooks get their ids when they are first met.
function idOf(promise) {
  if (promise[kAsyncId] === undefined) {
    promise[kAsyncId] = newAsyncId();
    promise[kTriggerId] = defaultTriggerId();
  }
  return promise[kAsyncId];
}

function promiseInit(promise, parent) {
  const trigger = parent === undefined ? defaultTriggerId() : idOf(parent);
  const asyncId = (promise[kAsyncId] = newAsyncId());
  promise[kTriggerId] = trigger;
  if (tellInit !== undefined) {
    emitting++;
    try {
      for (const hook of enabled) if (hook.trackPromises) hook.init?.(asyncId, 'PROMISE', trigger, promise);
    } catch (error) {
      fatal(error);
    } finally {
      // no call: where the stack is exhausted, the count has to be right all the same
      if (--emitting === 0 && wanted !== enabled) update();
    }
  }
  if (tellDestroy !== undefined) {
    collected ??= new FinalizationRegistry((id) => {
      if (tellDestroy !== undefined) queueDestroy(id);
    });
    collected.register(promise, asyncId);
  }
}

function promiseBefore(promise) {
  const asyncId = idOf(promise);
  push(asyncId, promise[kTriggerId], promise);
}

setPromiseScope((promise, fn) => {
  if (promise[kAsyncId] === undefined) return fn();
  promiseBefore(promise);
  fn();
  pop();
});
