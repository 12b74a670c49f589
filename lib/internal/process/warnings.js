// process.emitWarning, and what a warning looks like on stderr.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateString } from '../validators.js';

/**
 * Emits 'warning' with an Error, after the current code has run.
 * @param {string|Error} warning
 * @param {string|object} [type]  its name, or { type, code, detail, ctor }
 * @param {string|Function} [code]
 * @param {Function} [ctor]  frames above it are left out of the stack
 * Source: Node process.emitWarning since v6.0.0.
 */
export function emitWarning(warning, type, code, ctor) {
  const process = load('process');
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ctor = type.ctor;
    code = type.code;
    if (typeof type.detail === 'string') detail = type.detail;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    ctor = code;
    code = '';
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  let error = warning;
  if (typeof warning === 'string') {
    error = makeWarning(warning, type || 'Warning', code, ctor, detail);
  } else if (!(warning instanceof Error)) {
    throw new codes.ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (error.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      nextTick(() => {
        throw error;
      });
      return;
    }
  }
  nextTick(() => process.emit('warning', error));
}

/**
 * Emits 'warning' at once: what follows may end the process.
 * @param {string} message
 */
export function warnNow(message) {
  load('process').emit('warning', makeWarning(message, 'Warning', undefined, warnNow));
}

const warnedOf = new Set();

/**
 * Warns once of a feature that may still change.
 * @param {string} feature  'v8.queryObjects()'
 */
export function warnExperimental(feature) {
  if (warnedOf.has(feature)) return;
  warnedOf.add(feature);
  emitWarning(`${feature} is an experimental feature and might change at any time`, 'ExperimentalWarning');
}

function makeWarning(message, name, code, ctor, detail) {
  const limit = Error.stackTraceLimit;
  const process = load('process');
  // no stack is made that nobody prints
  if (!traced(process, name) && process.listenerCount('warning') <= 1) Error.stackTraceLimit = 0;
  const warning = new Error(message);
  Error.stackTraceLimit = limit;
  Object.defineProperty(warning, 'name', {
    value: String(name),
    enumerable: false,
    configurable: true,
    writable: true,
  });
  if (code !== undefined && code !== '') warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  if (Error.stackTraceLimit > 0) Error.captureStackTrace(warning, ctor || emitWarning);
  return warning;
}

function traced(process, name) {
  return process.traceProcessWarnings || (name === 'DeprecationWarning' && process.traceDeprecation);
}

let hinted = false;

/** What the command line says of warnings, as properties that programs read and change. */
export function adoptWarningFlags(process) {
  if (options.deprecation === false) process.noDeprecation = true;
  if (options['trace-deprecation']) process.traceDeprecation = true;
  if (options['throw-deprecation']) process.throwDeprecation = true;
  if (options['trace-warnings']) process.traceProcessWarnings = true;
}

/** The listener of 'warning' that prints. */
export function onWarning(warning) {
  const process = load('process');
  if (!(warning instanceof Error)) return;
  const deprecation = warning.name === 'DeprecationWarning';
  if (deprecation && process.noDeprecation) return;
  const disabled = options['disable-warning'];
  if (disabled !== undefined && (disabled.includes(warning.name) || (warning.code && disabled.includes(warning.code))))
    return;
  const trace = traced(process, warning.name);
  let message = `(${process.release.name}:${process.pid}) `;
  if (warning.code) message += `[${warning.code}] `;
  if (trace && warning.stack) {
    message += warning.stack;
  } else {
    message +=
      typeof warning.toString === 'function' ? `${warning.toString()}` : Error.prototype.toString.call(warning);
  }
  if (typeof warning.detail === 'string') message += `\n${warning.detail}`;
  if (!trace && !hinted) {
    hinted = true;
    const flag = deprecation ? '--trace-deprecation' : '--trace-warnings';
    message += `\n(Use \`${programName()} ${flag} ...\` to show where the warning was created)`;
  }
  const file = options['redirect-warnings'] ?? process.env.NODE_REDIRECT_WARNINGS;
  if (file) {
    const error = appendTo(file, `${message}\n`);
    if (error === undefined) return;
  }
  load('console').error(message);
}

/** @returns {string} what the program was called by: what a hint about an option begins with */
export function programName() {
  const name = load('process').argv0 || 'rondo';
  return name.slice(name.lastIndexOf('/') + 1);
}

function appendTo(file, text) {
  try {
    // the file system is only there once a program uses it
    const folder = options['diagnostic-dir'];
    const path = folder === undefined ? file : load('path').resolve(folder, file);
    load('process').getBuiltinModule('fs').appendFileSync(path, text);
  } catch (error) {
    return error;
  }
}
