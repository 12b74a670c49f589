// The test around all tests of a program: it tells what came of them, and ends with the process.
import { load } from '../builtins.js';
import { options } from '../options.js';
import { Attempts } from './attempts.js';
import { coverageSettings } from './coverage/options.js';
import { PASSED } from './runner/channel.js';
import { current } from './current.js';
import { failure, isCancellation, kinds } from './failure.js';
import { Filter } from './filter.js';
import { report, testsStream } from './report.js';
import { writeSnapshots } from './snapshots.js';
import { Suite } from './suite.js';
import { Test } from './test.js';

const counted = ['tests', 'suites', 'passed', 'failed', 'cancelled', 'skipped', 'todo'];
const shownAs = { passed: 'pass', failed: 'fail' };

/** Leaves out what is not marked with `only`, and suites that nothing is left in. */
function keepMarked(test, filter) {
  test.queue.retain((each) => {
    if (each.kind !== 'suite') return filter.isMarked(each);
    keepMarked(each, filter);
    return each.queue.tests.length > 0;
  });
}

class Root extends Test {
  /**
   * @param {{ stream: TestsStream, written?: Promise<void>, isChannel?: boolean }} reporting
   * @param {object} settings  of the run: cwd, globalSetupPath, forceExit
   */
  constructor({ stream, written, isChannel = false }, settings) {
    super(null, { name: '<root>', options: {}, fn: () => {} });
    this.Test = Test;
    this.entryFile = process.argv[1];
    this.counts = Object.fromEntries(counted.map((name) => [name, 0]));
    this.counts.topLevel = 0;
    this.startTime = process.hrtime();
    this.stream = stream;
    this.written = written;
    this.isChannel = isChannel;
    this.setUp(settings);
    this.ended = false;
    /** Whether its failures are those of the process. */
    this.isProgram = true;
    this.context = this.makeContext();
    this.listeners = {
      beforeExit: () => this.end(),
      uncaughtException: (error) => this.uncaught(error, kinds.uncaught),
      unhandledRejection: (reason) => this.uncaught(reason, kinds.rejection),
    };
    for (const [name, listener] of Object.entries(this.listeners)) process.on(name, listener);
    // Until then an error is a test's, or one that came too late.
    process.once('exit', () => this.detach());
  }

  detach() {
    for (const [name, listener] of Object.entries(this.listeners)) process.off(name, listener);
  }

  /** Without its preparations no test runs. */
  giveUp(error) {
    this.detach();
    if (!this.isProgram) {
      this.stream.destroy(error);
      return;
    }
    process.nextTick(() => {
      throw error;
    });
  }

  setUp(settings) {
    this.settings = settings;
    this.timeout = settings.timeout ?? Infinity;
    this.filter = new Filter(settings);
    const { rerunFailuresFilePath: path, cwd } = settings;
    this.attempts = path === undefined ? undefined : new Attempts(path, cwd);
  }

  /** Begins once this turn is over: what is declared in it belongs together. */
  beginSoon() {
    this.begun = new Promise((resolve) => process.nextTick(resolve)).then(() => this.begin());
    return this;
  }

  /**
   * Becomes the root of a run() in this process, together with what was declared before.
   * @param {object} settings  of run()
   * @param {() => Promise<void>} declareTests
   */
  serve(settings, declareTests) {
    this.setUp(settings);
    this.isProgram = false;
    this.queue.close();
    this.begun = Promise.resolve(this.begun)
      .then(() => new Promise((resolve) => process.nextTick(resolve)))
      .then(() => this.begin(declareTests));
    return this;
  }

  /** Runs what was declared, and what `declareTests` declares. */
  async begin(declareTests) {
    const { cwd, globalSetupPath, forceExit } = this.settings;
    // In a file's own process the runner has done this.
    if (!this.isChannel && globalSetupPath !== undefined) {
      try {
        this.tearDown = await load('internal/test/runner/global_setup').runGlobalSetup(globalSetupPath, cwd);
      } catch (error) {
        this.giveUp(error);
        return;
      }
    }
    if (declareTests !== undefined) {
      await declareTests();
      // Without processes of their own, tests marked with `only` count without --test-only.
      if (this.filter.hasMarked) {
        this.filter.only = true;
        keepMarked(this, this.filter);
      }
    }
    this.queue.start();
    await this.queue.idle();
    // Not only when the loop is empty: what the hooks close may be what keeps it busy.
    await this.runLastHooks();
    if (!forceExit) return;
    await this.end();
    if (this.written === undefined) return;
    await this.written;
    process.exit();
  }

  emit(type, data) {
    this.stream.emitMessage(type, data);
  }

  /** An event that goes out at once, in or out of turn. */
  announce(type, data) {
    this.stream.emitMessage(type, data);
  }

  /** The runner, where there is one, gathers what has passed in all files. */
  notePassed(test) {
    if (this.attempts === undefined) return;
    const description = this.attempts.describe(test);
    if (this.isChannel) this.stream.emitMessage(PASSED, description);
    else this.attempts.note(description);
  }

  noteFailure() {
    if (this.isProgram) process.exitCode = 1;
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

  /** Those of after() that have not run yet. */
  async runLastHooks() {
    try {
      await this.hooks.runBefore(this.context);
      await this.hooks.run('after', this.context);
    } catch (error) {
      if (this.failedHook === error) return;
      this.failedHook = error;
      this.noteFailure();
      this.diagnostic(`Error: ${error.message}: ${error.cause?.cause?.message ?? error.cause?.message ?? ''}`);
    }
  }

  /** The event loop is empty: whatever still waits, waits in vain. */
  async end() {
    if (this.ended) return;
    this.ended = true;
    this.queue.cancelAll((test) =>
      test.cancel(failure('Promise resolution is still pending but the event loop has already resolved', kinds.parent)),
    );
    await this.runLastHooks();
    await this.finally(writeSnapshots);
    if (!this.isChannel) await this.finally(() => this.attempts?.write());
    await this.finally(this.tearDown);
    this.summarize();
    this.stream.end();
  }

  /** What belongs to the end of the run: where it fails, the run does. @param {(() => void | Promise<void>) | undefined} work */
  async finally(work) {
    try {
      await work?.();
    } catch (error) {
      this.noteFailure();
      this.diagnostic(`Error: ${error.message}`);
    }
  }

  tellCoverage() {
    if (!this.settings.coverage || this.isChannel) return;
    const session = load('internal/test/coverage/session').takeHere();
    if (session?.conclude(this.settings, (type, data) => this.emit(type, data)) === false) process.exitCode = 1;
  }

  summarize() {
    const [seconds, nanoseconds] = process.hrtime(this.startTime);
    const duration = seconds * 1e3 + nanoseconds / 1e6;
    this.emit('test:plan', { nesting: 0, count: this.queue.tests.length });
    const say = (message) => this.emit('test:diagnostic', { nesting: 0, message, level: 'info' });
    for (const message of this.diagnostics) say(message);
    // Of the counts of a file's own process the runner makes one sum.
    if (!this.isChannel) {
      for (const name of counted) say(`${shownAs[name] ?? name} ${this.counts[name]}`);
      say(`duration_ms ${duration}`);
    }
    this.tellCoverage();
    this.emit('test:summary', {
      success: this.counts.failed + this.counts.cancelled === 0,
      counts: { ...this.counts },
      duration_ms: duration,
    });
  }
}

let root;

/** What the command line says of the run. */
const settingsFromOptions = () => ({
  cwd: process.cwd(),
  timeout: options['test-timeout'] ?? Infinity,
  forceExit: options['test-force-exit'],
  globalSetupPath: options['test-global-setup'],
  rerunFailuresFilePath: options['test-rerun-failures'],
  ...coverageSettings(),
});

/** Whether the runner itself will take the tests that a preloaded module declares. */
const isRunnerHere = () => options.test && options['test-isolation'] === 'none';

const unreported = () => ({ stream: new (testsStream())() });

/** @returns {Root} of this thread */
export function theRoot() {
  if (root !== undefined) return root;
  root = isRunnerHere() ? new Root(unreported(), {}) : new Root(report(), settingsFromOptions()).beginSoon();
  return root;
}

/**
 * A run without processes of its own.
 * @param {object} settings  of run()
 * @param {() => Promise<void>} declareTests
 * @returns {Root} whose events nobody writes yet, unless tests were declared before
 */
export function rootFor(settings, declareTests) {
  root ??= new Root(unreported(), settings);
  return root.serve(settings, declareTests);
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
