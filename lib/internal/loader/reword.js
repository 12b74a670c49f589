// Errors keep where they come from when they are told better.

/**
 * Gives an error another message, in its stack, too.
 * @param {Error} error
 * @param {string} message
 * @returns {Error} the same error
 */
export function reword(error, message) {
  const before = error.message;
  const { stack } = error;
  error.message = message;
  if (typeof stack === 'string') error.stack = stack.replace(before, () => message);
  return error;
}
