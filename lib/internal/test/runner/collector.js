// The events of many files as those of one run: file after file, with one numbering and one summary.
import { hrtime } from '../../process/measures.js';
import { PASSED } from './channel.js';

const counted = ['tests', 'suites', 'passed', 'failed', 'cancelled', 'skipped', 'todo'];
const shownAs = { passed: 'pass', failed: 'fail' };

/** Events that are told when they happen, in turn or not. */
const AT_ONCE = new Set(['test:enqueue', 'test:dequeue', 'test:complete']);

/** What one file has told. */
class FileEvents {
  /** Its top-level tests. */
  results = 0;
  failures = 0;
  finished = false;
  events = [];

  constructor(collector, path) {
    this.collector = collector;
    this.path = path;
    this.place = { name: path, nesting: 0, file: path, line: 1, column: 1 };
  }

  /** The file is to be run. */
  enqueue() {
    this.emit('test:enqueue', { ...this.place, type: 'test' });
  }

  /** The file's process begins. */
  begin() {
    this.emit('test:dequeue', { ...this.place, type: 'test' });
  }

  /** An event from the file's process. */
  receive(type, data) {
    if (type === PASSED) {
      this.collector.attempts.note(data);
      return;
    }
    if (type === 'test:summary') {
      this.collector.add(data.counts);
      this.emit(type, { ...data, file: this.path });
      return;
    }
    if (type === 'test:plan' && data.nesting === 0) return;
    const isResult = type === 'test:pass' || type === 'test:fail';
    if (isResult && data.nesting === 0) this.results++;
    if (type === 'test:fail' && data.todo === undefined) this.failures++;
    this.emit(type, data);
  }

  emit(type, data) {
    if (AT_ONCE.has(type) || this.collector.current === this) this.collector.emit(type, data);
    else this.events.push([type, data]);
  }

  /** The file as a test: where it has none, or went wrong besides them. */
  conclude(error, duration) {
    const { place } = this;
    const hasOwnFailure = error !== null && this.failures === 0;
    const details = { duration_ms: duration, type: 'test', ...(error === null ? undefined : { error }) };
    this.emit('test:complete', { ...place, details: { ...details, passed: error === null } });
    if (this.results === 0 || hasOwnFailure) {
      this.emit('test:start', place);
      this.emit(error === null ? 'test:pass' : 'test:fail', { ...place, details });
      this.collector.add({ tests: 1, topLevel: 1, passed: error === null ? 1 : 0, failed: error === null ? 0 : 1 });
    }
    this.finished = true;
    this.collector.advance();
  }
}

export class Collector {
  #files = [];
  #counts = Object.fromEntries([...counted, 'topLevel'].map((name) => [name, 0]));
  #number = 0;
  #stopped = false;
  #started = hrtime();
  #stream;

  /** @param {TestsStream} stream  @param {Attempts} [attempts]  where failures are rerun */
  constructor(stream, attempts) {
    this.#stream = stream;
    this.attempts = attempts;
  }

  /** The file whose events go out as they come. */
  get current() {
    return this.#files.find((file) => !file.finished);
  }

  get failed() {
    return this.#counts.failed + this.#counts.cancelled > 0;
  }

  /** @param {string} path @returns {FileEvents} files are told of in the order of these calls */
  open(path) {
    const file = new FileEvents(this, path);
    this.#files.push(file);
    return file;
  }

  /** The first file that has ended makes way for the next ones. */
  advance() {
    while (this.#files.length > 0) {
      const [first] = this.#files;
      for (const [type, data] of first.events.splice(0)) this.emit(type, data);
      if (!first.finished) return;
      this.#files.shift();
    }
  }

  add(counts) {
    for (const name in counts) this.#counts[name] += counts[name];
  }

  /** Results that come later are those of files that were stopped. */
  stopResults() {
    this.#stopped = true;
  }

  emit(type, data) {
    const isResult = type === 'test:pass' || type === 'test:fail';
    if (isResult && this.#stopped) return;
    if (isResult && data.nesting === 0) data = { ...data, testNumber: ++this.#number };
    this.#stream.emitMessage(type, data);
  }

  diagnostic(message) {
    this.emit('test:diagnostic', { nesting: 0, message, level: 'info' });
  }

  /** The end of the last run. */
  summarize(tellMore) {
    this.conclude(tellMore);
    this.#stream.end();
  }

  /** The end of a run. @param {() => void} [tellMore]  between the counts and the summary */
  conclude(tellMore) {
    this.attempts?.write();
    const [seconds, nanoseconds] = hrtime(this.#started);
    const duration = seconds * 1e3 + nanoseconds / 1e6;
    this.emit('test:plan', { nesting: 0, count: this.#number });
    for (const name of counted) this.diagnostic(`${shownAs[name] ?? name} ${this.#counts[name]}`);
    this.diagnostic(`duration_ms ${duration}`);
    tellMore?.();
    this.emit('test:summary', { success: !this.failed, counts: { ...this.#counts }, duration_ms: duration });
  }
}
