// What is written of an error that nobody caught: where it happened, what it is, and, where a name is a near miss, a hint.
import { load } from '../builtins.js';
import { options } from '../options.js';
import { notedExcerpt, notedHint } from '../process/excerpt.js';
import { version } from '../process/versions.js';
import { programName } from '../process/warnings.js';
import { inspect } from '../util/inspect.js';
import { arraysIterate, withIteration } from '../util/iteration.js';
import { shouldColor } from '../util/terminal.js';
import { binding } from '../binding.js';
import { getColorDepth } from '../tty/color.js';
import { stackWithEmission } from './emitted.js';
import { programExcerpt } from './excerpt.js';

const isError = (value) => Error.isError(value) || value instanceof Error;

/**
 * @param {unknown} error
 * @param {string} seen  file:line, source line and caret of where it was thrown; may be empty
 * @param {[string, number, number, number, string]} [place]  the same as file, line from 1, column from 0, offset, source
 * @param {string} [thrownAt]  the functions that ran then, a line each
 * @returns {string}
 */
export function describe(error, seen, place, thrownAt = '') {
  const genuine = isErrorSafely(error);
  const head = headOf(error, seen, place, genuine);
  const hint = genuine ? (notedHint(error) ?? hintOf(error)) : '';
  // Last: once a stack is made, the engine forgets what it was made from.
  const text = textOf(error);
  let tail = '';
  if (options['trace-uncaught']) tail = `Thrown at:\n${thrownAt}\n`;
  else if (!isObject(error))
    tail = `(Use \`${programName()} --trace-uncaught ...\` to show where the exception was thrown)\n`;
  const about = options['extra-info-on-fatal-exception'] === false ? '' : `\nNode.js ${version}\n`;
  // node:vm puts the excerpt into the stack itself.
  const shown = text.startsWith(head) ? text : head + text;
  return `${shown}\n${hint}${tail}${about}`;
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A proxy may throw when it is asked what it is. */
function isErrorSafely(value) {
  try {
    return isError(value);
  } catch {
    return false;
  }
}

function headOf(error, seen, place, genuine) {
  const noted = isObject(error) ? notedExcerpt(error) : undefined;
  let text = noted;
  if (text === undefined && genuine && place?.[0].startsWith('node:')) text = programExcerpt(error);
  text ??= (place && load('internal/source_map/frames').mappedExcerpt(place)) ?? seen;
  if (genuine) return text === '' ? '' : `${text}\n`;
  return text === '' ? 'Uncaught:\n' : `\n${text}`;
}

/** stderr is not asked: it may be what failed. */
const coloured = () => shouldColor({ isTTY: binding('stdio').kind(2) === 'TTY', getColorDepth });

function textOf(error) {
  try {
    const stack = isObject(error) ? stackWithEmission(error) : undefined;
    if (stack !== undefined) error.stack = stack;
    return inspect(error, { colors: coloured() });
  } catch {
    return plainText(error);
  }
}

/** What V8 wrote down when the error was made needs nothing of what a program may have taken away. */
function plainText(error) {
  try {
    if (Error.isError(error) && typeof error.stack === 'string') return error.stack;
  } catch {
    // a getter, or not even Error is left
  }
  return 'Uncaught: <the error cannot be shown: showing it throws>';
}

/** A hint is a help: whatever is wrong with finding it, the error itself is told. */
function hintOf(error) {
  try {
    const hint = load('internal/errors/hint').hintFor(error);
    return hint === undefined ? '' : `hint: ${hint}\n`;
  } catch {
    return '';
  }
}

/**
 * What another thread shows with an error that was not caught in this one; the arguments are those of describe().
 * @returns {{ excerpt: string, hint: string } | undefined}
 */
export function aidsOf(error, seen, place) {
  if (!isErrorSafely(error)) return undefined;
  try {
    return { excerpt: headOf(error, seen, place, true).replace(/\n$/, ''), hint: hintOf(error) };
  } catch {
    return undefined;
  }
}

/** Writes it to stderr. */
export function print(error, seen, place, thrownAt) {
  const text = arraysIterate()
    ? describe(error, seen, place, thrownAt)
    : withIteration(describe, error, seen, place, thrownAt);
  binding('process').writeText(2, text);
}
