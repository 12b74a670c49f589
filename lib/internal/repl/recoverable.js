// Whether code is only not finished yet: more lines may make it whole.
import { load } from '../builtins.js';

/** What an eval function gives back for code that goes on. Node repl.Recoverable since v6. */
export class Recoverable extends SyntaxError {
  constructor(error) {
    super();
    this.err = error;
  }
}

/**
 * @param {string} source
 * @returns {boolean} whether parsing stops at nothing but the end of the text
 */
export function isUnfinished(source) {
  const { parse } = load('internal/deps/acorn');
  try {
    parse(source, { ecmaVersion: 'latest', allowAwaitOutsideFunction: true });
    return false;
  } catch (error) {
    return error.raisedAt >= source.trimEnd().length && reachedEnd(error, source);
  }
}

function reachedEnd({ message, pos, raisedAt }, source) {
  if (message.startsWith('Unterminated comment') || message.startsWith('Unterminated template')) return true;
  // A string goes on where a backslash ends its line.
  if (message.startsWith('Unterminated string')) return /\\(?:\r\n?|[\n\u2028\u2029])$/.test(source);
  if (message.startsWith('Unterminated regular')) return false;
  return pos >= source.trimEnd().length && raisedAt >= source.trimEnd().length;
}
