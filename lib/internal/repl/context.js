// What code in the REPL sees around it: a context of its own or the program's, with require, module, the builtins, _ and _error.
import { load } from '../builtins.js';
import { createContext as makeContext } from '../vm/context.js';
import { Script } from '../vm/script.js';
import { defineBuiltins } from '../loader/builtin_globals.js';
import { Module } from '../loader/commonjs.js';
import { makeRequire } from '../loader/require_function.js';

/** The names of the language's own globals, of which each context has its own. */
let ownNames;

/** @returns {object} a new global object with what the program's has */
export function newContext(output) {
  const context = makeContext();
  ownNames ??= new Set(new Script('Object.getOwnPropertyNames(globalThis)').runInNewContext());
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!ownNames.has(name)) Object.defineProperty(context, name, copied(context, name));
  }
  context.global = context;
  const { Console } = load('console');
  Object.defineProperty(context, 'console', {
    value: new Console(output),
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return context;
}

/** A global of the program; assigning to the copy leaves the original as it is. */
function copied(context, name) {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  if (Object.hasOwn(descriptor, 'value')) return descriptor;
  const { get, enumerable } = descriptor;
  return {
    get: () => get.call(globalThis),
    set: (value) => Object.defineProperty(context, name, { value, writable: true, enumerable, configurable: true }),
    enumerable,
    configurable: true,
  };
}

/** Gives `context` what a CommonJS module has, as seen from the current folder. */
export function defineModule(context) {
  const module = new Module('<repl>');
  try {
    module.paths = Module._nodeModulePaths(process.cwd()).concat(Module.globalPaths);
  } catch (error) {
    // The working folder is gone.
    if (error.code !== 'ENOENT') throw error;
    module.paths = [...Module.globalPaths];
  }
  const define = (name, value) =>
    Object.defineProperty(context, name, { value, writable: true, enumerable: false, configurable: true });
  define('module', module);
  define('require', makeRequire(module));
  define('exports', module.exports);
  defineBuiltins(context);
}

/** `_` and `_error` show the last value and the last error, until the program assigns to them. */
export function defineUnderscores(server, context) {
  const define = (name, field, assigned) => {
    server[assigned] = false;
    Object.defineProperty(context, name, {
      get: () => server[field],
      set(value) {
        server[field] = value;
        if (server[assigned]) return;
        server[assigned] = true;
        server.output.write(`Expression assignment to ${name} now disabled.\n`);
      },
      enumerable: false,
      configurable: true,
    });
  };
  define('_', 'last', 'underscoreAssigned');
  define('_error', 'lastError', 'underscoreErrAssigned');
}

/** The scope of the REPL's code, to look names up without running anything. */
export function scopeOf(server) {
  const { context } = server;
  // The object that the context was made from does not show the language's own globals.
  const global = server.useGlobal ? globalThis : new Script('globalThis').runInContext(context);
  return {
    global,
    has: (name) => name in global || server.lexicalNames.has(name),
    read(name) {
      // A lexical declaration hides the global property of its name.
      if (server.lexicalNames.has(name)) {
        const script = new Script(name, { filename: 'REPL' });
        return server.useGlobal ? script.runInThisContext() : script.runInContext(context);
      }
      if (!(name in global)) throw new ReferenceError(`${name} is not defined`);
      return global[name];
    },
  };
}
