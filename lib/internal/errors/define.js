// How an error with a code is made: `define` notes what it says, `codes` makes its constructor at the first use.
import { load } from '../builtins.js';

// Base class -> code -> entry of the table given to define().
const entries = new Map();

// The files beside this one that few programs need: they are read when a code is not among the others.
const later = ['crypto', 'http2', 'network'];

/**
 * Constructors of errors by code: `throw new codes.ERR_INVALID_ARG_TYPE('path', 'string', path)`; undefined for a code that
 * there is not. (Node: the table "Node.js error codes".)
 */
export const codes = new Proxy(Object.create(null), {
  get(made, code) {
    return (made[code] ??= make(code));
  },
});

function make(code) {
  for (const [Base, byCode] of entries) {
    const entry = byCode.get(code);
    if (entry !== undefined) return constructorFor(Base, code, entry);
  }
  if (later.length === 0) return undefined;
  load(`internal/errors/${later.pop()}`);
  return make(code);
}

const prototypes = new Map();

/** `err instanceof Base`, `err.constructor === Base`, `err.name === Base.name`; only `toString()` shows the code. */
function prototypeFor(Base) {
  let prototype = prototypes.get(Base);
  if (prototype === undefined) {
    prototype = Object.create(Base.prototype, {
      constructor: { value: Base, writable: true, configurable: true },
      toString: {
        value() {
          return `${this.name} [${this.code}]: ${this.message}`;
        },
        writable: true,
        configurable: true,
      },
    });
    prototypes.set(Base, prototype);
  }
  return prototype;
}

/**
 * Makes the first line of `error.stack` read `Name [CODE]: message`, while `error.name` stays `Name`, and sets `code`.
 * V8 writes that line when the stack is first read, from the name it finds then.
 * @param {Error} error  not yet seen by anyone
 * @param {string} code
 * @returns {Error} the same error
 */
export function stampCode(error, code) {
  const name = error.name;
  const own = Object.hasOwn(error, 'name');
  Object.defineProperty(error, 'name', {
    __proto__: null,
    value: `${name} [${code}]`,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  void error.stack;
  if (own) error.name = name;
  else delete error.name;
  error.code = code;
  return error;
}

/**
 * Adds codes that share a base class.
 * @param {Function} Base  Error, TypeError, RangeError, SyntaxError or URIError
 * @param {Record<string, string | Function | { message: string | Function, props?: Function, plain?: boolean }>} table
 *   code -> the message, or a function from the constructor's arguments to it; `props` maps the arguments to further own properties;
 *   `plain` where neither stack nor toString() show the code.
 */
export function define(Base, table) {
  if (!entries.has(Base)) entries.set(Base, new Map());
  const byCode = entries.get(Base);
  for (const code of Object.keys(table)) byCode.set(code, table[code]);
}

function constructorFor(Base, code, entry) {
  const message = entry.message ?? entry;
  const { props, plain } = entry;
  // A frame of the constructor itself never shows: V8 leaves out what lies above `new.target`.
  const Coded = function (...args) {
    const text = typeof message === 'string' ? message : message(...args);
    const made = Reflect.construct(Base, [text], Coded);
    const error = plain ? Object.assign(made, { code }) : stampCode(made, code);
    return props === undefined ? error : Object.assign(error, props(...args));
  };
  Coded.prototype = plain ? Base.prototype : prototypeFor(Base);
  return Coded;
}
