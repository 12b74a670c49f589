//# allFunctionsCalledOnLoad
// What depends on the process is set up when a Runtime starts: the rest of the library may come from a snapshot.
const functions = [];

/**
 * Has `fn` run once in each new Runtime before the program, in order of registration. In a module that loads lazily, after
 * the start, it runs at once.
 * @param {() => void} fn
 */
export function onStart(fn) {
  if (started) fn();
  else functions.push(fn);
}

let started = false;

/** Runs what was registered; called by internal/bootstrap/main.js. */
export function runStartFunctions() {
  started = true;
  for (const fn of functions) fn();
  functions.length = 0;
}
