// What an object is called: the name of its class, its toStringTag, its size, and that it has no prototype.
import { binding } from '../../binding.js';
import { Session } from './options.js';
import { show } from './value.js';

const { constructorName } = binding('util');
const { getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;

/** Constructors that come with the language. */
export const builtIns = new Set(
  Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)),
);

/** Prototypes that are known by themselves, so that programs may do with `constructor` what they like. */
const wellKnown = new Map(
  [Array, ArrayBuffer, Function, Map, Object, Set, Object.getPrototypeOf(Uint8Array)].map((constructor) => [
    constructor.prototype,
    constructor.name,
  ]),
);

function madeBy(object, constructor) {
  try {
    return Function.prototype[Symbol.hasInstance].call(constructor, object);
  } catch {
    return false;
  }
}

/**
 * @param {Session} session
 * @param {object} value
 * @param {number} depth
 * @returns {string | null} null for an object without prototype
 */
export function className(session, value, depth) {
  // Nearly all objects are of these.
  const prototype = getPrototypeOf(value);
  if (wellKnown.has(prototype) && !hasOwn(value, 'constructor')) return wellKnown.get(prototype);
  for (let object = value; object !== null; object = getPrototypeOf(object)) {
    if (object !== value && wellKnown.has(object)) return wellKnown.get(object);
    const constructor = getOwnPropertyDescriptor(object, 'constructor')?.value;
    if (typeof constructor === 'function' && constructor.name !== '' && madeBy(value, constructor)) {
      return String(constructor.name);
    }
  }
  if (prototype === null) return null;
  const own = constructorName(value);
  if (session.tooDeep(depth)) return `${own} <Complex prototype>`;
  const above = className(session, prototype, depth + 1);
  if (above !== null) return `${own} <${above}>`;
  return `${own} <${inspectPrototype(session, prototype)}>`;
}

function inspectPrototype(session, prototype) {
  const inner = new Session();
  inner.choose(session.forUser(-1, false));
  inner.customInspect = false;
  inner.stylize = session.stylize;
  inner.settle();
  return show(inner, prototype, 0);
}

/** `FooSet` says already that it is a Set; `Settings` does not. */
function mentions(name, tag) {
  const at = name.indexOf(tag);
  return at !== -1 && !/^[a-z]/.test(name.slice(at + tag.length));
}

/**
 * How an object is introduced, with a space at the end: `Foo(2) [Set] `.
 * @param {string | null} constructor  of className
 * @param {string} tag  '' where none shows
 * @param {string} fallback  what it is, should it have no prototype
 * @param {string} [size]  such as `(2)`
 */
export function prefix(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    const shown = tag !== '' && tag !== fallback ? ` [${tag}]` : '';
    return `[${fallback}${size}: null prototype]${shown} `;
  }
  return tag !== '' && !mentions(constructor, tag) ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `;
}

/** Like prefix for objects of no special kind: V8 remembers what made one that lost its prototype. */
export function plainPrefix(value, constructor, tag) {
  if (constructor !== null) return prefix(constructor, tag, 'Object');
  const made = constructorName(value);
  if (tag !== '' && made === tag) return `[Object: null prototype] [${tag}] `;
  return prefix(null, tag, made);
}

/** The toStringTag that is worth showing: not an own property that is listed anyway. */
export function visibleTag(session, value) {
  let tag;
  try {
    tag = value[Symbol.toStringTag];
  } catch {
    return '';
  }
  if (typeof tag !== 'string' || tag === '') return '';
  const descriptor = getOwnPropertyDescriptor(value, Symbol.toStringTag);
  return descriptor !== undefined && (session.showHidden || descriptor.enumerable) ? '' : tag;
}
