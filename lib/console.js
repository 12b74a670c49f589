// node:console, which is the global console as well.
import { Console, setUp } from './internal/console/console.js';
import { engineConsole } from './internal/console/engine.js';

/** The standard asks for an empty object between console and Object.prototype. */
const console = Object.create({});

/** The process's own stream, found when it is needed, unless a program sets another one. */
function stream(name) {
  return {
    get: () => process[name],
    set(value) {
      Object.defineProperty(console, `_${name}`, { value, writable: true, configurable: true });
    },
    enumerable: false,
    configurable: true,
  };
}

Object.defineProperties(console, { _stdout: stream('stdout'), _stderr: stream('stderr') });
setUp(console, {});
console.Console = Console;
// What only an inspector does something with is the engine's.
for (const name of ['profile', 'profileEnd', 'timeStamp', 'context']) console[name] = engineConsole[name];
Object.defineProperty(console, Symbol.toStringTag, {
  value: 'console',
  writable: false,
  enumerable: false,
  configurable: true,
});

export default console;
