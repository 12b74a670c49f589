// The performance timeline: marks, measures and resources, until they are cleared.

import { load } from '../builtins.js';

// So many entries of a kind look like a leak.
const SUSPICIOUS = 1e6;

const buffers = { __proto__: null, mark: [], measure: [], resource: [] };
const CLEARED_BY = {
  mark: 'performance.clearMarks',
  measure: 'performance.clearMeasures',
  resource: 'performance.clearResourceTimings',
};
const warned = new Set();

/** @returns {PerformanceEntry[]} the buffered ones of a type, in the order in which they came */
export function entriesOf(type) {
  return buffers[type] ?? [];
}

/** Adds an entry of type mark, measure or resource. */
export function buffer(entry) {
  const { entryType } = entry;
  const entries = buffers[entryType];
  entries.push(entry);
  if (entryType === 'resource' || entries.length <= SUSPICIOUS || warned.has(entryType)) return;
  warned.add(entryType);
  const warning = new Error(
    `Possible perf_hooks memory leak detected. ${entries.length} ${entryType} entries added to the global performance entry ` +
      `buffer. Use ${CLEARED_BY[entryType]} to clear the buffer.`,
  );
  warning.name = 'MaxPerformanceEntryBufferExceededWarning';
  warning.entryType = entryType;
  warning.count = entries.length;
  load('process').emitWarning(warning);
}

/** Removes the entries of a type, or those of one name. */
export function clear(type, name) {
  buffers[type] = name === undefined ? [] : buffers[type].filter((entry) => entry.name !== name);
}

/** @returns {PerformanceEntry[]} by start time; those of a type and of a name, where these are given */
export function select(name, type) {
  const all = type === undefined ? [...buffers.mark, ...buffers.measure, ...buffers.resource] : [...entriesOf(type)];
  const named = name === undefined ? all : all.filter((entry) => entry.name === name);
  return named.sort((a, b) => a.startTime - b.startTime);
}
