// What the functions of tests and suites are given.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { inspect } from '../util/inspect.js';
import { validateFunction, validateNumber, validateObject, validateUint32 } from '../validators.js';
import { assertionsFor } from './assertions.js';
import { MockTracker } from './mock/tracker.js';
import { checkWait, readArguments } from './options.js';
import { Plan } from './plan.js';
import { waitFor } from './wait_for.js';

/** Node class TestContext since v18.0.0. */
export class TestContext {
  #test;
  #assert;

  /** @param {import('./test.js').Test} test */
  constructor(test) {
    this.#test = test;
  }

  get signal() {
    return this.#test.controller.signal;
  }

  get name() {
    return this.#test.name;
  }

  get fullName() {
    return this.#test.fullName;
  }

  get filePath() {
    return this.#test.entryFile;
  }

  get error() {
    return this.#test.error;
  }

  get passed() {
    return this.#test.passed;
  }

  /** The number of the run, from 0, where failures are rerun. Node since v25.0.0 */
  get attempt() {
    return this.#test.root.attempts?.number ?? 0;
  }

  /** The assertions, which a plan counts. */
  get assert() {
    return (this.#assert ??= assertionsFor(this, () => this.#test.expectation?.count()));
  }

  get mock() {
    return (this.#test.mockTracker ??= new MockTracker());
  }

  diagnostic(message) {
    this.#test.diagnostic(message);
  }

  /**
   * @param {number} count  of assertions and subtests
   * @param {{ wait?: boolean | number }} [options]
   */
  plan(count, options = {}) {
    if (this.#test.expectation !== undefined)
      throw new codes.ERR_TEST_FAILURE('cannot set plan more than once', 'testCodeFailure');
    validateUint32(count, 'count');
    validateObject(options, 'options');
    this.#test.expectation = new Plan(count, { wait: checkWait(options.wait) });
  }

  runOnly(value) {
    this.#test.onlySubtests = Boolean(value);
  }

  skip(message) {
    this.#test.skip = message === undefined ? true : message;
  }

  todo(message) {
    this.#test.todo = message === undefined ? true : message;
  }

  /** @returns {Promise<void>} */
  test(name, options, fn) {
    const description = readArguments(name, options, fn);
    return this.#test.addSubtest(this.#test.root.Test, {
      ...description,
      location: load('internal/test/location').callerLocation(),
    });
  }

  before(fn, options) {
    this.#test.addHook('before', fn, options);
  }

  after(fn, options) {
    this.#test.addHook('after', fn, options);
  }

  beforeEach(fn, options) {
    this.#test.addHook('beforeEach', fn, options);
  }

  afterEach(fn, options) {
    this.#test.addHook('afterEach', fn, options);
  }

  /**
   * Calls `condition` until it neither throws nor rejects.
   * @param {() => unknown} condition
   * @param {{ interval?: number, timeout?: number }} [options]  milliseconds
   * @returns {Promise<unknown>} what it returns
   */
  waitFor(condition, options = {}) {
    validateFunction(condition, 'condition');
    validateObject(options, 'options');
    const { interval = 50, timeout = 1000 } = options;
    validateNumber(interval, 'options.interval', 0, 2 ** 31 - 1);
    validateNumber(timeout, 'options.timeout', 0, 2 ** 31 - 1);
    return waitFor(condition, interval, timeout);
  }

  [inspect.custom](depth, options) {
    return inspect(
      Object.assign(Object.create({ constructor: TestContext }), { name: this.name, fullName: this.fullName }),
      { ...options, depth },
    );
  }
}

/** Node class SuiteContext since v18.7.0. */
export class SuiteContext {
  #suite;

  constructor(suite) {
    this.#suite = suite;
  }

  get signal() {
    return this.#suite.controller.signal;
  }

  get name() {
    return this.#suite.name;
  }

  get fullName() {
    return this.#suite.fullName;
  }

  get filePath() {
    return this.#suite.entryFile;
  }

  diagnostic(message) {
    this.#suite.diagnostic(message);
  }
}
