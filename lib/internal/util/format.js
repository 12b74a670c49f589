// util.format: printf-like text, and values as console shows them.
import { inspect } from './inspect.js';
import { builtIns } from './inspect/name.js';
import { showBigInt, showNumber } from './inspect/primitive.js';
import { plain } from './inspect/style.js';
import { validateObject, kValidateObjectAllowObjects } from '../validators.js';
import { binding } from '../binding.js';

const { isProxy, proxyDetails } = binding('util');

let circularMessage;

function isCircular(error) {
  if (circularMessage === undefined) {
    const circle = {};
    circle.circle = circle;
    try {
      JSON.stringify(circle);
    } catch (thrown) {
      circularMessage = thrown.message.split('\n', 1)[0];
    }
  }
  return error instanceof TypeError && error.message.split('\n', 1)[0] === circularMessage;
}

function json(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (isCircular(error)) return '[Circular]';
    throw error;
  }
}

/** The first object on the chain, from `value` on, that has `key` itself. */
function holderOf(value, key) {
  let object = value;
  while (object !== null && !Object.hasOwn(object, key)) object = Object.getPrototypeOf(object);
  return object;
}

/** Whether a program gave this object its own way to become a string. */
function hasOwnText(value) {
  while (isProxy(value)) {
    [value] = proxyDetails(value);
    if (value === null) return false;
  }
  for (const key of [Symbol.toPrimitive, 'toString']) {
    if (typeof value[key] !== 'function') continue;
    const holder = holderOf(value, key);
    if (holder === value) return true;
    const constructor = Object.getOwnPropertyDescriptor(holder, 'constructor')?.value;
    if (typeof constructor !== 'function' || !builtIns.has(constructor.name)) return true;
  }
  return false;
}

function asString(value, options) {
  switch (typeof value) {
    case 'number':
      return showNumber(plain, value, numericSeparator(options));
    case 'bigint':
      return showBigInt(plain, value, numericSeparator(options));
    case 'object':
      if (value === null || hasOwnText(value)) return String(value);
      return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
    default:
      return String(value);
  }
}

function numericSeparator(options) {
  return options?.numericSeparator ?? inspect.defaultOptions.numericSeparator;
}

function asNumber(value, options, parse) {
  if (typeof value === 'bigint' && parse !== Number.parseFloat)
    return showBigInt(plain, value, numericSeparator(options));
  if (typeof value === 'symbol') return 'NaN';
  return showNumber(plain, parse(value), numericSeparator(options));
}

/** What stands for `%<letter>`, or undefined where that is no directive. */
function directive(letter, value, options) {
  switch (letter) {
    case 's':
      return asString(value, options);
    case 'd':
      return asNumber(value, options, Number);
    case 'i':
      return asNumber(value, options, Number.parseInt);
    case 'f':
      return asNumber(value, options, Number.parseFloat);
    case 'j':
      return json(value);
    case 'O':
      return inspect(value, options);
    case 'o':
      return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'c':
      return '';
    default:
      return undefined;
  }
}

/** Fills the directives of the first argument. @returns {[text: string, used: number]} */
function fill(template, args, options) {
  let text = '';
  let from = 0;
  let used = 1;
  for (let at = template.indexOf('%'); at !== -1 && at < template.length - 1; at = template.indexOf('%', at)) {
    const letter = template[at + 1];
    let replacement;
    if (letter === '%') replacement = '%';
    else if (used < args.length) replacement = directive(letter, args[used], options);
    else if (!'sdifjOoc'.includes(letter)) replacement = undefined;
    if (replacement === undefined && !(letter === 'j' && used < args.length)) {
      at += letter === '%' ? 2 : 1;
      continue;
    }
    if (letter !== '%') used++;
    text += template.slice(from, at) + replacement;
    from = at + 2;
    at = from;
  }
  return [text + template.slice(from), used];
}

function join(options, args) {
  const first = args[0];
  let text = '';
  let next = 0;
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    [text, next] = first.includes('%') ? fill(first, args, options) : [first, 1];
  }
  for (; next < args.length; next++) {
    const value = args[next];
    if (next > 0) text += ' ';
    text += typeof value === 'string' ? value : inspect(value, options);
  }
  return text;
}

/**
 * @param {...unknown} args  a text with %s %d %i %f %j %o %O %c %%, then values; what has no place follows after spaces
 * @returns {string}  Node util.format since v0.5.3
 */
export function format(...args) {
  return join(undefined, args);
}

/**
 * format with options for inspect.
 * @param {object} options
 * @param {...unknown} args
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.formatWithOptions since v10.0.0
 */
export function formatWithOptions(options, ...args) {
  validateObject(options, 'inspectOptions', kValidateObjectAllowObjects);
  return join(options, args);
}
