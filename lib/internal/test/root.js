// The test around all tests of a program: it tells what came of them, and ends with the process.
import { load } from '../builtins.js';
import { current } from './current.js';
import { failure, isCancellation, kinds } from './failure.js';
import { Filter } from './filter.js';
import { report } from './report.js';
import { Suite } from './suite.js';
import { Test } from './test.js';

const counted = ['tests', 'suites', 'passed', 'failed', 'cancelled', 'skipped', 'todo'];
const shownAs = { passed: 'pass', failed: 'fail' };

class Root extends Test {
  constructor() {
    super(null, { name: '<root>', options: {}, fn: () => {} });
    this.Test = Test;
    this.filter = new Filter();
    this.counts = Object.fromEntries(counted.map((name) => [name, 0]));
    this.counts.topLevel = 0;
    this.startTime = process.hrtime();
    this.stream = report();
    this.ended = false;
    this.context = this.makeContext();
    // What is declared in the same turn belongs together: hooks may come after tests.
    process.nextTick(() => this.queue.start());
    process.on('beforeExit', () => this.end());
    process.on('uncaughtException', (error) => this.uncaught(error, kinds.uncaught));
    process.on('unhandledRejection', (reason) => this.uncaught(reason, kinds.rejection));
  }

  emit(type, data) {
    this.stream.emitMessage(type, data);
  }

  /** An event that goes out at once, in or out of turn. */
  announce(type, data) {
    this.stream.emitMessage(type, data);
  }

  noteFailure() {
    process.exitCode = 1;
  }

  /** @param {Test} test  that is over */
  count(test) {
    const { counts } = this;
    if (test.parent === this) counts.topLevel++;
    if (!test.passed && test.todo === undefined) this.noteFailure();
    if (test.kind === 'suite') {
      counts.suites++;
      return;
    }
    counts.tests++;
    if (test.skip !== undefined) counts.skipped++;
    else if (test.todo !== undefined) counts.todo++;
    else if (isCancellation(test.error)) counts.cancelled++;
    else if (test.passed) counts.passed++;
    else counts.failed++;
  }

  /** An error outside of all promises belongs to the test that was running where it comes from. */
  uncaught(error, kind) {
    const test = current.getStore() ?? this.onlyRunning();
    if (test?.fail(error, kind)) return;
    this.noteFailure();
    const what = kind === kinds.rejection ? 'unhandledRejection' : 'uncaughtException';
    this.late(
      `Error: ${test === undefined ? 'A resource generated asynchronous activity' : `Test "${test.fullName}" generated asynchronous activity`}` +
        ` after the test ended. This activity created the error "${error}" and would have caused the test to fail, but instead triggered an ${what} event.`,
    );
  }

  onlyRunning() {
    const running = this.queue.tests.filter((test) => test.startTime !== undefined && !test.settled);
    return running.length === 1 ? running[0] : undefined;
  }

  late(message) {
    if (!this.ended) this.diagnostic(message);
    else process._rawDebug(message);
  }

  /** The event loop is empty: whatever still waits, waits in vain. */
  async end() {
    if (this.ended) return;
    this.ended = true;
    this.queue.cancelAll((test) =>
      test.cancel(failure('Promise resolution is still pending but the event loop has already resolved', kinds.parent)),
    );
    try {
      if (this.hooks.started !== undefined || this.counts.topLevel === 0) await this.hooks.runBefore(this.context);
      await this.hooks.run('after', this.context);
    } catch (error) {
      this.noteFailure();
      this.diagnostic(`Error: ${error.message}: ${error.cause?.cause?.message ?? error.cause?.message ?? ''}`);
    }
    this.summarize();
    this.stream.end();
  }

  summarize() {
    const [seconds, nanoseconds] = process.hrtime(this.startTime);
    const duration = seconds * 1e3 + nanoseconds / 1e6;
    this.emit('test:plan', { nesting: 0, count: this.queue.tests.length });
    const say = (message) => this.emit('test:diagnostic', { nesting: 0, message, level: 'info' });
    for (const message of this.diagnostics) say(message);
    for (const name of counted) say(`${shownAs[name] ?? name} ${this.counts[name]}`);
    say(`duration_ms ${duration}`);
    this.emit('test:summary', {
      success: this.counts.failed + this.counts.cancelled === 0,
      counts: { ...this.counts },
      duration_ms: duration,
    });
  }
}

let root;

/** @returns {Root} of this thread */
export function theRoot() {
  return (root ??= new Root());
}

/** @returns {Test} around what is declared here */
export function around() {
  return current.getStore() ?? theRoot();
}

/**
 * Declares a test or suite.
 * @param {'test' | 'suite'} kind
 * @param {{ name: string, options: object, fn: Function }} description
 * @returns {Promise<void>} resolved when it is over
 */
export function declare(kind, description) {
  const location = load('internal/test/location').callerLocation();
  return around().addSubtest(kind === 'suite' ? Suite : Test, { ...description, location });
}
