// What a REPL prints of an error.
import { chooseFrames } from '../errors/prepare_stack.js';
import { inspect } from '../util/inspect.js';

const isErrorLike = (error) =>
  typeof error === 'object' && error !== null && (Error.isError?.(error) ?? error instanceof Error);

/** A frame of the code that was typed. */
const REPL_FRAME = /^ {4}at .*\bREPL\d+:\d+:\d+\)?$/;

/** The frames above those of the REPL itself, which runs the typed script. */
function programFrames(trace) {
  const last = trace.findLastIndex((site) => /^REPL\d+$/.test(site.getFileName()));
  if (last === -1) return trace;
  const fromScript = trace.slice(last + 1).some((site) => site.getFileName() === 'node:internal/vm/script');
  return trace.slice(0, fromScript ? last : last + 1);
}

/** The stack without what lies below the typed code, which is the REPL itself. */
function trimStack(stack) {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => line.startsWith('    at '));
  if (first === -1) return stack;
  let last = lines.length;
  for (let i = lines.length - 1; i >= first; i--) {
    if (!REPL_FRAME.test(lines[i])) continue;
    // The script itself is run by the REPL; what a timer or a tick calls has a function around it.
    const fromScript = lines.slice(i + 1).some((line) => line.includes('node:internal/vm/script'));
    last = fromScript ? i : i + 1;
    break;
  }
  return lines.slice(0, last).join('\n');
}

/** Source line and caret, where the error is about the text itself, stand in front; file and line say nothing here. */
function withoutPlace(stack, error) {
  const excerpt = /^REPL\d+:\d+\r?\n([^\n]*\n *\^+\n\n)/.exec(stack);
  if (excerpt === null) return stack;
  const rest = stack.slice(excerpt[0].length);
  return error.name === 'SyntaxError' ? excerpt[1] + rest : rest;
}

/** Shortens the stack of an error to what the person at the REPL can do something about. */
function tidy(error) {
  chooseFrames(error, programFrames);
  const { stack } = error;
  if (typeof stack !== 'string') return;
  const isSyntax = error.name === 'SyntaxError' && /^REPL\d+:\d+\r?\n/.test(stack);
  const short = withoutPlace(stack, error);
  try {
    error.stack = isSyntax ? short.replace(/(?:\n {4}at .*)+$/, '') : trimStack(short);
  } catch {
    // Frozen: it is shown as it is.
  }
}

/**
 * @param {unknown} error
 * @param {(value: unknown) => string} writer
 * @returns {string} with a line break at the end
 */
export function describeError(error, writer) {
  let text = '';
  if (isErrorLike(error)) {
    tidy(error);
    if (error.name === 'SyntaxError' && typeof error.stack === 'string' && /^[^\n]*\n *\^+\n\n/.test(error.stack)) {
      const end = error.stack.indexOf('\n\n') + 2;
      return `${error.stack.slice(0, end)}Uncaught ${error.stack.slice(end)}\n`;
    }
    text = String(writer(error));
    // An error without frames stands in brackets.
    const [bare] = /^\[[\s\S]*?\](?= \{\n|$)/.exec(text) ?? [];
    if (bare !== undefined) text = bare.slice(1, -1) + text.slice(bare.length);
  } else {
    text = String(writer(error));
  }
  if (text === '') text = inspect(error);
  const lines = text.split('\n');
  // Several lines whose first does not name the error plainly begin on a line of their own.
  const plain =
    lines.length === 1 || !isErrorLike(error) || /^\[?[A-Z]?\w*(?:Error|Exception)\b(?:: |$)|^\w+: /.test(lines[0]);
  return plain ? `Uncaught ${text}\n` : `Uncaught:\n${text}\n`;
}
