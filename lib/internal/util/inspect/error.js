// Errors: the stack as V8 wrote it, with what it leaves out.
import { frames } from './stack.js';
import { prefix } from './name.js';
import { show } from './value.js';

const failed = Symbol('failed');

/** A property of an error; `failed` where reading it throws. */
function read(error, key) {
  try {
    return error[key];
  } catch {
    return failed;
  }
}

/** The error as a line or two, without its stack. */
function headline(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return undefined;
  }
}

/** A stack that a program put there and that is no text. */
function oddStack(session, error, stack) {
  const { compact } = session;
  session.compact = false;
  session.seen.push(error);
  session.indentation += 4;
  const text = show(session, stack, 0);
  session.indentation -= 4;
  session.seen.pop();
  session.compact = compact;
  return `\n    ${text}`;
}

/** What a stack begins with when an error's prototype, and its name with it, is gone. */
const leadingName = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)|^([a-z_A-Z0-9-]*Error)$/;

/** Puts the class's name into the stack's first line, which has that of the built-in class. */
function withClassName(stack, error, constructor, tag) {
  const property = read(error, 'name');
  const name = property === failed || property == null ? 'Error' : `${property}`;
  if (constructor === null) {
    const match = leadingName.exec(stack);
    const found = match?.[1] ?? match?.[2] ?? '';
    const introduction = prefix(null, tag, found || 'Error').slice(0, -1);
    return found === '' ? `${introduction}: ${stack}` : introduction + stack.slice(found.length);
  }
  const introduction = prefix(constructor, tag, 'Error').slice(0, -1);
  if (typeof property !== 'string' && property != null && property !== failed) {
    return stack.replace(name, () => `${name} [${introduction}]`);
  }
  const rest = stack.slice(name.length);
  const begins =
    name.endsWith('Error') && stack.startsWith(name) && (rest === '' || rest[0] === ':' || rest[0] === '\n');
  if (!begins || name === introduction) return stack;
  return introduction.includes(name) ? introduction + rest : `${introduction} [${name}]${rest}`;
}

/** Takes off what the stack shows already, and puts on what matters though it is not enumerable. */
function adjustKeys(session, error, keys, stack) {
  if (!session.showHidden) {
    for (const name of ['name', 'message', 'stack']) {
      const index = keys.indexOf(name);
      if (index === -1) continue;
      const value = read(error, name);
      if (value !== failed && (typeof value !== 'string' || stack.includes(value))) keys.splice(index, 1);
    }
  }
  if (Object.hasOwn(error, 'cause') && !keys.includes('cause')) keys.push('cause');
  if (Object.hasOwn(error, 'errors') && !keys.includes('errors') && Array.isArray(read(error, 'errors')))
    keys.push('errors');
}

/** Where the frames begin: behind the message, which may itself look like one. */
function framesStart(error, stack) {
  const message = read(error, 'message');
  let at = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  if (at !== -1) at += message.length;
  return stack.indexOf('\n    at', at);
}

/**
 * @param {import('./options.js').Session} session
 * @param {Error} error
 * @param {string | null} constructor
 * @param {string} tag
 * @param {(string | symbol)[]} keys  of its properties; changed to those that are worth showing
 * @returns {string}
 */
export function errorBase(session, error, constructor, tag, keys) {
  const own = read(error, 'stack');
  let stack = typeof own === 'string' && own !== '' ? own : headline(error);
  if (stack === undefined) {
    adjustKeys(session, error, keys, '');
    return Object.prototype.toString.call(error);
  }
  if (own && own !== failed && typeof own !== 'string') stack += oddStack(session, error, own);
  adjustKeys(session, error, keys, stack);
  stack = withClassName(stack, error, constructor, tag);
  const start = framesStart(error, stack);
  if (start === -1) stack = `[${stack}]`;
  else stack = `${stack.slice(0, start)}\n${frames(session, error, stack.slice(start + 1)).join('\n')}`;
  return session.indentation === 0 ? stack : stack.replaceAll('\n', `\n${' '.repeat(session.indentation)}`);
}
