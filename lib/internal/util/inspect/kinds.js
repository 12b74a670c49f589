// Kinds of objects, told by what V8 knows of them, not by what they claim: each gives the frame of its objects.
import { functionBase } from './function.js';
import { errorBase } from './error.js';
import { binding } from '../../binding.js';
import { plainPrefix, prefix } from './name.js';
import { ownKeys } from './property.js';
import { boxedBase, dateBase, regexpBase } from './boxed.js';
import {
  bufferEntries,
  bufferViewEntries,
  byteLengthEntry,
  iteratorEntries,
  listEntries,
  mapEntries,
  namespaceEntries,
  promiseEntries,
  setEntries,
  typedArrayEntries,
  weakEntries,
} from './entries.js';

const { externalAddress, kind: kindOf, kinds, nonIndexProperties } = binding('util');
const { isPrototypeOf } = Object.prototype;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
const typedArrayLength = Object.getOwnPropertyDescriptor(typedArray, 'length').get;
const typedArrayTag = Object.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag).get;

/**
 * The frame of an object.
 * @typedef {object} Shape
 * @property {string} open  such as `Map(2) {`
 * @property {string} close
 * @property {string} base  what stands before the opening: a function's, an error's text
 * @property {boolean} list  entries have no keys: short ones go into columns
 * @property {(string | symbol)[]} keys  properties to show after the entries
 * @property {Function} [entries]  (session, value, depth, shape) -> string[]
 * @property {unknown[]} [values]  of a list
 * @property {string} name  of its kind
 * @property {number} size  of collections
 */

function braces(open, keys, entries = undefined, name = 'Object', size = 0) {
  return { open: `${open}{`, close: '}', base: '', list: false, keys, entries, values: undefined, name, size };
}

function brackets(open, keys, entries, values, name, size) {
  return { open: `${open}[`, close: ']', base: '', list: true, keys, entries, values, name, size };
}

/** The own properties that are not elements. */
function extraKeys(session, value) {
  return nonIndexProperties(value, !session.showHidden);
}

function arrayShape(session, value, constructor, tag, more) {
  const open = constructor !== 'Array' || tag !== '' ? prefix(constructor, tag, 'Array', `(${value.length})`) : '';
  const keys = extraKeys(session, value);
  if (value.length === 0 && keys.length === 0 && !more) return `${open}[]`;
  return brackets(open, keys, listEntries, value, 'Array', value.length);
}

function typedArrayShape(session, value, constructor, tag) {
  const kind = typedArrayTag.call(value);
  const length = typedArrayLength.call(value);
  const open = prefix(constructor, tag, kind, `(${length})`);
  const keys = extraKeys(session, value);
  if (length === 0 && keys.length === 0 && !session.showHidden) return `${open}[]`;
  return brackets(open, keys, typedArrayEntries, value, kind, length);
}

const iteratorOpen = (tag, kind) => (tag !== '' && tag !== kind ? `[${tag}] [${kind}] ` : `[${kind}] `);

/** A frame whose inside is a text of its own: `base`, followed by properties if there are any. */
function based(base, keys, more, style = undefined, session = undefined) {
  if (keys.length === 0 && !more) return style === undefined ? base : session.stylize(base, style);
  return { ...braces('', keys), base };
}

/**
 * @param {import('./options.js').Session} session
 * @param {object} value
 * @param {string | null} constructor
 * @param {string} tag
 * @param {number} depth
 * @param {boolean} more  inherited properties will be shown
 * @returns {Shape | string} text where nothing is inside
 */
export function shapeOf(session, value, constructor, tag, depth, more) {
  if (Array.isArray(value)) {
    // Without the methods of arrays, it is an object with numbered keys.
    if (Symbol.iterator in value || constructor === null) return arrayShape(session, value, constructor, tag, more);
    return plainShape(session, value, constructor, tag, depth, more);
  }
  const kind = kindOf(value);
  if (kind === kinds.plain) return plainShape(session, value, constructor, tag, depth, more);
  if (kind === kinds.typedArray) return typedArrayShape(session, value, constructor, tag);
  if (kind === kinds.external) return session.stylize(`[External: ${externalAddress(value)}]`, 'special');
  const keys = ownKeys(value, session.showHidden);
  switch (kind) {
    case kinds.set:
      return sizedShape(
        prefix(constructor, tag, 'Set', `(${setSize.call(value)})`),
        setSize.call(value),
        keys,
        setEntries,
        'Set',
        more,
      );
    case kinds.map:
      return sizedShape(
        prefix(constructor, tag, 'Map', `(${mapSize.call(value)})`),
        mapSize.call(value),
        keys,
        mapEntries,
        'Map',
        more,
      );
    case kinds.mapIterator:
      return braces(iteratorOpen(tag, 'Map Iterator'), keys, iteratorEntries, 'Map Iterator');
    case kinds.setIterator:
      return braces(iteratorOpen(tag, 'Set Iterator'), keys, iteratorEntries, 'Set Iterator');
    case kinds.arguments:
      return braces('[Arguments] ', keys, undefined, 'Arguments');
    case kinds.function:
      return based(functionBase(value, constructor, tag), keys, more, 'special', session);
    case kinds.regexp:
      return based(regexpBase(value, constructor, tag), session.tooDeep(depth) ? [] : keys, more, 'regexp', session);
    case kinds.date:
      return based(dateBase(value, constructor, tag), session.tooDeep(depth) ? [] : keys, more, 'date', session);
    case kinds.error:
      return based(errorBase(session, value, constructor, tag, keys), keys, more);
    case kinds.arrayBuffer:
      return bufferShape(session, value, prefix(constructor, tag, 'ArrayBuffer'), keys, depth, 'ArrayBuffer');
    case kinds.sharedArrayBuffer:
      return bufferShape(
        session,
        value,
        prefix(constructor, tag, 'SharedArrayBuffer'),
        keys,
        depth,
        'SharedArrayBuffer',
      );
    case kinds.dataView:
      return braces(prefix(constructor, tag, 'DataView'), keys, bufferViewEntries, 'DataView');
    case kinds.promise:
      return braces(prefix(constructor, tag, 'Promise'), keys, promiseEntries, 'Promise');
    case kinds.weakSet:
      return braces(prefix(constructor, tag, 'WeakSet'), keys, weakEntries, 'WeakSet');
    case kinds.weakMap:
      return braces(prefix(constructor, tag, 'WeakMap'), keys, weakEntries, 'WeakMap');
    case kinds.namespace:
      return Object.assign(braces(prefix(constructor, tag, 'Module'), [], namespaceEntries, 'Module'), {
        exports: keys,
      });
    default:
      return based(boxedBase(session, value, kind, constructor, tag, keys), keys, more);
  }
}

function sizedShape(open, size, keys, entries, name, more) {
  if (size === 0 && keys.length === 0 && !more) return `${open}{}`;
  return braces(open, keys, entries, name, size);
}

function bufferShape(session, value, open, keys, depth, name) {
  // Inside of a typed array, all there is to say is its length.
  if (!session.contents && keys.length === 0) return `${open}{ ${byteLengthEntry(session, value, depth)} }`;
  return braces(open, keys, bufferEntries, name);
}

function plainShape(session, value, constructor, tag, depth, more) {
  const keys = ownKeys(value, session.showHidden);
  // Error objects that no constructor of errors made.
  if (isPrototypeOf.call(Error.prototype, value)) {
    return based(errorBase(session, value, constructor, tag, keys), keys, more);
  }
  if (tag === 'URL' && isURL(value) && !session.tooDeep(depth)) return based(value.href, keys, more);
  if (constructor === 'Object' && tag === '') return keys.length === 0 && !more ? '{}' : braces('', keys);
  const open = plainPrefix(value, constructor, tag);
  return keys.length === 0 && !more ? `${open}{}` : braces(open, keys);
}

/** A URL; what claims to be one and has no href is none. */
export function isURL(value) {
  try {
    return value[Symbol.toStringTag] === 'URL' && typeof value.href === 'string';
  } catch {
    return false;
  }
}
