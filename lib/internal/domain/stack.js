// Which domains are entered. The async context carries the one that is active, as an Entry; the stack is that entry and what was
// entered around it and is so still. So a callback finds the domain in which it was asked for, and that one alone.

import { getContext, observe, setContext } from '../async_hooks/origin.js';

const KEY = { name: 'domain' };

/** One enter() of a domain. `domain` is null where code runs outside of all domains on purpose. */
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

/** @returns {Domain | null | undefined} the active domain; null in an error handler that runs outside of all domains */
export function activeDomain() {
  const entry = currentEntry();
  if (entry === undefined || (entry.domain === null && !entry.isOpen)) return undefined;
  return entry.domain;
}

/** @returns {Domain[]} the entered domains, the active one last */
export function domainStack() {
  const stack = [];
  for (let entry = currentEntry(); entry !== undefined && entry.domain !== null; entry = outerOf(entry)) {
    stack.unshift(entry.domain);
  }
  return stack;
}

/** Makes `domain` (null: none) the active one. */
export function push(domain) {
  const outer = currentEntry();
  setEntry(new Entry(domain, outer?.domain === null ? undefined : outer));
}

/** Leaves `domain` and all that was entered since. */
export function popTo(domain) {
  const left = [];
  for (let entry = currentEntry(); entry !== undefined && entry.domain !== null; entry = outerOf(entry)) {
    left.push(entry);
    if (entry.domain !== domain) continue;
    for (const each of left) each.isOpen = false;
    setEntry(outerOf(entry));
    return;
  }
}

/** Leaves all domains: an exception has ended what ran in them. */
export function leaveAll() {
  for (let entry = currentEntry(); entry !== undefined; entry = outerOf(entry)) entry.isOpen = false;
  setEntry(undefined);
}

/** Calls fn outside of `domain` (however often it was entered in a row): in the one around it, or in none. */
export function runOutside(domain, fn) {
  const before = currentEntry();
  let entry = before;
  while (entry !== undefined && entry.domain === domain) entry = outerOf(entry);
  const outside = entry ?? new Entry(null, undefined);
  setEntry(outside);
  try {
    return fn();
  } finally {
    if (entry === undefined) outside.isOpen = false;
    setEntry(before);
  }
}
