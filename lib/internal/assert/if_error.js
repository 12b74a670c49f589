// assert.ifError: an error that should not be, with the stacks of both its making and its finding.
import { inspect } from '../util/inspect.js';
import { AssertionError } from './assertion_error.js';

function describe(value) {
  if (typeof value !== 'object' || typeof value.message !== 'string') return inspect(value);
  return value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
}

/** The new stack without the frames that both have, followed by the old one's. */
function joinStacks(stack, original) {
  const start = original.indexOf('\n    at');
  if (start === -1) return stack;
  const originalFrames = original.slice(start + 1).split('\n');
  let lines = stack.split('\n');
  for (const frame of originalFrames) {
    const at = lines.indexOf(frame);
    if (at !== -1) {
      lines = lines.slice(0, at);
      break;
    }
  }
  return `${lines.join('\n')}\n${originalFrames.join('\n')}`;
}

/**
 * @param {unknown} value  neither null nor undefined
 * @param {Function} fn  the assertion
 * @param {'simple' | 'full'} diff
 * @returns {AssertionError}
 */
export function unwantedError(value, fn, diff) {
  const error = new AssertionError({
    actual: value,
    expected: null,
    operator: 'ifError',
    message: `ifError got unwanted exception: ${describe(value)}`,
    stackStartFn: fn,
    diff,
  });
  if (typeof value === 'object' && typeof value.stack === 'string') error.stack = joinStacks(error.stack, value.stack);
  return error;
}
