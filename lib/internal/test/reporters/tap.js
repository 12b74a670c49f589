// Test Anything Protocol, version 13 (https://testanything.org/tap-version-13-specification.html).
import { inspect } from '../../util/inspect.js';
import { coverageTable } from '../coverage/table.js';

const indent = (nesting) => '    '.repeat(nesting);

const escape = (text) =>
  String(text).replace(/[\\#]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');

/** A value of YAML: texts of several lines as a block. */
function yaml(prefix, name, value) {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : inspect(value);
  if (text.includes('\n'))
    return `${prefix}${name}: |-\n${text
      .split('\n')
      .map((line) => `${prefix}  ${line}`)
      .join('\n')}\n`;
  return `${prefix}${name}: ${typeof value === 'string' ? `'${text.replaceAll("'", "''")}'` : text}\n`;
}

function describeError(prefix, error) {
  if (error === undefined) return '';
  const cause = error.code === 'ERR_TEST_FAILURE' ? error.cause : error;
  const own = cause !== null && typeof cause === 'object' ? cause : { message: String(cause) };
  let text =
    yaml(prefix, 'failureType', error.failureType) +
    yaml(prefix, 'error', own.message ?? inspect(cause)) +
    yaml(prefix, 'code', own.code ?? error.code);
  if (own.code === 'ERR_ASSERTION') {
    text +=
      yaml(prefix, 'name', own.name) +
      yaml(prefix, 'expected', own.expected) +
      yaml(prefix, 'actual', own.actual) +
      yaml(prefix, 'operator', own.operator);
  }
  if (typeof own.stack === 'string') {
    const frames = own.stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim().slice('at '.length));
    if (frames.length > 0) text += yaml(prefix, 'stack', frames.join('\n'));
  }
  return text;
}

/** A mark and the reason that came with it. */
const mark = (word, reason) => ` # ${word}${typeof reason === 'string' && reason !== '' ? ` ${escape(reason)}` : ''}`;

/** The line of a result, and what is said about it. */
function result({ name, nesting, testNumber, details, skip, todo, expectFailure, file, line, column }, word) {
  const start = indent(nesting);
  const inner = `${start}  `;
  let text = `${start}${word} ${testNumber} - ${escape(name)}`;
  if (skip !== undefined) text += mark('SKIP', skip);
  else if (todo !== undefined) text += mark('TODO', todo);
  else if (expectFailure !== undefined) text += mark('EXPECTED FAILURE', expectFailure);
  let more = `${inner}---\n${yaml(inner, 'duration_ms', details.duration_ms)}${yaml(inner, 'type', details.type)}`;
  if (word === 'not ok' && file !== undefined) more += yaml(inner, 'location', `${file}:${line}:${column}`);
  return [`${text}\n`, `${more}${describeError(inner, details.error)}${inner}...\n`];
}

/** Node test/reporters tap since v19.9.0. @param {AsyncIterable} source  of events */
export async function* tap(source) {
  yield 'TAP version 13\n';
  for await (const { type, data } of source) {
    switch (type) {
      case 'test:start':
        yield `${indent(data.nesting)}# Subtest: ${escape(data.name)}\n`;
        break;
      case 'test:pass':
        yield* result(data, 'ok');
        break;
      case 'test:fail':
        yield* result(data, 'not ok');
        break;
      case 'test:plan':
        yield `${indent(data.nesting)}1..${data.count}\n`;
        break;
      case 'test:diagnostic':
        yield `${indent(data.nesting)}# ${escape(data.message)}\n`;
        break;
      case 'test:coverage':
        yield coverageTable(data.summary, { prefix: `${indent(data.nesting)}# `, columns: process.stdout.columns });
        break;
      case 'test:stdout':
      case 'test:stderr':
        for (const line of data.message.trimEnd().split('\n')) yield `# ${escape(line)}\n`;
        break;
      default:
    }
  }
}
