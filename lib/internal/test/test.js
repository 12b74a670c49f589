// A test: it runs, its subtests run, and what came of it is told.
import { hrtime } from '../process/measures.js';
import { TestContext } from './context.js';
import { current } from './current.js';
import { mismatch } from './expected_failure.js';
import { failure, isCancellation, kinds } from './failure.js';
import { Hooks } from './hooks.js';
import { invoke } from './invoke.js';
import { checkOptions } from './options.js';
import { Plan } from './plan.js';
import { Queue } from './queue.js';

const milliseconds = (since) => {
  const [seconds, nanoseconds] = hrtime(since);
  return seconds * 1e3 + nanoseconds / 1e6;
};

/** A test; Suite and Root are others of its kind. */
export class Test {
  /**
   * @param {Test | null} parent
   * @param {{ name: string, options: object, fn: Function, location?: object }} description
   */
  constructor(parent, { name, options, fn, location }) {
    const checked = checkOptions(options, parent ?? { concurrency: 1, timeout: Infinity });
    Object.assign(this, checked);
    // Subtests run one after another unless the test itself says otherwise.
    this.subtestConcurrency =
      options.concurrency === undefined ? (parent?.inheritedConcurrency ?? 1) : checked.concurrency;
    // What is in a suite still to be done is still to be done.
    this.todo ??= parent?.todo;
    this.parent = parent;
    this.name = name;
    this.fn = fn;
    this.location = location;
    this.root = parent === null ? this : parent.root;
    // Wherever it is written: the file that was asked for.
    this.entryFile = parent?.entryFile;
    this.nesting = parent === null ? -1 : parent.nesting + 1;
    this.hooks = new Hooks();
    this.queue = new Queue(this.subtestConcurrency);
    this.controller = new AbortController();
    this.signal?.addEventListener('abort', () => this.controller.abort(this.signal.reason), { once: true });
    this.completion = Promise.withResolvers();
    this.hasTurn = parent === null;
    this.events = [];
    this.diagnostics = [];
    this.finished = false;
    this.settled = false;
    this.error = null;
    this.passed = false;
    this.failedSubtests = 0;
    this.expectation = this.plan === undefined ? undefined : new Plan(this.plan);
    this.mockTracker = undefined;
    const { attempts } = this.root;
    this.id = attempts?.idAt(location);
    /** What is known of it where it has passed in an earlier run. */
    this.earlier = attempts?.find(this.id);
  }

  get kind() {
    return 'test';
  }

  get inheritedConcurrency() {
    return 1;
  }

  get fullName() {
    const above = this.parent?.parent ? `${this.parent.fullName} > ` : '';
    return above + this.name;
  }

  /** Events go out in the order of the tests: what is not in turn is kept. */
  emit(type, data) {
    if (this.hasTurn) this.parent.emit(type, data);
    else this.events.push([type, data]);
  }

  takeTurn() {
    this.hasTurn = true;
    for (const [type, data] of this.events.splice(0)) this.parent.emit(type, data);
  }

  describe(extra) {
    return { name: this.name, nesting: this.nesting, ...this.location, ...extra };
  }

  /** @returns {Promise<void>} resolved when it is over, whatever came of it; at once for a suite, and for what is declared in one */
  addSubtest(Kind, description) {
    const test = new Kind(this, description);
    this.root.filter.note(test);
    if (!description.isForced && !this.root.filter.runs(test)) return Promise.resolve();
    if (this.finished) {
      test.settle(failure('test could not be started because its parent finished', kinds.late));
      test.conclude();
      this.root.noteFailure();
    } else {
      this.expectation?.count();
      this.root.announce('test:enqueue', test.describe({ type: test.kind }));
      this.queue.add(test);
    }
    // The function of a suite may return it: nothing of the suite runs before that.
    return this.kind === 'suite' || test.kind === 'suite' ? Promise.resolve() : test.completion.promise;
  }

  makeContext() {
    return new TestContext(this);
  }

  /** Whether its function is called, so that before() is too late for anything but now. */
  get isUnderway() {
    return this.context !== undefined;
  }

  addHook(kind, fn, options) {
    this.hooks.add(kind, fn, options);
    if (kind === 'before' && this.isUnderway) this.hooks.runEarly(this.context);
  }

  /** The tests around this one, from the outermost on. */
  ancestors() {
    const list = [];
    for (let test = this.parent; test !== null; test = test.parent) list.unshift(test);
    return list;
  }

  async run() {
    this.startTime = hrtime();
    this.root.announce('test:dequeue', this.describe({ type: this.kind }));
    this.emit('test:start', this.describe());
    try {
      if (!this.settled && this.skip === undefined) await current.run(this, () => this.pass() ?? this.execute());
      this.settle(null);
    } catch (error) {
      this.settle(failure(error, kinds.test));
    }
    this.conclude();
  }

  /** @returns {Promise<void> | undefined} undefined where it has to run; what has passed before passes along with its subtests */
  pass() {
    if (this.earlier === undefined) return undefined;
    for (const { name, location } of this.root.attempts.childrenOf(this.earlier)) {
      this.addSubtest(this.root.Test, { name, location, options: {}, fn: () => {} });
    }
    this.queue.start();
    return this.queue.idle();
  }

  /** Hooks around, and the function within. @throws what fails the test */
  async execute() {
    const context = (this.context = this.makeContext());
    const ancestors = this.ancestors();
    let error = null;
    const attempt = async (work) => {
      try {
        await work();
      } catch (thrown) {
        error ??= thrown;
      }
    };
    await attempt(async () => {
      for (const test of ancestors) await test.hooks.runBefore(test.context ?? context);
      for (const test of ancestors) await test.hooks.run('beforeEach', context);
      await this.hooks.runBefore(context);
      await this.body(context);
    });
    if (error !== null) this.cancelSubtests();
    await attempt(() => this.hooks.run('after', context));
    for (const test of ancestors.reverse()) await attempt(() => test.hooks.run('afterEach', context));
    this.mockTracker?.reset();
    if (error !== null) throw error;
  }

  async body(context) {
    this.queue.start();
    const { timeout, controller } = this;
    await invoke(this.fn, context, { timeout, signal: controller.signal, afterwards: () => this.finishBody() });
    this.throwForSubtests();
  }

  async finishBody() {
    await this.queue.idle();
    await this.expectation?.check();
  }

  throwForSubtests() {
    const count = this.failedSubtests;
    if (count > 0) throw failure(`${count} subtest${count > 1 ? 's' : ''} failed`, kinds.subtests);
  }

  cancelSubtests() {
    this.queue.cancelAll((test) => test.cancel());
  }

  /** Ends a test that is not over. */
  cancel(error = failure('test did not finish before its parent and was cancelled', kinds.parent)) {
    if (this.settled) return;
    this.settle(error);
    this.controller.abort();
    this.cancelSubtests();
    this.conclude();
  }

  /** Whoever still works for it learns that it is over. */
  stop() {
    this.controller.abort();
  }

  /** The first outcome counts. */
  settle(error) {
    if (this.settled) return;
    this.settled = true;
    const { expectedFailure } = this;
    if (error !== null && expectedFailure !== undefined && !isCancellation(error)) {
      this.error = mismatch(expectedFailure, error);
      this.passed = this.error === null;
    } else if (
      error === null &&
      expectedFailure !== undefined &&
      this.skip === undefined &&
      this.earlier === undefined
    ) {
      this.error = failure('test was expected to fail but passed', kinds.expected);
    } else {
      this.error = error;
      this.passed = error === null;
    }
  }

  /** An error that came from nowhere while this test ran. */
  fail(error, kind) {
    if (this.settled) return false;
    this.cancel(failure(error, kind));
    return true;
  }

  /** Why the result is not an ordinary one: the strongest reason. */
  get marks() {
    if (this.skip !== undefined) return { skip: this.skip };
    if (this.todo !== undefined) return { todo: this.todo };
    return this.expectedFailure === undefined ? undefined : { expectFailure: this.expectedFailure.label ?? true };
  }

  /** Tells the result, once. */
  conclude() {
    if (this.finished) return;
    this.finished = true;
    this.stop();
    const duration = this.startTime === undefined ? 0 : milliseconds(this.startTime);
    this.testNumber = this.parent.queue.tests.indexOf(this) + 1;
    const details = {
      duration_ms: duration,
      type: this.kind,
      ...this.root.attempts?.detailsOf(this),
      ...(this.passed ? undefined : { error: this.error }),
    };
    const result = this.describe({ testNumber: this.testNumber, details, ...this.marks });
    const subtests = this.queue.tests.length;
    if (subtests > 0) this.emit('test:plan', { nesting: this.nesting + 1, ...this.location, count: subtests });
    this.root.announce('test:complete', { ...result, details: { ...details, passed: this.passed } });
    this.emit(this.passed ? 'test:pass' : 'test:fail', result);
    for (const message of this.diagnostics)
      this.emit('test:diagnostic', { nesting: this.nesting, ...this.location, message, level: 'info' });
    this.root.count(this);
    if (this.passed) this.root.notePassed(this);
    if (!this.passed && this.todo === undefined) this.parent.failedSubtests++;
    this.completion.resolve();
    this.parent.queue.advance();
  }

  diagnostic(message) {
    this.diagnostics.push(String(message));
  }
}
