// The program that the command line names.
import { load, isPublic } from '../builtins.js';
import { programArgs } from '../options.js';
import { binding } from '../binding.js';
const native = binding('process');

/** Runs it. */
export function runProgram() {
  const [file] = programArgs();
  const readFileSync = (p) => native.readText(p);
  const require = (id) => {
    id = id.replace(/^node:/, '');
    if (isPublic(id)) return load(id);
    throw new Error(`Cannot find module '${id}'`);
  };
  const module = { exports: {} };
  new Function('require', 'module', 'exports', '__filename', readFileSync(file, 'utf8'))(require, module, module.exports, file);
}
