// Promises that were rejected with nobody to handle it. V8 reports each as it happens; what is still unhandled once
// ticks and microtasks are done goes to 'unhandledRejection', and from there on by --unhandled-rejections.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { options } from '../options.js';
import { onStart } from '../start.js';
import { getContext, observed, setContext, tracking } from '../async_hooks/origin.js';
import { HAS_REJECTION, pending } from './pending.js';
import { nextTick } from './ticks.js';

const {
  describe,
  promiseHandlerAddedAfterReject,
  promiseRejectAfterResolved,
  promiseRejectWithNoHandler,
  promiseResolveAfterResolved,
  raise,
} = binding('task_queue');

const ORIGIN =
  'This error originated either by throwing inside of an async function without a catch block, ' +
  'or by rejecting a promise which was not handled with .catch().';

class Rejection {
  reported = false;
  constructor(promise, reason, id) {
    this.promise = promise;
    this.reason = reason;
    this.id = id;
    this.context = observed ? getContext() : undefined;
  }
}

// Promises whose rejection nobody handled so far, in order: new ones, those that are being reported, reported ones.
let waiting = new Map();
let due = new Map();
const reported = new WeakMap();
const handledLate = [];
let lastId = 0;
let runAs; // set by async_hooks: calls a function as if the given promise's reaction ran

/** Sets how to run a function with the async ids of a promise. */
export function setPromiseScope(fn) {
  runAs = fn;
}

/** What --unhandled-rejections says: how a rejection is reported. Returns nothing; throws what listeners throw. */
const MODES = {
  __proto__: null,
  throw(rejection) {
    if (!emitUnhandled(rejection)) raise(asError(rejection.reason), true);
  },
  strict(rejection) {
    raise(asError(rejection.reason), true);
    if (!emitUnhandled(rejection)) warn(rejection);
  },
  warn(rejection) {
    emitUnhandled(rejection);
    warn(rejection);
  },
  'warn-with-error-code'(rejection) {
    if (emitUnhandled(rejection)) return;
    warn(rejection);
    load('process').exitCode = 1;
  },
  none: emitUnhandled,
};

let report;

onStart(() => {
  report = MODES[options['unhandled-rejections'] ?? 'throw'];
});

/** Called by V8, through C++, when a promise is rejected without a handler or treated late. */
export function promiseRejected(event, promise, reason) {
  switch (event) {
    case promiseRejectWithNoHandler:
      waiting.set(promise, new Rejection(promise, reason, ++lastId));
      pending[HAS_REJECTION] = 1;
      break;
    case promiseHandlerAddedAfterReject:
      if (!waiting.delete(promise) && !due.delete(promise)) handleLate(promise);
      break;
    case promiseResolveAfterResolved:
      resolvedAgain('resolve', promise, reason);
      break;
    case promiseRejectAfterResolved:
      resolvedAgain('reject', promise, reason);
      break;
  }
}

function handleLate(promise) {
  const rejection = reported.get(promise);
  if (rejection === undefined) return;
  reported.delete(promise);
  // Made here, for the stack that handles the promise.
  let warning;
  if (rejection.warned) {
    warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${rejection.id})`);
    warning.name = 'PromiseRejectionHandledWarning';
    warning.id = rejection.id;
  }
  handledLate.push({ promise, warning });
  pending[HAS_REJECTION] = 1;
}

// In a tick of its own: what a listener throws must not be caught by the promise's executor.
function resolvedAgain(type, promise, reason) {
  const process = load('process');
  if (process.listenerCount('multipleResolves') === 0) return;
  nextTick(() => process.emit('multipleResolves', type, promise, reason));
}

/**
 * Reports what was rejected, or handled late, since the last call.
 * @returns {boolean} whether the task queue has to be looked at again
 * Throws what a listener throws; the rest is then reported by the next call.
 */
export function processRejections() {
  if (pending[HAS_REJECTION] === 0) return false;
  const process = load('process');
  while (handledLate.length > 0) {
    const { promise, warning } = handledLate.shift();
    if (!process.emit('rejectionHandled', promise) && warning !== undefined) process.emitWarning(warning);
  }
  // What is rejected meanwhile waits until ticks and microtasks are done again.
  if (due.size === 0) [due, waiting] = [waiting, due];
  for (const [promise, rejection] of due) {
    due.delete(promise);
    reported.set(promise, rejection);
    if (observed) reportInContext(rejection);
    else report(rejection);
  }
  pending[HAS_REJECTION] = waiting.size + handledLate.length > 0 ? 1 : 0;
  return true;
}

function reportInContext(rejection) {
  setContext(rejection.context);
  if (tracking && runAs !== undefined) runAs(rejection.promise, () => report(rejection));
  else report(rejection);
  setContext(undefined);
}

function emitUnhandled({ reason, promise }) {
  return load('process').emit('unhandledRejection', reason, promise);
}

function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'stack');
}

// What is raised must be an error; a rejection with anything else is wrapped.
function asError(reason) {
  if (isErrorLike(reason)) return reason;
  const error = new Error(`${ORIGIN} The promise rejected with the reason "${describe(reason)}".`);
  error.code = 'ERR_UNHANDLED_REJECTION';
  Object.defineProperty(error, 'name', {
    value: 'UnhandledPromiseRejection',
    enumerable: false,
    writable: true,
    configurable: true,
  });
  return error;
}

function warn(rejection) {
  const { id, reason } = rejection;
  const process = load('process');
  rejection.warned = true;
  const warning = new Error(
    `Unhandled promise rejection. ${ORIGIN} To terminate the node process on unhandled promise rejection, use the ` +
      'CLI flag `--unhandled-rejections=strict` (see ' +
      `https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: ${id})`,
  );
  warning.name = 'UnhandledPromiseRejectionWarning';
  if (isErrorLike(reason)) {
    warning.stack = reason.stack;
    process.emitWarning(reason.stack, 'UnhandledPromiseRejectionWarning');
  } else {
    process.emitWarning(describe(reason), 'UnhandledPromiseRejectionWarning');
  }
  process.emitWarning(warning);
}
