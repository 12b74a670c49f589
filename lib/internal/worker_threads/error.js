// Errors that cross threads: a structured clone knows no `code` and no other property, so they are taken apart here.

import { load } from '../builtins.js';
import { stampCode } from '../errors/define.js';
import { noteExcerpt, noteHint } from '../process/excerpt.js';

const CLASSES = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError };

function isError(value) {
  return Error.isError?.(value) ?? Object.prototype.toString.call(value) === '[object Error]';
}

/** The nearest class of the language that an error belongs to. */
function className(error) {
  for (let at = error; at !== null; at = Object.getPrototypeOf(at)) {
    const name = Object.getOwnPropertyDescriptor(at, 'constructor')?.value?.name;
    if (name !== undefined && CLASSES[name]?.prototype === at) return name;
  }
  return undefined;
}

/** A property's value that can be cloned, or undefined: what cannot be shown to the other side is left out. */
function propertyOf(error, name, seen) {
  let value;
  try {
    value = error[name];
  } catch {
    return undefined;
  }
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (isError(value)) return seen.has(value) ? undefined : { error: takeApart(value, seen) };
  if (typeof value === 'object' && value !== null) {
    try {
      return { value: structuredClone(value) };
    } catch {
      return undefined;
    }
  }
  return { value };
}

function takeApart(error, seen) {
  seen.add(error);
  const properties = {};
  const names = new Set(['name', 'message', 'stack', ...Object.getOwnPropertyNames(error)]);
  for (const name of names) {
    const property = propertyOf(error, name, seen);
    if (property === undefined) continue;
    const own = Object.getOwnPropertyDescriptor(error, name);
    properties[name] = { ...property, enumerable: own?.enumerable ?? false };
  }
  return { className: className(error), properties };
}

/**
 * What was thrown, as something that can be posted.
 * @param {unknown} thrown
 * @returns {object}
 */
export function serializeError(thrown) {
  if (isError(thrown) && className(thrown) !== undefined) return { error: takeApart(thrown, new Set()) };
  try {
    return { value: structuredClone(thrown) };
  } catch {
    return { shown: load('util').inspect(thrown) };
  }
}

function putTogether({ className: name, properties }) {
  const Class = CLASSES[name];
  const error = name === 'AggregateError' ? new AggregateError([]) : new Class();
  // The stack is the other thread's, or none where it could not be read.
  if (properties.stack === undefined)
    Object.defineProperty(error, 'stack', { value: undefined, writable: true, configurable: true });
  for (const [key, property] of Object.entries(properties)) {
    const value = property.error === undefined ? property.value : putTogether(property.error);
    if (key === 'name' && value === Class.prototype.name) continue;
    Object.defineProperty(error, key, { value, enumerable: property.enumerable, writable: true, configurable: true });
  }
  return error;
}

/**
 * What the other thread threw.
 * @param {object} message  of serializeError()
 * @returns {unknown}
 */
export function deserializeError(message) {
  if (message.error !== undefined) return putTogether(message.error);
  if ('value' in message) return message.value;
  return stampCode(new Error(message.shown), 'ERR_WORKER_UNSERIALIZABLE_ERROR');
}

/**
 * What a thread threw, with what it knew of its place.
 * @param {{ error: object, aids?: { excerpt: string, hint: string } }} message
 * @returns {unknown}
 */
export function thrownThere({ error, aids }) {
  const thrown = deserializeError(error);
  if (aids !== undefined) {
    noteExcerpt(thrown, aids.excerpt);
    noteHint(thrown, aids.hint);
  }
  return thrown;
}
