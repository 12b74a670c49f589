// What comes back from the binding: names in the encoding that was asked for, promises whose errors know who waits for them.
import { tracking } from '../async_hooks/origin.js';
import { track, untrack, within } from '../async_hooks/resources.js';
import { FastBuffer } from '../buffer/allocation.js';

/** Whether the binding has to give names and paths as bytes, since text would lose some of them. */
export function wantsBytes(encoding) {
  return Boolean(encoding) && encoding !== 'utf8' && encoding !== 'utf-8';
}

/**
 * @param {string | ArrayBuffer} raw  a name or path from the binding
 * @param {string} [encoding]  `buffer` for a Buffer
 * @returns {string | Buffer}
 */
export function decodeName(raw, encoding) {
  if (typeof raw === 'string') return raw;
  const bytes = new FastBuffer(raw);
  return encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

/** @param {ArrayBuffer} memory */
export const toBuffer = (memory) => new FastBuffer(memory);

const programFrame = /^ {4}at (?!.*(?:\(|async |at )node:)/m;

/**
 * An error from the pool was made where no JavaScript ran, and knows at most who asked for it. Here V8 still knows which functions await it.
 * @param {Error} error
 */
function withStack(error) {
  const asked = error.stack;
  Error.captureStackTrace(error, withStack);
  if (programFrame.test(asked) && !programFrame.test(error.stack)) error.stack = asked;
  throw error;
}

/**
 * @template T, U
 * @param {Promise<T>} promise  from the binding
 * @param {(value: T) => U} [map]  makes of the binding's value what the user gets
 * @returns {Promise<U>}
 */
export function settled(promise, map) {
  if (!tracking) return promise.then(map, withStack);
  const resource = { promise };
  track(resource, 'FSREQPROMISE');
  const end = within(resource, () => untrack(resource));
  return promise.then(
    (value) => {
      end();
      return map === undefined ? value : map(value);
    },
    (error) => {
      end();
      withStack(error);
    },
  );
}

/** A callback for the binding: what it gives is passed through `map` on its way to the user's. */
export function mapped(callback, map) {
  return (error, raw) => {
    if (error) callback(error);
    else callback(null, map(raw));
  };
}
