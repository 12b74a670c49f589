// Where a piece of work came from: the async context that was current when it was asked for and, once a program
// looks at them, its async ids. Work remembers its origin only while someone could notice: `observed` is the one
// flag that the hot paths of ticks, timers and immediates test.
//
//   const origin = observed ? capture('Timeout', timer) : undefined;      when work is asked for
//
//   const scope = observed ? enter(origin, timer) : OUTSIDE;              when it runs
//   callback();
//   if (scope !== OUTSIDE) leave(scope);
//
// A callback that throws leaves its origin entered, so that whoever is told of the exception still sees the async
// context it happened in; reset() follows when that is done.

import { binding } from '../binding.js';

const {
  // The value that V8 carries through promises: undefined, or a frame (frame.js). Both are built into the engine.
  getContinuationPreservedEmbedderData: getContext,
  setContinuationPreservedEmbedderData: setContext,
} = binding('task_queue').engineExtras();
export { getContext, setContext };

/** Whether new work has to remember its origin. Never goes back to false. */
export let observed = false;
/** Whether ids are given out and the execution stack is kept. Never goes back to false. */
export let tracking = false;

/** What enter() returns; OUTSIDE for not having been called. */
export const OUTSIDE = 0;
const IN_CONTEXT = 1;
const TRACKED = 2;

let lastId = 1;
let executionId = 1;
let triggerId = 0;
let resource = {};
let trigger; // of what is made now, where that is not what runs
const stack = [];

// What hooks.js hands in while a program listens: otherwise ids are given out silently.
let emitInit;
let emitBefore;
let emitAfter;
let emitDestroy;
let observeResource;

class Origin {
  constructor(context, asyncId, triggerAsyncId) {
    this.context = context;
    this.asyncId = asyncId;
    this.triggerAsyncId = triggerAsyncId;
  }
}

const UNKNOWN = new Origin(undefined, 0, 0);

/** From now on work remembers the async context it came from: an AsyncLocalStorage is in use. */
export function observe() {
  observed = true;
}

/** From now on work gets ids too: a program asked for one, or enabled a hook. */
export function track() {
  observed = true;
  tracking = true;
}

/** Sets the functions that tell enabled hooks; undefined for those that nobody listens to. */
export function setEmitters(init, before, after, destroy) {
  emitInit = init;
  emitBefore = before;
  emitAfter = after;
  emitDestroy = destroy;
}

/** @returns {number} an async id that nothing else has */
export function newAsyncId() {
  return ++lastId;
}

/** @returns {number} async id of what is running: 1 for the program's own start, 0 if not known */
export function executionAsyncId() {
  track();
  return executionId;
}

/** @returns {number} async id of what caused what is running */
export function triggerAsyncId() {
  track();
  return triggerId;
}

/** @returns {object} the resource that is running, or an object that stands for the top level */
export function executionAsyncResource() {
  track();
  return resource;
}

/** @returns {number} the trigger id that a resource made now gets if none is given */
export function defaultTriggerId() {
  return trigger ?? executionId;
}

/**
 * Calls fn(...args); resources that it makes are triggered by the one with this id.
 * @param {number} asyncId
 * @returns {*} what fn returns
 */
export function triggeredBy(asyncId, fn, ...args) {
  const before = trigger;
  trigger = asyncId;
  try {
    return fn(...args);
  } finally {
    trigger = before;
  }
}

/** @returns {boolean} whether someone wants to know what comes into being */
export function initIsHeard() {
  return emitInit !== undefined;
}

/** @returns {boolean} whether someone wants to know what is destroyed */
export function destroyIsHeard() {
  return emitDestroy !== undefined;
}

/**
 * Remembers where `owner` comes from, and tells the hooks that it exists.
 * @param {string} type  kind of the resource, as Node's async_hooks names it
 * @param {object} owner  the resource
 */
export function capture(type, owner) {
  if (!tracking) return new Origin(getContext(), 0, 0);
  return captureBelow(defaultTriggerId(), type, owner);
}

/** The same where another resource is the cause: that with the id `trigger`. For a program that looks at ids (tracking). */
export function captureBelow(trigger, type, owner) {
  const asyncId = ++lastId;
  if (emitInit !== undefined) emitInit(asyncId, type, trigger, owner);
  return new Origin(getContext(), asyncId, trigger);
}

/** Sets what is told of every AsyncResource that is made (node:domain). */
export function setResourceObserver(fn) {
  observeResource = fn;
}

/** The same for a resource that has its ids already. */
export function announce(asyncId, type, trigger, owner) {
  if (observeResource !== undefined) observeResource(owner);
  if (emitInit !== undefined) emitInit(asyncId, type, trigger, owner);
}

/**
 * Starts a callback that belongs to `owner`; `origin` may be undefined if nothing was observed when it was made.
 * @returns {number} for leave()
 */
export function enter(origin = UNKNOWN, owner) {
  setContext(origin.context);
  if (!tracking) return IN_CONTEXT;
  push(origin.asyncId, origin.triggerAsyncId, owner);
  return TRACKED;
}

/** Ends what enter() started. */
export function leave(scope) {
  if (scope === TRACKED) pop();
  setContext(undefined);
}

/** Tells the hooks that what has this origin will not run again. */
export function release(origin) {
  if (emitDestroy !== undefined && origin !== undefined && origin.asyncId > 0) emitDestroy(origin.asyncId);
}

/** Tells the hooks that what has this id will not run again. */
export function destroyed(asyncId) {
  if (emitDestroy !== undefined) emitDestroy(asyncId);
}

/** Makes (asyncId, trigger, owner) what is running, and tells the hooks. */
export function push(asyncId, trigger, owner) {
  stack.push(executionId, triggerId, resource);
  executionId = asyncId;
  triggerId = trigger;
  resource = owner;
  if (emitBefore !== undefined && asyncId > 0) emitBefore(asyncId);
}

/** Tells the hooks that what is running ends, and goes back to what ran before. */
export function pop() {
  if (emitAfter !== undefined && executionId > 0) emitAfter(executionId);
  restore();
}

// An exception on the way may have emptied the stack already.
function restore() {
  if (stack.length === 0) return;
  resource = stack.pop();
  triggerId = stack.pop();
  executionId = stack.pop();
}

/** Ends everything that an exception left entered. */
export function reset() {
  while (stack.length > 0) pop();
  if (observed) setContext(undefined);
}

/** Ends the program's own start: what runs from here on without an origin has the id 0. */
export function leaveProgram() {
  executionId = 0;
  triggerId = 0;
}
