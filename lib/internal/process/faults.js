// Errors that nobody caught: who may still take them, and what is printed when nobody does.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { validateFunction } from '../validators.js';
import { emitExit } from './exit.js';

const native = binding('process');

let capture = null;
const captures = [];
// 1: what the fault's own handling throws must not be handled in turn
let handling = 0;

/** @param {Function|null} fn  takes every uncaught exception. Node process.setUncaughtExceptionCaptureCallback since v9.3.0. */
export function setCaptureCallback(fn) {
  if (fn === null) {
    capture = null;
    return;
  }
  validateFunction2(fn);
  if (domains !== undefined) throw refusedForDomains();
  if (capture !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  native.deferAbort();
  capture = fn;
}

function validateFunction2(fn) {
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
}

/** What node:domain asks for once it is loaded: to be given what nobody caught. */
let domains;
let domainsLoadedAt;

/**
 * @param {(error: unknown) => boolean} take  whether a domain took the error
 * @param {Error} at  whose stack shows who loaded node:domain
 */
export function setDomains(take, at) {
  native.deferAbort();
  domains = take;
  domainsLoadedAt = at;
}

function refusedForDomains() {
  const error = new codes.ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
  error.stack += `\n${'-'.repeat(40)}\n${domainsLoadedAt.stack}`;
  return error;
}

/** @param {Function} fn  takes uncaught exceptions for which it returns true. Node since v25. */
export function addCaptureCallback(fn) {
  validateFunction(fn, 'fn');
  native.deferAbort();
  captures.push(fn);
}

const witnesses = [];

/** @param {(error: unknown) => void} fn  is told of every error that nobody takes, before the process ends for it */
export function witness(fn) {
  witnesses.push(fn);
}

export const hasCaptureCallback = () => capture !== null;

const print = (error, excerpt, place, thrownAt) =>
  load('internal/errors/report').print(error, excerpt, place, thrownAt);

/** What is done with an error that nobody takes: printed, or in a Worker told to the thread that made it. */
let report = print;
/** The exit code where a program has put something else in the place of what handles faults, as documented. */
const NO_HANDLER = 6;
/** The exit code where the handling of a fault failed itself. */
let failedTwice = 7;
/** Whether a fault may end the process: that of a Worker ends its thread alone. */
let mayAbort = true;

/**
 * Makes this thread a Worker's.
 * @param {(error: unknown) => void} fn
 * @param {number} code  to end with where the handling of an error fails
 */
export function setReport(fn, code) {
  report = fn;
  failedTwice = code;
  mayAbort = false;
}

/**
 * Handles an exception that no JavaScript caught: capture callbacks, 'uncaughtExceptionMonitor', 'uncaughtException'; where nobody
 * takes it, tells 'exit', prints it and ends the process.
 * @param {unknown} error
 * @param {string} excerpt  file:line, source line and caret of where it was thrown; may be empty
 * @param {boolean} [fromPromise]  it was an unhandled rejection
 * @param {[string, number, number, number, string]} [place]  where it was thrown: file, line from 1, column from 0, offset, source
 * @param {string} [thrownAt]  with --trace-uncaught, the functions that ran then
 */
export function fault(error, excerpt, fromPromise = false, place = undefined, thrownAt = '') {
  const process = load('process');
  // an 'exit' listener of a process that is already failing failed: it fails with the first error
  if (handling > 1) return;
  handling++;
  try {
    if (handling === 1 && typeof process._fatalException !== 'function')
      return conclude(process, NO_HANDLER, error, () => print(error, excerpt, place, thrownAt));
    const tell = () => report(error, excerpt, place, thrownAt);
    const origin = fromPromise ? 'unhandledRejection' : 'uncaughtException';
    if (handling === 1 && taken(process, error, origin, tell)) return;
    for (let i = 0; i < witnesses.length; i++) witnesses[i](error);
    conclude(process, handling === 1 ? 1 : failedTwice, error, tell);
  } catch (second) {
    if (process._exiting) return; // exit() was called: what it threw is its way out
    handling = 2;
    const tell = () => report(second, load('internal/process/excerpt').excerptOf(second));
    abortIfAsked(process, tell);
    conclude(process, failedTwice, second, tell);
  } finally {
    handling--;
  }
}

function taken(process, error, origin, tell) {
  // by index: a program may have taken the iteration of arrays away
  for (let i = 0; i < captures.length; i++) if (captures[i](error) === true) return true;
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (capture !== null) {
    capture(error);
    return true;
  }
  if (domains?.(error) === true) return true;
  abortIfAsked(process, tell);
  return process.emit('uncaughtException', error, origin);
}

/** --abort-on-uncaught-exception, where the engine was told to wait for what handles faults. */
function abortIfAsked(process, tell) {
  if (!mayAbort || !options['abort-on-uncaught-exception']) return;
  tell();
  process.abort();
}

function bare(error) {
  try {
    return `${error?.stack ?? error}`;
  } catch {
    return 'Uncaught: <the error cannot be shown: showing it throws>';
  }
}

/** Tells 'exit', and the error after that: an 'exit' listener that calls exit() has the last word. */
function conclude(process, code, error, tell) {
  try {
    process.exitCode = code;
    if (!process._exiting) emitExit();
  } catch {
    // the first error is the one that counts
  }
  try {
    tell();
  } catch (second) {
    // a program has taken away what printing an error needs: both are shown as they are, and going on would meet it again
    native.writeText(2, `${bare(error)}\n\nThe error could not be shown as usual: ${bare(second)}\n`);
  }
  native.reallyExit(process.exitCode === undefined ? code : Number(process.exitCode));
}
