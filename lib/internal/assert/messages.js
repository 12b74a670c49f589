// The messages of assertions that have none of their own.
import { myersDiff, added, removed, same } from '../util/diff.js';
import { inspect } from '../util/inspect.js';
import { shouldColor } from '../util/terminal.js';

const headings = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

/** Values up to this many characters together stand beside each other. */
const shortValues = 12;
/** A caret shows where strings differ when both fit on one line of a terminal. */
const terminalWidth = 80;
const keptLines = 5;
const mostLines = 50;
/** Values that differ by more lines are not worth the search for the shortest difference. */
const mostEdits = 3000;

function isObject(value) {
  return value !== null && typeof value === 'object';
}

/** A value with all that is in it, in an order that does not depend on its making. */
function show(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
    breakLength: 80,
    maxStringLength: null,
  });
}

/** Errors are compared without their stacks. */
function withoutStack(error) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(error)), error);
  Object.defineProperty(copy, 'message', { value: error.message, writable: true, configurable: true });
  if (Object.hasOwn(error, 'cause')) {
    const cause = error.cause instanceof Error ? withoutStack(error.cause) : error.cause;
    Object.defineProperty(copy, 'cause', { value: cause, writable: true, configurable: true });
  }
  return copy;
}

const plainColors = { added: '', removed: '', skipped: '', off: '' };
const terminalColors = { added: '\u001b[32m', removed: '\u001b[31m', skipped: '\u001b[34m', off: '\u001b[39m' };

/** Lines that differ only in the comma of a list's last item are the same. */
function sameLine(a, b) {
  return a === b || a === `${b},` || b === `${a},`;
}

/** Of two lines that are the same, the one that goes on. */
function withComma(a, b) {
  return b.length > a.length ? b : a;
}

/** Two texts of one line each. @returns {{ text: string, heading: boolean }} */
function simpleDifference(actual, shownActual, expected, shownExpected, colors) {
  const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
  const length = shownActual.length + shownExpected.length - quotes;
  if (length <= shortValues && (actual !== 0 || expected !== 0)) {
    return { text: `${shownActual} !== ${shownExpected}`, heading: false };
  }
  let text = `${colors.added}+${colors.off} ${shownActual}\n${colors.removed}-${colors.off} ${shownExpected}`;
  if (
    typeof actual === 'string' &&
    typeof expected === 'string' &&
    shownActual.length + shownExpected.length < terminalWidth
  ) {
    let at = 0;
    while (at < shownActual.length && shownActual[at] === shownExpected[at]) at++;
    if (at > 2) text += `\n  ${' '.repeat(at)}^`;
  }
  return { text, heading: true };
}

/** Lines of a long text: what both begin with is kept, the rest is all different. */
function roughDiff(actual, expected) {
  let start = 0;
  while (start < actual.length && start < expected.length && sameLine(actual[start], expected[start])) start++;
  return [
    ...actual.slice(0, start).map((line) => [same, line]),
    ...actual.slice(start).map((line) => [added, line]),
    ...expected.slice(start).map((line) => [removed, line]),
  ];
}

/** @returns {{ text: string, skipped: boolean }} */
function printDiff(operations, colors, full) {
  const lines = [];
  let skipped = false;
  let run = [];
  const flush = (last) => {
    // One or two lines take no more room than the dots.
    const hidden = run.length - keptLines - 1;
    if (full || (!last && hidden <= 1)) {
      lines.push(...run);
    } else {
      lines.push(...run.slice(0, keptLines));
      if (!last && run.length > keptLines) {
        lines.push(`${colors.skipped}...${colors.off}`, run.at(-1));
        skipped = true;
      }
    }
    run = [];
  };
  for (const [operation, line] of operations) {
    if (operation === same) {
      run.push(`  ${line}`);
      continue;
    }
    flush(false);
    lines.push(
      operation === added ? `${colors.added}+${colors.off} ${line}` : `${colors.removed}-${colors.off} ${line}`,
    );
  }
  flush(true);
  return { text: lines.join('\n'), skipped };
}

function identical(lines) {
  if (lines.length <= mostLines) return lines.join('\n');
  return [...lines.slice(0, mostLines), '...'].join('\n');
}

/**
 * How two values differ.
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} operator  strictEqual, deepStrictEqual or partialDeepStrictEqual
 * @param {string | undefined} message  in place of the heading
 * @param {'simple' | 'full'} diff
 * @returns {string}
 */
export function describeDifference(actual, expected, operator, message, diff) {
  const colors = shouldColor(process.stderr) ? terminalColors : plainColors;
  if (actual instanceof Error && expected instanceof Error) {
    actual = withoutStack(actual);
    expected = withoutStack(expected);
  }
  const shownActual = show(actual);
  const shownExpected = show(expected);
  const actualLines = shownActual.split('\n');
  const expectedLines = shownExpected.split('\n');
  const bothReferences =
    (isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function');
  let heading = message ?? headings[operator === 'strictEqual' && bothReferences ? 'strictEqualObject' : operator];
  const legend = `${colors.added}+ actual${colors.off} ${colors.removed}- expected${colors.off}`;

  if (
    actualLines.length === 1 &&
    expectedLines.length === 1 &&
    !(isObject(actual) && isObject(expected)) &&
    shownActual !== shownExpected
  ) {
    const { text, heading: withLegend } = simpleDifference(actual, shownActual, expected, shownExpected, colors);
    return withLegend ? `${heading}\n${legend}\n\n${text}\n` : `${heading}\n\n${text}\n`;
  }
  if (shownActual === shownExpected && !(typeof actual === 'function')) {
    heading = message ?? headings.notIdentical;
    return `${heading}\n\n${identical(actualLines)}\n`;
  }
  const operations =
    myersDiff(actualLines, expectedLines, sameLine, withComma, mostEdits) ?? roughDiff(actualLines, expectedLines);
  const { text, skipped } = printDiff(operations, colors, diff === 'full');
  return `${heading}\n${legend}${skipped ? `\n${colors.skipped}...${colors.off} Skipped lines` : ''}\n\n${text}\n`;
}

/**
 * @param {unknown} actual
 * @param {string} operator  notStrictEqual or notDeepStrictEqual
 * @param {'simple' | 'full'} diff
 */
export function notEqualMessage(actual, operator, diff) {
  const reference = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function');
  const heading = headings[reference ? 'notStrictEqualObject' : operator];
  let lines = show(actual).split('\n');
  if (lines.length > mostLines && diff === 'simple') lines = [...lines.slice(0, 46), '...'];
  if (lines.length === 1) return `${heading}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${heading}\n\n${lines.join('\n')}\n`;
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} operator  such as `==` or deepEqual
 * @param {'simple' | 'full'} diff
 */
export function operatorMessage(actual, expected, operator, diff) {
  const cut = (text, limit) => (diff === 'simple' && text.length > limit ? `${text.slice(0, limit - 3)}...` : text);
  const left = show(actual);
  const right = show(expected);
  if (operator === 'notDeepEqual' && left === right) return cut(`${headings.notDeepEqual}\n\n${left}`, 1024);
  const shownLeft = cut(left, 512);
  const shownRight = cut(right, 512);
  if (operator === 'deepEqual')
    return `${headings.deepEqual}\n\n${shownLeft}\n\nshould loosely deep-equal\n\n${shownRight}`;
  const unequal = headings[`${operator}Unequal`];
  if (unequal !== undefined) return `${unequal}\n\n${shownLeft}\n\nshould not loosely deep-equal\n\n${shownRight}`;
  return `${shownLeft} ${operator} ${shownRight}`;
}
