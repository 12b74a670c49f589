// node:repl
import { builtinModules } from './internal/repl/modules.js';
import { REPL_MODE_SLOPPY, REPL_MODE_STRICT } from './internal/repl/modes.js';
import { Recoverable } from './internal/repl/recoverable.js';
import { REPLServer } from './internal/repl/server.js';
import { writer } from './internal/repl/writer.js';
import { deprecate } from './internal/util/deprecate.js';

/**
 * @param {...unknown} args  as for REPLServer
 * @returns {REPLServer}
 * Node repl.start since v0.1.91.
 */
function start(...args) {
  return new REPLServer(...args);
}

const repl = { start, writer, REPLServer, Recoverable, REPL_MODE_SLOPPY, REPL_MODE_STRICT };

for (const [name, code] of [
  ['builtinModules', 'DEP0191'],
  ['_builtinLibs', 'DEP0142'],
]) {
  Object.defineProperty(repl, name, {
    get: deprecate(() => builtinModules, `repl.${name} is deprecated. Check module.builtinModules instead`, code),
    set: deprecate(
      (value) => builtinModules.splice(0, Infinity, ...value),
      `repl.${name} is deprecated. Set module.builtinModules instead`,
      code,
    ),
    enumerable: false,
    configurable: true,
  });
}

export default repl;
