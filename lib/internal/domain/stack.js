// Which domains are entered. The async context carries the one that is active, as an Entry; the stack is that entry and what was
// entered around it and is so still. So a callback finds the domain in which it was asked for, and that one alone.

import { getContext, observe, setContext } from '../async_hooks/origin.js';

const KEY = { name: 'domain' };

/** One enter() of a domain. `domain` is undefined or null (`activeDomain`) where the code runs outside of all of them. */
class Entry {
  isOpen = true;
  constructor(domain, outer) {
    this.domain = domain;
    this.outer = outer;
  }
}

/** @returns {Entry | undefined} what the async context says */
export function currentEntry() {
  return getContext()?.get(KEY);
}

/** Makes `entry` the current one. */
export function setEntry(entry) {
  observe();
  const frame = new Map(getContext());
  if (entry === undefined) frame.delete(KEY);
  else frame.set(KEY, entry);
  setContext(frame.size === 0 ? undefined : frame);
}

function outerOf(entry) {
  return entry.outer?.isOpen ? entry.outer : undefined;
}

/**
 * @returns {Domain | null | undefined} the active domain. As Node has it, null where none was ever entered and in a handler of an
 *     'error' event that runs outside of all domains; undefined where all were left, as they are where an exception is handled
 */
export function activeDomain() {
  const entry = currentEntry();
  if (entry === undefined) return null;
  return entry.domain === null && !entry.isOpen ? undefined : entry.domain;
}

/** @returns {Domain[]} the entered domains, the active one last */
export function domainStack() {
  const stack = [];
  for (let entry = currentEntry(); entry?.domain; entry = outerOf(entry)) stack.unshift(entry.domain);
  return stack;
}

/** Makes `domain` the active one. */
export function push(domain) {
  setEntry(new Entry(domain, currentEntry()));
}

/** Leaves `domain` and all that was entered since. */
export function popTo(domain) {
  const left = [];
  for (let entry = currentEntry(); entry?.domain; entry = outerOf(entry)) {
    left.push(entry);
    if (entry.domain !== domain) continue;
    for (const each of left) each.isOpen = false;
    setEntry(outerOf(entry) ?? new Entry(undefined, undefined));
    return;
  }
}

/** Leaves all domains: an exception has ended what ran in them. */
export function leaveAll() {
  for (let entry = currentEntry(); entry !== undefined; entry = outerOf(entry)) entry.isOpen = false;
  setEntry(undefined);
}

/**
 * Calls fn outside of `domain` (however often it was entered in a row): in the one around it, or in none.
 * @param {null | undefined} none  the active domain that fn finds where there is none
 */
export function runOutside(domain, none, fn) {
  const before = currentEntry();
  let entry = before;
  while (entry !== undefined && entry.domain === domain) entry = outerOf(entry);
  const outside = entry?.domain ? entry : new Entry(none, undefined);
  setEntry(outside);
  try {
    return fn();
  } finally {
    if (outside !== entry) outside.isOpen = false;
    setEntry(before);
  }
}
