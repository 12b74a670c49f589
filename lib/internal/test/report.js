// The events of a run, and the reporters that they go to.
import { load } from '../builtins.js';
import { options } from '../options.js';
import { codes } from '../errors.js';

const builtIn = new Set(['dot', 'junit', 'spec', 'tap']);

/** @returns {Function} class TestsStream of Node since v18.9.0: a Readable of { type, data } that emits each as an event as well */
function testsStream() {
  const { Readable } = load('stream');
  return class TestsStream extends Readable {
    constructor() {
      super({ objectMode: true, highWaterMark: Number.MAX_SAFE_INTEGER, read() {} });
    }

    emitMessage(type, data) {
      this.emit(type, data);
      this.push({ type, data });
    }

    end() {
      this.push(null);
    }
  };
}

function destination(name) {
  if (name === 'stdout') return process.stdout;
  if (name === 'stderr') return process.stderr;
  return load('fs').createWriteStream(name);
}

function findReporter(name) {
  if (builtIn.has(name)) return load('test/reporters')[name];
  const { createRequire } = load('module');
  const found = createRequire(`${process.cwd()}/`)(name);
  return found.default ?? found;
}

/** A reporter is an async generator function, a class of streams, or a stream. */
function connect(stream, reporter, target) {
  const { Readable } = load('stream');
  if (reporter?.prototype && Object.getOwnPropertyDescriptor(reporter.prototype, 'constructor'))
    reporter = new reporter();
  const output = typeof reporter === 'function' ? Readable.from(reporter(stream)) : stream.pipe(reporter);
  output.pipe(target, { end: target !== process.stdout && target !== process.stderr });
}

/**
 * @returns {import('stream').Readable} for the events, connected to what --test-reporter and --test-reporter-destination name
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
export function report() {
  const names = options['test-reporter'] ?? [];
  const targets = options['test-reporter-destination'] ?? [];
  if (names.length === 0) names.push('spec');
  if (names.length === 1 && targets.length === 0) targets.push('stdout');
  if (names.length !== targets.length) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      '--test-reporter',
      names,
      "must match the number of specified '--test-reporter-destination'",
    );
  }
  const TestsStream = testsStream();
  const stream = new TestsStream();
  // Each reporter reads a copy: a Readable has one reader.
  names.forEach((name, i) => {
    const copy = names.length === 1 ? stream : new TestsStream();
    if (copy !== stream) {
      stream.on('data', ({ type, data }) => copy.emitMessage(type, data));
      stream.on('end', () => copy.end());
    }
    connect(copy, findReporter(name), destination(targets[i]));
  });
  return stream;
}
