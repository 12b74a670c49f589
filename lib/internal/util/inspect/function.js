// Functions and classes.
import { binding } from '../../binding.js';

const { isAsyncFunction, isGeneratorFunction } = binding('util');

const textOf = Function.prototype.toString;

/** A class's `prototype` cannot be written; what else begins with "class" is a method of that name. */
function isClass(value) {
  return (
    textOf.call(value).startsWith('class') && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false
  );
}

function nameText(name) {
  try {
    return String(name);
  } catch {
    return Object.prototype.toString.call(name);
  }
}

function classBase(value, constructor, tag) {
  const name = Object.hasOwn(value, 'name') && value.name ? nameText(value.name) : '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) {
    base += ' extends [null prototype]';
  } else {
    const parent = Object.getPrototypeOf(value).name;
    if (parent) base += ` extends ${nameText(parent)}`;
  }
  return `[${base}]`;
}

/**
 * @param {Function} value
 * @param {string | null} constructor
 * @param {string} tag
 * @returns {string} such as `[AsyncFunction: name]`, `[class A extends B]`
 */
export function functionBase(value, constructor, tag) {
  if (isClass(value)) return classBase(value, constructor, tag);
  const kind = `${isAsyncFunction(value) ? 'Async' : ''}${isGeneratorFunction(value) ? 'Generator' : ''}Function`;
  let base = `[${kind}`;
  if (constructor === null) base += ' (null prototype)';
  const { name } = value;
  base += name === '' ? ' (anonymous)]' : `: ${nameText(name)}]`;
  if (constructor !== kind && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}
