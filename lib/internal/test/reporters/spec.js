// A tree for people to read.
import { load } from '../../builtins.js';
import { inspect } from '../../util/inspect.js';
import { shouldColor } from '../../util/terminal.js';
import { coverageTable } from '../coverage/table.js';

const signs = { pass: '\u2714', fail: '\u2716', skip: '\ufe63', info: '\u2139', open: '\u25b6' };

function palette() {
  const on = shouldColor(process.stdout);
  const sgr = (code) => (on ? `\u001b[${code}m` : '');
  return { green: sgr(32), red: sgr(31), blue: sgr(34), gray: sgr(90), yellow: sgr(33), off: sgr(39), on };
}

/** Colours of what is said, where it is no mere information. */
const levels = { error: 'red', warn: 'yellow' };

const indent = (nesting) => '  '.repeat(nesting);

/** A mark as its reason, or as a word where there is none. */
function mark(value, word) {
  if (value === undefined) return '';
  return ` # ${typeof value === 'string' && value !== '' ? value : word}`;
}

/** What the test's own code threw, rather than its wrapping. */
function describeError(error, colors) {
  const cause = error?.code === 'ERR_TEST_FAILURE' ? error.cause : error;
  return typeof cause === 'string' ? cause : inspect(cause, { colors, breakLength: Infinity });
}

class Spec {
  constructor() {
    this.colors = palette();
    this.opened = [];
    this.failed = [];
  }

  line({ name, nesting, details, skip, todo, expectFailure }, color, sign) {
    const { gray, off } = this.colors;
    const time = ` ${gray}(${details.duration_ms}ms)${off}`;
    const marks = mark(skip, 'SKIP') || mark(todo, 'TODO') || mark(expectFailure, 'EXPECTED FAILURE');
    return `${indent(nesting)}${color}${sign} ${name}${off}${time}${marks}\n`;
  }

  /** What is open around a result is written before its first one. */
  openAncestors(nesting) {
    let text = '';
    for (const start of this.opened) {
      if (start.written || start.nesting >= nesting) continue;
      start.written = true;
      text += `${indent(start.nesting)}${signs.open} ${start.name}\n`;
    }
    return text;
  }

  result(data, passed) {
    const { green, red, gray } = this.colors;
    const before = this.openAncestors(data.nesting);
    while (this.opened.length > 0 && this.opened.at(-1).nesting >= data.nesting) this.opened.pop();
    const skipped = data.skip !== undefined;
    const sign = skipped ? signs.skip : passed ? signs.pass : signs.fail;
    const color = skipped ? gray : passed ? green : data.todo === undefined ? red : gray;
    if (!passed && data.todo === undefined && data.details.error?.failureType !== 'subtestsFailed')
      this.failed.push(data);
    return before + this.line(data, color, sign);
  }

  coverage({ summary, nesting }) {
    const { blue, green, yellow, red, off } = this.colors;
    const paint = (text, percent) => `${percent >= 90 ? green : percent >= 50 ? yellow : red}${text}${blue}`;
    const look = { prefix: `${indent(nesting)}${signs.info} `, columns: process.stdout.columns, paint };
    return `${blue}${coverageTable(summary, look)}${off}`;
  }

  /** @returns {string} what an event adds to the output */
  write({ type, data }) {
    switch (type) {
      case 'test:start':
        this.opened.push({ ...data, written: false });
        return '';
      case 'test:pass':
        return this.result(data, true);
      case 'test:fail':
        return this.result(data, false);
      case 'test:diagnostic':
        return `${indent(data.nesting)}${this.colors[levels[data.level] ?? 'blue']}${signs.info} ${data.message}${this.colors.off}\n`;
      case 'test:coverage':
        return this.coverage(data);
      case 'test:stdout':
      case 'test:stderr':
        return data.message;
      default:
        return '';
    }
  }

  end() {
    if (this.failed.length === 0) return '';
    const { red, off, on } = this.colors;
    let text = `\n${red}${signs.fail} failing tests:${off}\n`;
    for (const data of this.failed) {
      if (data.file !== undefined) text += `\ntest at ${data.file}:${data.line}:${data.column}\n`;
      else text += '\n';
      text += this.line({ ...data, nesting: 0 }, red, signs.fail);
      text += `  ${describeError(data.details.error, on).replaceAll('\n', '\n  ')}\n`;
    }
    return text;
  }
}

function specStream() {
  const { Transform } = load('stream');
  const writer = new Spec();
  return new Transform({
    writableObjectMode: true,
    transform(event, _encoding, done) {
      done(null, writer.write(event));
    },
    flush(done) {
      done(null, writer.end());
    },
  });
}

/** @param {AsyncIterable} source  of events */
export async function* specText(source) {
  const writer = new Spec();
  for await (const event of source) {
    const text = writer.write(event);
    if (text !== '') yield text;
  }
  const end = writer.end();
  if (end !== '') yield end;
}

/**
 * With and without `new`. Node test/reporters spec since v19.9.0
 * @param {AsyncIterable} [source]  of events, which are written to the stream
 * @returns {Transform} from events to text
 */
export function spec(source) {
  const text = specStream();
  // What is wrong with the source reaches who reads the text.
  if (source?.[Symbol.asyncIterator] !== undefined) load('stream').pipeline(source, text, () => {});
  return text;
}
