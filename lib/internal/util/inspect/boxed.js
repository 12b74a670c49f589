// Objects whose value fits on a line: regular expressions, dates, boxed primitives.
import { binding } from '../../binding.js';
import { prefix } from './name.js';
import { showPrimitive } from './primitive.js';
import { plain } from './style.js';

const { kinds } = binding('util');
const regexpText = RegExp.prototype.toString;
const dateText = Date.prototype.toString;
const dateIso = Date.prototype.toISOString;
const dateTime = Date.prototype.getTime;

/** Says what it is, unless the text shows that already. */
function introduced(text, constructor, tag, name) {
  const before = prefix(constructor, tag, name);
  return before === `${name} ` ? text : before + text;
}

/** @param {RegExp} value */
export function regexpBase(value, constructor, tag) {
  // Without its prototype there are no flags to read.
  return introduced(regexpText.call(constructor === null ? new RegExp(value) : value), constructor, tag, 'RegExp');
}

/** @param {Date} value */
export function dateBase(value, constructor, tag) {
  const text = Number.isNaN(dateTime.call(value)) ? dateText.call(value) : dateIso.call(value);
  return introduced(text, constructor, tag, 'Date');
}

const boxes = new Map([
  [kinds.number, ['Number', Number.prototype.valueOf]],
  [kinds.string, ['String', String.prototype.valueOf]],
  [kinds.boolean, ['Boolean', Boolean.prototype.valueOf]],
  [kinds.bigint, ['BigInt', BigInt.prototype.valueOf]],
  [kinds.symbol, ['Symbol', Symbol.prototype.valueOf]],
]);

/**
 * @param {import('./options.js').Session} session
 * @param {object} value  such as `new Number(1)`
 * @param {number} kind  of kinds
 * @param {string | null} constructor
 * @param {string} tag
 * @param {(string | symbol)[]} keys  those of a string's characters are taken off
 * @returns {string} such as `[Number: 1]`
 */
export function boxedBase(session, value, kind, constructor, tag, keys) {
  const [name, valueOf] = boxes.get(kind);
  const primitive = valueOf.call(value);
  if (kind === kinds.string) keys.splice(0, primitive.length);
  let base = `[${name}`;
  if (constructor !== name) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${showPrimitive(session, primitive, plain)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  return keys.length === 0 ? session.stylize(base, name.toLowerCase()) : base;
}
