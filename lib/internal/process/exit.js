//# allFunctionsCalledOnLoad
// The ways in which a process ends of its own will: exit(), exitCode, an empty loop.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';

const native = binding('process');

let exitCode;

// Strings of digits are taken, as documented; everything else is refused.
function validateExitCode(value, name) {
  if (value === undefined || value === null) return undefined;
  let code = value;
  if (typeof code === 'string' && code !== '' && Number.isInteger(Number(code))) code = Number(code);
  if (typeof code !== 'number') throw new codes.ERR_INVALID_ARG_TYPE(name, 'integer', value);
  if (!Number.isInteger(code)) throw new codes.ERR_OUT_OF_RANGE(name, 'an integer', value);
  return value;
}

/** Node process.exitCode since v0.11.8. */
export const exitCodeProperty = {
  get: () => exitCode,
  set(value) {
    validateExitCode(value, 'code');
    exitCode = value ?? undefined;
  },
  enumerable: true,
  configurable: false,
};

const number = (code) => (code === undefined ? 0 : Number(code) | 0);

/** --trace-exit: says who ended the process. */
function traceExit(code) {
  const origin = {};
  Error.captureStackTrace(origin, reallyExit);
  const { isMainThread, threadId } = load('worker_threads');
  const thread = isMainThread ? '' : `, thread:${threadId}`;
  const frames = origin.stack.split('\n').slice(1).join('\n');
  native.writeText(2, `(node:${native.pid()}${thread}) WARNING: Exited the environment with code ${code}\n${frames}\n`);
}

/** Ends at once, without 'exit'. Node process.reallyExit. */
export function reallyExit(code) {
  if (options['trace-exit']) traceExit(number(code));
  native.reallyExit(number(code));
  for (;;); // Execution is being terminated: the engine notices where a loop turns back, and not a statement later
}

/**
 * Emits 'exit' and ends the process (in a Worker: its thread).
 * @param {number|string} [code]  defaults to process.exitCode, or 0
 * Source: Node process.exit since v0.1.13.
 */
export function exit(code) {
  const process = load('process');
  if (arguments.length > 0) {
    validateExitCode(code, 'code');
    if (code !== undefined) process.exitCode = code;
  }
  emitExit();
  process.reallyExit(exitCode ?? 0);
}

const afterwards = [];

/** Has `fn` run after the program's own 'exit' listeners. */
export function onExited(fn) {
  afterwards.push(fn);
}

/** Emits 'exit', once. @returns {number} the exit code that stands then */
export function emitExit() {
  const process = load('process');
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', number(exitCode));
    // by index: a program may have taken the iteration of arrays away
    for (let i = 0; i < afterwards.length; i++) afterwards[i]();
  }
  return number(exitCode);
}

/** Emits 'beforeExit': the loop is empty, listeners may give it more to do. */
export function emitBeforeExit() {
  load('process').emit('beforeExit', number(exitCode));
}

/** The code to end with where nobody has set one. @param {number} code */
export function proposeExitCode(code) {
  exitCode ??= code;
}
