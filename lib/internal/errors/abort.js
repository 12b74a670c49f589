// An aborted operation, and what joins or tells errors.
import { codes } from './define.js';

/** What an operation ends with when its AbortSignal fires. (Node: errors, `ABORT_ERR`; its `cause` is the signal's reason.) */
export class AbortError extends Error {
  /**
   * @param {string} [message]
   * @param {{ cause?: unknown }} [options]
   * @throws {TypeError} ERR_INVALID_ARG_TYPE when options is not an object
   */
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/**
 * One error of two: the later becomes the message, both are kept.
 * @param {Error | undefined} inner
 * @param {Error | undefined} outer
 * @returns {Error | undefined}
 */
export function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

/** @param {unknown} value */
export function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'message');
}
