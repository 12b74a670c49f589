// The events of a run, and the reporters that they go to.
import { load } from '../builtins.js';
import { options } from '../options.js';
import { codes } from '../errors.js';
import { pathFromHref } from '../loader/file_url.js';
import { openChannel, send } from './runner/channel.js';

const builtIn = new Set(['dot', 'junit', 'lcov', 'spec', 'tap']);

let TestsStream;

/** @returns {Function} class TestsStream of Node since v18.9.0: a Readable of { type, data } that emits each as an event as well */
export function testsStream() {
  if (TestsStream !== undefined) return TestsStream;
  const { Readable } = load('stream');
  TestsStream = class TestsStream extends Readable {
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
  return TestsStream;
}

function destination(name) {
  if (name === 'stdout') return process.stdout;
  if (name === 'stderr') return process.stderr;
  return load('fs').createWriteStream(name);
}

function findReporter(name) {
  if (name === 'spec') return load('internal/test/reporters/spec').specText;
  if (builtIn.has(name)) return load('test/reporters')[name];
  const { createRequire } = load('module');
  const found = createRequire(`${process.cwd()}/`)(name.startsWith('file:') ? pathFromHref(name) : name);
  return found.default ?? found;
}

/** A reporter is an async generator function, a class of streams, or a stream. */
function connect(stream, reporter, target) {
  const { Readable } = load('stream');
  if (reporter?.prototype && Object.getOwnPropertyDescriptor(reporter.prototype, 'constructor'))
    reporter = new reporter();
  const output = typeof reporter === 'function' ? Readable.from(reporter(stream)) : stream.pipe(reporter);
  const isStandard = target === process.stdout || target === process.stderr;
  output.pipe(target, { end: !isStandard });
  const { finished } = load('stream/promises');
  return isStandard ? finished(output, { writable: false }) : finished(target);
}

/**
 * Connects what --test-reporter and --test-reporter-destination name.
 * @param {TestsStream} stream
 * @returns {Promise<void>} resolved when all is written
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
export function connectReporters(stream) {
  const names = [...(options['test-reporter'] ?? [])];
  const targets = [...(options['test-reporter-destination'] ?? [])];
  if (names.length === 0) names.push('spec');
  if (names.length === 1 && targets.length === 0) targets.push('stdout');
  if (names.length !== targets.length) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      '--test-reporter',
      names,
      "must match the number of specified '--test-reporter-destination'",
    );
  }
  const Stream = testsStream();
  // Each reporter reads a copy: a Readable has one reader.
  const written = names.map((name, i) => {
    const copy = names.length === 1 ? stream : new Stream();
    if (copy !== stream) {
      stream.on('data', ({ type, data }) => copy.emitMessage(type, data));
      stream.on('end', () => copy.end());
    }
    return connect(copy, findReporter(name), destination(targets[i]));
  });
  return Promise.all(written);
}

/**
 * @returns {{ stream: TestsStream, written: Promise<void> }} for the events: told to the runner that started this process, or written by
 *   the reporters
 */
export function report() {
  const stream = new (testsStream())();
  const fd = openChannel();
  if (fd === undefined) return { stream, written: connectReporters(stream) };
  stream.on('data', ({ type, data }) => send(fd, type, data));
  return { stream, written: new Promise((resolve) => stream.on('end', resolve)), isChannel: true };
}
