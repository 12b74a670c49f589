// node:readline.
import { AbortError } from './internal/errors.js';
import { clearLine, clearScreenDown, cursorTo, moveCursor } from './internal/readline/cursor.js';
import { Interface } from './internal/readline/interface.js';
import { emitKeypressEvents } from './internal/readline/keypress.js';
import promises from './readline/promises.js';

/**
 * @param {...*} args  as for new Interface()
 * @returns {Interface}
 * Source: Node readline.createInterface since v0.1.98.
 */
function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

// What util.promisify() makes of question(): also an abort settles it.
Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function question(query, options) {
  const signal = options?.signal;
  const aborted = () => new AbortError(undefined, { cause: signal.reason });
  if (signal?.aborted) return Promise.reject(aborted());
  return new Promise((resolve, reject) => {
    let answered = resolve;
    if (signal) {
      const onAbort = () => reject(aborted());
      signal.addEventListener('abort', onAbort, { once: true });
      answered = (answer) => {
        signal.removeEventListener('abort', onAbort);
        resolve(answer);
      };
    }
    this.question(query, options, answered);
  });
};

export default {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
  promises,
};
