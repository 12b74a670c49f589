// Lines to a stream, whose errors are none of the program's business unless it asked for them.
import { isStackOverflow } from '../errors/stack_overflow.js';

function ignore() {}

/** Called when a write is over: its error will be emitted, and nobody may be listening. */
function whenWritten(stream) {
  return (error) => {
    if (error && !stream._writableState?.errorEmitted && stream.listenerCount?.('error') === 0)
      stream.once('error', ignore);
  };
}

const handlers = new WeakMap();

function handlerOf(stream) {
  let handler = handlers.get(stream);
  if (handler === undefined) {
    handler = whenWritten(stream);
    handlers.set(stream, handler);
  }
  return handler;
}

/**
 * @param {import('stream').Writable} stream
 * @param {string} text
 * @param {boolean} ignoreErrors
 */
export function writeLine(stream, text, ignoreErrors) {
  const line = `${text}\n`;
  if (!ignoreErrors) {
    stream.write(line);
    return;
  }
  // A file or terminal fails while it is written, a pipe or socket may fail later.
  stream.once?.('error', ignore);
  try {
    stream.write(line, handlerOf(stream));
  } catch (error) {
    if (isStackOverflow(error)) throw error;
  } finally {
    stream.removeListener?.('error', ignore);
  }
}
