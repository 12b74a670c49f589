// The library's modules as variables of programs that are typed rather than written: -e, -p, the REPL.
import { load } from '../builtins.js';
import { builtinId, builtinNames } from './builtin_modules.js';

/**
 * Defines each module on `target`, loaded at its first use. What a program declares or assigns takes its place.
 * @param {object} target  a global object
 */
export function defineBuiltins(target) {
  for (const name of builtinNames()) {
    if (name.includes('/') || name.includes(':') || name.startsWith('_')) continue;
    if (name in target && name !== 'crypto') continue;
    const set = (value) =>
      Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(target, name, {
      get() {
        const value = load(builtinId(name));
        Object.defineProperty(target, name, { get: () => value, set, enumerable: false, configurable: true });
        return value;
      },
      set,
      enumerable: false,
      configurable: true,
    });
  }
}
