// The source of a failed assert(expression).
import { binding } from '../binding.js';
import { load } from '../builtins.js';

const { callerLine } = binding('util');
const identifierPart = /[\p{ID_Continue}$\u200c\u200d]/u;
const pairs = { ')': '(', ']': '[' };

/** The index at which the bracket that closes at `end` opens, or -1. */
function opening(line, end) {
  const close = line[end];
  let depth = 0;
  for (let i = end; i >= 0; i--) {
    if (line[i] === close) depth++;
    else if (line[i] === pairs[close] && --depth === 0) return i;
  }
  return -1;
}

/** The start of the name, call or index that ends before `end`. */
function primaryStart(line, end) {
  let at = end;
  while (at > 0 && (line[at - 1] === ']' || line[at - 1] === ')')) {
    const open = opening(line, at - 1);
    if (open === -1) return end;
    at = open;
  }
  while (at > 0 && identifierPart.test(line[at - 1])) at--;
  return at;
}

/** V8 tells where the called method's name is, or the parenthesis; the object that it is of begins before. */
function chainStart(line, at) {
  for (let start = line[at] === '(' ? primaryStart(line, at) : at; ; ) {
    let end = start;
    if (line[end - 1] === '.') end -= line[end - 2] === '?' ? 2 : 1;
    else if (line[end - 1] === '[') end--;
    else return start;
    const primary = primaryStart(line, end);
    // The object may stand on a line before.
    if (primary === end) return start;
    start = primary;
  }
}

/** The end of the call whose arguments begin at or after `from`; that of the line where the call goes on. */
function callEnd(line, from) {
  const { tokenizer, tokTypes } = load('internal/deps/acorn');
  let depth = 0;
  try {
    const tokens = tokenizer(line.slice(from), { ecmaVersion: 'latest' });
    for (const token of tokens) {
      if (token.type === tokTypes.parenL) depth++;
      else if (token.type === tokTypes.parenR && --depth === 0) return from + token.end;
    }
  } catch {
    // What comes after the call's line is not known to the tokenizer.
  }
  return line.trimEnd().length;
}

const control = /[\x00-\x08\x0b-\x1f]/g;

/**
 * @returns {string | undefined} the call that is running in the program, its first line; undefined where its source is not known
 */
export function callerExpression() {
  const found = callerLine();
  if (found === undefined) return undefined;
  const [line, column] = found;
  const at = column - 1;
  const text = line.slice(chainStart(line, at), callEnd(line, at));
  return text.replace(control, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
