// Errors of a REPL's code that come later, from timers, ticks and promises: they are shown, and the process goes on.
import { AsyncLocalStorage } from '../async_hooks/async_local_storage.js';
import { codes } from '../errors.js';
import { load } from '../builtins.js';
import { addCaptureCallback } from '../process/faults.js';

let running;

/** Runs `fn` so that what it leads to is known to come from `server`. */
export function runIn(server, fn) {
  return running.run(server, fn);
}

function take(error) {
  const server = running.getStore();
  if (server === undefined) return false;
  // In the program's own REPL its listeners come first.
  if (server.isProgram && load('process').listenerCount('uncaughtException') > 0) return false;
  server._domain.emit('error', error);
  return true;
}

/** Called for a server that begins. */
export function guard(server) {
  if (running === undefined) {
    running = new AsyncLocalStorage();
    addCaptureCallback(take);
  }
  const process = load('process');
  server._refuseListener = (event) => {
    if (event !== 'uncaughtException' || server.isProgram || running.getStore() !== server) return;
    throw new codes.ERR_INVALID_REPL_INPUT('Listeners for `uncaughtException` cannot be used in the REPL');
  };
  process.prependListener('newListener', server._refuseListener);
}

/** Called for a server that ends. */
export function forget(server) {
  load('process').removeListener('newListener', server._refuseListener);
}
