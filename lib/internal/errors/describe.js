// The parts of error messages that speak of values: "Received type string ('x')", "a, b, or c".
import { inspect } from '../util/inspect.js';

/**
 * @param {string[]} items
 * @param {string} [word]  before the last item
 * @returns {string} `a`, `a or b`, `a, b, or c`
 */
export function list(items, word = 'or') {
  if (items.length < 3) return items.join(` ${word} `);
  return `${items.slice(0, -1).join(', ')}, ${word} ${items.at(-1)}`;
}

/**
 * What a value is, in the words of ERR_INVALID_ARG_TYPE.
 * @param {unknown} value
 * @returns {string} such as `type number (1)`, `an instance of Foo`, `undefined`
 */
export function describe(value) {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case 'function':
      return `function ${value.name}`;
    case 'object': {
      const name = value.constructor?.name;
      return name ? `an instance of ${name}` : inspect(value, { depth: -1 });
    }
    case 'string': {
      const text = value.length > 28 ? `${value.slice(0, 25)}...` : value;
      return `type string (${text.includes("'") ? JSON.stringify(text) : `'${text}'`})`;
    }
    case 'number':
      return `type number (${Object.is(value, -0) ? '-0' : value})`;
    case 'bigint':
      return `type bigint (${value}n)`;
    default:
      return `type ${typeof value} (${String(value)})`;
  }
}

/**
 * A value as `util.inspect` shows it, cut so that a message stays readable.
 * @param {unknown} value
 * @param {number} limit  characters
 */
export function shorten(value, limit) {
  const text = inspect(value);
  return text.length > limit ? `${text.slice(0, limit)}...` : text;
}

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, '_');

/**
 * A number as ERR_OUT_OF_RANGE shows it: beyond 2^32, integers have their digits grouped.
 * @param {unknown} value
 */
export function describeNumber(value) {
  const big = typeof value === 'bigint';
  if (big ? value > 2n ** 32n || value < -(2n ** 32n) : Number.isInteger(value) && Math.abs(value) > 2 ** 32) {
    return grouped(String(value)) + (big ? 'n' : '');
  }
  return inspect(value);
}

const primitives = new Set(['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol']);

/**
 * The expectation of ERR_INVALID_ARG_TYPE.
 * @param {string | string[]} expected  type names (`string`), class names (`Buffer`), or other phrases (`an Array-like`)
 * @returns {string} such as `of type string or an instance of Buffer or URL`
 */
export function describeExpected(expected) {
  const types = [];
  const classes = [];
  const phrases = [];
  for (const item of Array.isArray(expected) ? expected : [expected]) {
    const lower = item.toLowerCase();
    if (primitives.has(item) || item === 'Function' || item === 'Object') types.push(lower);
    else if (/^([A-Z][a-z0-9]*)+$/.test(item)) classes.push(item);
    else phrases.push(item);
  }
  // Next to classes, an object is one more of them.
  const object = types.indexOf('object');
  if (classes.length > 0 && object !== -1) {
    types.splice(object, 1);
    classes.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${list(types)}`);
  if (classes.length > 0) parts.push(`an instance of ${list(classes)}`);
  if (phrases.length > 1) parts.push(`one of ${list(phrases)}`);
  else if (phrases.length === 1) parts.push(phrases[0].toLowerCase() === phrases[0] ? phrases[0] : `an ${phrases[0]}`);
  return parts.join(' or ');
}

/**
 * How a message names what was passed: `The "path" argument`, `The "options.fd" property`, `The first argument`.
 * @param {string} name
 */
export function subject(name) {
  if (name.endsWith(' argument')) return `The ${name}`;
  return `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}
