//# allFunctionsCalledOnLoad
// The command line's options, as they stand for this process.
import { binding } from './binding.js';
import { onStart } from './start.js';

const native = binding('options');

/** Option name without dashes -> boolean, string, number or string[]; what was not given is absent or has its default. */
export let options = Object.create(null);

onStart(() => {
  options = native.values();
});

/** @returns {string[]} the options as given, before the program's name */
export const execArgv = () => native.execArgv();
/** @returns {string[]} the program (where hasProgram()) and its arguments */
export const programArgs = () => native.args();
export const hasProgram = () => native.hasProgram();
/** @returns {string[]} what NODE_OPTIONS may hold */
export const environmentNames = () => native.environmentNames();
