//# allFunctionsCalledOnLoad
// process.env: all variables, copied when the Runtime starts. Reading costs a property lookup; writing also tells the
// operating system, for what C libraries read (TZ) and children inherit.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { onStart } from '../start.js';

const native = binding('process');

const values = {};

let warned = false;

function asText(value) {
  const type = typeof value;
  if (type === 'string') return value;
  if (type === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  if (type !== 'number' && type !== 'boolean' && options['pending-deprecation'] && !warned) {
    warned = true;
    load('process').emitWarning(
      'Assigning any value other than a string, number, or boolean to a process.env property is deprecated. ' +
        'Please make sure to convert the value to a string before setting process.env with it.',
      'DeprecationWarning',
      'DEP0104',
    );
  }
  return `${value}`;
}

/** A Worker with variables of its own changes nothing in the process. */
let shared = true;

// Without a prototype: traps that a program adds to Object.prototype are none of these.
const handler = {
  __proto__: null,
  set(target, key, value) {
    if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    const text = asText(value);
    if (key === '') return true; // no variable can be called so
    if (!key.includes('\0') && !key.includes('=') && shared) native.setEnvironment(key, text.split('\0', 1)[0]);
    target[key] = text;
    return true;
  },
  defineProperty(target, key, descriptor) {
    if ('get' in descriptor || 'set' in descriptor) {
      throw new codes.ERR_INVALID_OBJECT_DEFINE_PROPERTY(
        "'process.env' does not accept an accessor(getter/setter) descriptor",
      );
    }
    if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
      throw new codes.ERR_INVALID_OBJECT_DEFINE_PROPERTY(
        "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
      );
    }
    return this.set(target, key, descriptor.value);
  },
  deleteProperty(target, key) {
    if (typeof key === 'string' && Object.hasOwn(target, key)) {
      if (!key.includes('\0') && !key.includes('=') && shared) native.unsetEnvironment(key);
      delete target[key];
    }
    return true;
  },
};

export const env = new Proxy(values, handler);

function read() {
  for (const name of Object.keys(values)) delete values[name];
  for (const entry of native.environment()) {
    const at = entry.indexOf('=', 1);
    if (at > 0) values[entry.slice(0, at)] = entry.slice(at + 1);
  }
}

onStart(() => {
  read();
  const withStack = Boolean(options['trace-env-js-stack']);
  if (withStack || options['trace-env']) load('internal/process/trace_env').traceAccess(handler, withStack);
});

/**
 * Gives this thread variables of its own, which nobody else sees.
 * @param {[string, string][]} entries
 */
export function useOwnEnvironment(entries) {
  shared = false;
  for (const name of Object.keys(values)) delete values[name];
  for (const [name, value] of entries) values[name] = value;
}

/** From now on other threads may change the variables: each look is one at the process's own. */
export function shareEnvironment() {
  if (handler.get !== undefined) return;
  const fresh =
    (trap) =>
    (target, ...rest) => {
      read();
      return Reflect[trap](target, ...rest);
    };
  for (const trap of ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor']) handler[trap] = fresh(trap);
}
