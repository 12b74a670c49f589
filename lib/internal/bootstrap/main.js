//# allFunctionsCalledOnLoad
// Where the library begins: everything imported here is in the start-up snapshot. C++ calls what is exported.
import '../errors/prepare_stack.js';
import './globals.js';
import './timers.js';
import './console.js';
import '../../module.js';
import { load } from '../builtins.js';
import { noteUnsettled } from '../loader/entry.js';
import { emitExit } from '../process/exit.js';
import { runStartFunctions } from '../start.js';
import { runWorker } from '../worker_threads/run.js';
import { runProgram } from './run_program.js';

export { fault } from '../process/faults.js';
export { emitBeforeExit as beforeExit } from '../process/exit.js';

/** The main thread's start: sets the Runtime up, then runs the program. */
export function main() {
  runStartFunctions();
  runProgram();
}

/** The event loop begins; called where --trace-sync-io wants to know. */
export function loopBegins() {
  load('internal/process/trace_sync_io').beginTelling();
}

/** A Worker's start, on its own thread. */
export function worker() {
  runStartFunctions();
  runWorker();
}

/** The loop is empty for good. @returns {number} the exit code */
export function exit() {
  noteUnsettled();
  return emitExit();
}
