// Where the library begins: everything imported here is in the start-up snapshot. C++ calls what is exported.
import { binding } from '../binding.js';
import { runStartFunctions } from '../start.js';
import { load } from '../builtins.js';
import '../options.js';

const native = binding('process');

globalThis.console = { log: (...args) => native.writeText(1, args.map(String).join(' ') + '\n') };

/** The main thread's start: sets the Runtime up, then runs the program. */
export function main() {
  runStartFunctions();
  const { programArgs } = load('internal/options');
  console.log('hello', JSON.stringify(programArgs()));
}

/** The loop is empty: the program may give it more to do. */
export function beforeExit() {}

/** The program ends. @returns {number} the exit code */
export function exit() {
  return 0;
}

/**
 * An exception that no JavaScript caught.
 * @param {unknown} error
 * @param {string} excerpt  file:line, source line and caret; may be empty
 * @param {boolean} fromPromise  a promise was rejected with it, and nobody handled that
 */
export function fault(error, excerpt, fromPromise) {
  native.writeText(2, `${excerpt}\n${error?.stack ?? error}\n`);
  native.reallyExit(1);
}
