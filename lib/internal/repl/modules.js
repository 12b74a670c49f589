// The library's modules that a REPL knows by name. Programs add to the list.
import { builtinNames } from '../loader/builtin_modules.js';

export const builtinModules = builtinNames().filter((name) => !name.startsWith('_'));
