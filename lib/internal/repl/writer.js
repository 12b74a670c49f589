// How a REPL shows values.
import { inspect } from '../util/inspect.js';

/** @param {object} overrides  of util.inspect()'s options @returns {Function} with its `options`, which programs may change */
export function makeWriter(overrides) {
  const write = (value) => inspect(value, write.options);
  write.options = { ...inspect.defaultOptions, showProxy: true, ...overrides };
  return write;
}

/** Node repl.writer: what a REPL without colours uses. */
export const writer = makeWriter({});
