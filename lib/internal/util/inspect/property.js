// Properties: which of them show, and how.
import { escapeControls, quote } from './quote.js';
import { showPrimitive } from './primitive.js';
import { show } from './value.js';
import { stringWidth } from '../width.js';
import { builtIns } from './name.js';

const {
  getOwnPropertyDescriptor,
  getOwnPropertyNames,
  getOwnPropertySymbols,
  getPrototypeOf,
  keys: enumerableKeys,
} = Object;
const { ownKeys: ownReflected } = Reflect;

/**
 * @param {object} value
 * @param {boolean} showHidden
 * @returns {(string | symbol)[]}
 */
export function ownKeys(value, showHidden) {
  const symbols = getOwnPropertySymbols(value);
  if (showHidden) {
    const names = getOwnPropertyNames(value);
    return symbols.length === 0 ? names : names.concat(symbols);
  }
  let names;
  try {
    names = enumerableKeys(value);
  } catch {
    // A module namespace of which an export has no value yet.
    names = getOwnPropertyNames(value);
  }
  if (symbols.length === 0) return names;
  return names.concat(symbols.filter((symbol) => getOwnPropertyDescriptor(value, symbol)?.enumerable));
}

const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function showKey(session, key, enumerable) {
  if (typeof key === 'symbol') {
    const text = session.stylize(escapeControls(Symbol.prototype.toString.call(key)), 'symbol');
    return enumerable ? text : `[${text}]`;
  }
  if (key === '__proto__') return enumerable ? "['__proto__']" : "[['__proto__']]";
  if (enumerable) return identifier.test(key) ? session.stylize(key, 'name') : session.stylize(quote(key), 'string');
  return `[${identifier.test(key) ? key : quote(key)}]`;
}

const wantsGetter = (getters, hasSetter) =>
  getters === true || (getters === 'get' && !hasSetter) || (getters === 'set' && hasSetter);

function showThrown(session, error, depth) {
  session.indentation += 2;
  const text = show(session, error, depth);
  session.indentation -= 2;
  return `<Inspection threw (${text})>`;
}

function showAccessor(session, descriptor, receiver, depth) {
  const { stylize } = session;
  const hasSetter = descriptor.set !== undefined;
  if (descriptor.get === undefined) return stylize('[Setter]', 'special');
  const label = hasSetter ? 'Getter/Setter' : 'Getter';
  if (!session.getters || !wantsGetter(session.getters, hasSetter)) return stylize(`[${label}]`, 'special');
  const framed = (text) => `${stylize(`[${label}:`, 'special')} ${text}${stylize(']', 'special')}`;
  let value;
  try {
    value = descriptor.get.call(receiver);
  } catch (error) {
    return framed(showThrown(session, error, depth));
  }
  if (value === null) return framed(stylize('null', 'null'));
  session.indentation += 2;
  let text;
  if (typeof value === 'object') text = `${stylize(`[${label}]`, 'special')} ${show(session, value, depth)}`;
  else if (typeof value === 'function') text = framed(show(session, value, depth));
  else text = framed(showPrimitive(session, value));
  session.indentation -= 2;
  return text;
}

/** What a property holds. @param {number} step  columns that its further lines are moved to the right */
function showHeld(session, descriptor, receiver, depth, step) {
  const { value } = descriptor;
  if (value === undefined) {
    const accessor = descriptor.get !== undefined || descriptor.set !== undefined;
    return accessor ? showAccessor(session, descriptor, receiver, depth) : session.stylize('undefined', 'undefined');
  }
  session.indentation += step;
  const text = show(session, value, depth);
  session.indentation -= step;
  return text;
}

const plainDescriptor = (value) => ({ value, enumerable: true });

/** An element of a list: `1`. */
export function showElement(session, list, index, depth) {
  const descriptor = getOwnPropertyDescriptor(list, index) ?? plainDescriptor(list[index]);
  return showHeld(session, descriptor, list, depth, 2);
}

/**
 * A property: `key: value`.
 * @param {import('./options.js').Session} session
 * @param {object} value
 * @param {string | symbol} key
 * @param {number} depth
 * @param {boolean} inList  among the elements of an array
 */
export function showProperty(
  session,
  value,
  key,
  depth,
  inList,
  descriptor = getOwnPropertyDescriptor(value, key),
  receiver = value,
) {
  descriptor ??= plainDescriptor(value[key]);
  const name = showKey(session, key, descriptor.enumerable);
  if (session.compact !== true || inList) return `${name}: ${showHeld(session, descriptor, receiver, depth, 2)}`;
  // The oldest layout: what is too wide begins on a line of its own.
  const text = showHeld(session, descriptor, receiver, depth, 3);
  const wide = descriptor.value !== undefined && session.breakLength < stringWidth(text, session.colors);
  return `${name}:${wide ? `\n${' '.repeat(session.indentation + 3)}` : ' '}${text}`;
}

const maxPrototypes = 3;

/**
 * What the prototypes of user classes hold beside methods, and the object itself does not; for showHidden.
 * @param {object} value
 * @returns {[holder: object, key: string | symbol, descriptor: PropertyDescriptor][]}
 */
export function inheritedProperties(value) {
  const found = [];
  const keys = new Set(ownReflected(value)).add('constructor');
  let object = getPrototypeOf(value);
  for (let i = 0; i < maxPrototypes && object !== null; i++, object = getPrototypeOf(object)) {
    const constructor = getOwnPropertyDescriptor(object, 'constructor')?.value;
    if (typeof constructor === 'function' && builtIns.has(constructor.name)) break;
    for (const key of ownReflected(object)) {
      if (keys.has(key)) continue;
      keys.add(key);
      const descriptor = getOwnPropertyDescriptor(object, key);
      if (typeof descriptor.value !== 'function') found.push([object, key, descriptor]);
    }
  }
  return found;
}

/** @returns {string} an entry for one of inheritedProperties */
export function showInherited(session, value, [holder, key, descriptor], depth) {
  const text = showProperty(session, holder, key, depth, false, descriptor, value);
  return session.colors ? `\u001b[2m${text}\u001b[22m` : text;
}
