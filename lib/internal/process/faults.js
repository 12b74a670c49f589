// Errors that nobody caught: who may still take them, and what is printed when nobody does.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { validateFunction } from '../validators.js';
import { emitExit } from './exit.js';
import { version } from './versions.js';

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
  if (capture !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  capture = fn;
}

function validateFunction2(fn) {
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
}

/** @param {Function} fn  takes uncaught exceptions for which it returns true. Node since v25. */
export function addCaptureCallback(fn) {
  validateFunction(fn, 'fn');
  captures.push(fn);
}

export const hasCaptureCallback = () => capture !== null;

/** What is done with an error that nobody takes: printed, or in a Worker told to the thread that made it. */
let report = print;
/** The exit code where the handling of a fault failed itself. */
let failedTwice = 7;

/**
 * @param {(error: unknown, excerpt: string) => void} fn
 * @param {number} code  to end with where the handling of an error fails
 */
export function setReport(fn, code) {
  report = fn;
  failedTwice = code;
}

/**
 * Handles an exception that no JavaScript caught: capture callbacks, 'uncaughtExceptionMonitor', 'uncaughtException'; where nobody
 * takes it, prints it and ends the process.
 * @param {unknown} error
 * @param {string} excerpt  file:line, source line and caret of where it was thrown; may be empty
 * @param {boolean} [fromPromise]  it was an unhandled rejection
 */
export function fault(error, excerpt, fromPromise = false) {
  const process = load('process');
  const origin = fromPromise ? 'unhandledRejection' : 'uncaughtException';
  if (handling > 1) {
    // the 'exit' listeners of a process that is already failing failed
    report(error, excerpt);
    native.reallyExit(failedTwice);
    return;
  }
  handling++;
  try {
    if (handling === 1 && taken(process, error, origin)) return;
    report(error, excerpt);
    end(process, handling === 1 ? 1 : failedTwice);
  } catch (second) {
    if (process._exiting) return; // exit() was called: what it threw is its way out
    report(second, load('internal/process/excerpt').excerptOf(second));
    end(process, failedTwice);
  } finally {
    handling--;
  }
}

function taken(process, error, origin) {
  // by index: a program may have taken the iteration of arrays away
  for (let i = 0; i < captures.length; i++) if (captures[i](error) === true) return true;
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (capture !== null) {
    capture(error);
    return true;
  }
  return process.emit('uncaughtException', error, origin);
}

function end(process, code) {
  try {
    process.exitCode = code;
    if (!process._exiting) emitExit();
  } finally {
    native.reallyExit(process.exitCode === undefined ? code : Number(process.exitCode));
  }
}

/** Writes what nobody caught to stderr, in Node's form. */
export function print(error, excerpt) {
  native.writeText(2, describe(error, load('internal/process/excerpt').notedExcerpt(error) ?? excerpt));
}

function describe(error, excerpt) {
  let text;
  try {
    text = shown(error);
  } catch {
    text = 'Uncaught: <the error cannot be shown: showing it throws>';
  }
  const head = excerpt === '' ? '' : `${excerpt}\n`;
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  const hint =
    isObject || options['trace-uncaught']
      ? ''
      : '(Use `node --trace-uncaught ...` to show where the exception was thrown)\n';
  return `${head}${text}\n${hint && `${hint}`}\nNode.js ${version}\n`;
}

function shown(error) {
  const { inspect } = load('internal/util/inspect');
  if (Error.isError?.(error) ?? error instanceof Error) return inspect(error, { colors: false });
  if (typeof error === 'object' && error !== null) return `Uncaught:\n${inspect(error)}`;
  return `Uncaught:\n${inspect(error)}`;
}
