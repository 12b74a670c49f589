// assert.throws, rejects and their opposites: whether what was thrown is what was expected.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { isDeepStrictEqual } from '../util/comparisons.js';
import { inspect } from '../util/inspect.js';
import { validateFunction } from '../validators.js';
import { AssertionError } from './assertion_error.js';

const { isPromise, isRegExp } = binding('util');
const nothing = Symbol('nothing thrown');
const matches = RegExp.prototype.test;

function isObject(value) {
  return value !== null && typeof value === 'object';
}

/** @returns {unknown} what fn throws */
export function caught(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

function isPromiseLike(value) {
  return isPromise(value) || (isObject(value) && typeof value.then === 'function' && typeof value.catch === 'function');
}

/** @returns {Promise<unknown>} with what the promise, or that of the function, is rejected */
export async function rejection(promiseOrFunction) {
  let promise = promiseOrFunction;
  if (typeof promiseOrFunction === 'function') {
    promise = promiseOrFunction();
    if (!isPromiseLike(promise)) throw new codes.ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (!isPromiseLike(promise)) {
    throw new codes.ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promise);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
}

/** The properties of an error that an expectation names, for the difference that is shown. */
class Comparison {
  constructor(source, keys, actual) {
    for (const key of keys) {
      if (!(key in source)) continue;
      // What matches is shown as it is.
      const matching =
        actual !== undefined &&
        typeof actual[key] === 'string' &&
        isRegExp(source[key]) &&
        matches.call(source[key], actual[key]);
      this[key] = matching ? actual[key] : source[key];
    }
  }
}

/** One check of what was thrown. */
class Expectation {
  /**
   * @param {Function} fn  the assertion, for its name and the start of the stack
   * @param {unknown} actual
   * @param {unknown} expected
   * @param {unknown} message
   * @param {'simple' | 'full'} diff
   */
  constructor(fn, actual, expected, message, diff) {
    Object.assign(this, { fn, actual, expected, message, diff });
  }

  fail(message) {
    if (this.message instanceof Error) throw this.message;
    const error = new AssertionError({
      actual: this.actual,
      expected: this.expected,
      message: this.message || message,
      operator: this.fn.name,
      stackStartFn: this.fn,
      diff: this.diff,
    });
    error.generatedMessage = !this.message;
    throw error;
  }

  /** Fails with the difference of two values in place of the error and the expectation themselves. */
  failWithDifference(actual, expected, message) {
    if (this.message instanceof Error) throw this.message;
    const error = new AssertionError({
      actual,
      expected,
      message,
      operator: 'deepStrictEqual',
      stackStartFn: this.fn,
      diff: this.diff,
    });
    error.actual = this.actual;
    error.expected = this.expected;
    error.operator = this.fn.name;
    error.generatedMessage = !this.message;
    throw error;
  }

  checkRegExp() {
    const text = String(this.actual);
    if (matches.call(this.expected, text)) return;
    this.fail(`The input did not match the regular expression ${inspect(this.expected)}. Input:\n\n${inspect(text)}\n`);
  }

  checkObject() {
    const { actual, expected } = this;
    if (!isObject(actual)) this.failWithDifference(actual, expected, this.message);
    const keys = Object.keys(expected);
    if (expected instanceof Error) keys.push('name', 'message');
    else if (keys.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
    for (const key of keys) {
      if (typeof actual[key] === 'string' && isRegExp(expected[key]) && matches.call(expected[key], actual[key]))
        continue;
      if (key in actual && isDeepStrictEqual(actual[key], expected[key])) continue;
      if (this.message) this.fail();
      this.failWithDifference(new Comparison(actual, keys), new Comparison(expected, keys, actual));
    }
  }

  checkClass() {
    const { actual, expected } = this;
    const error = actual instanceof Error || Object.prototype.toString.call(actual) === '[object Error]';
    let message = `The error is expected to be an instance of "${expected.name}". Received `;
    if (!error) {
      message += `"${inspect(actual, { depth: -1 })}"`;
    } else {
      const name = actual.constructor?.name;
      message += name === expected.name ? 'an error with identical name but a different prototype.' : `"${name}"`;
      message += `\n\nError message:\n\n${actual.message}`;
    }
    this.fail(message);
  }

  checkFunction() {
    const { actual, expected } = this;
    if (expected.prototype !== undefined && actual instanceof expected) return;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) this.checkClass();
    const result = Reflect.apply(expected, {}, [actual]);
    if (result === true) return;
    const name = expected.name ? `"${expected.name}" ` : '';
    let message = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
    if (actual instanceof Error) message += `\n\nCaught error:\n\n${actual}`;
    this.fail(message);
  }

  check() {
    if (typeof this.expected === 'function') this.checkFunction();
    else if (isRegExp(this.expected)) this.checkRegExp();
    else this.checkObject();
  }
}

function checkAmbiguity(actual, message) {
  if (isObject(actual)) {
    if (actual.message === message) {
      throw new codes.ERR_AMBIGUOUS_ARGUMENT(
        'error/message',
        `The error message "${actual.message}" is identical to the message.`,
      );
    }
  } else if (actual === message) {
    throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
  }
}

const noun = (fn) => (fn.name === 'rejects' || fn.name === 'doesNotReject' ? 'rejection' : 'exception');

/**
 * Fails unless something was thrown that meets the expectation.
 * @param {Function} fn  the assertion
 * @param {unknown} actual  of caught or rejection
 * @param {unknown[]} args  [expectation, message] as the caller gave them
 * @param {'simple' | 'full'} diff
 */
export function expectError(fn, actual, args, diff) {
  let [expected, message] = args;
  if (typeof expected === 'string') {
    if (args.length > 1)
      throw new codes.ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
    if (actual !== nothing) checkAmbiguity(actual, expected);
    message = expected;
    expected = undefined;
  } else if (
    expected !== null &&
    expected !== undefined &&
    typeof expected !== 'object' &&
    typeof expected !== 'function'
  ) {
    throw new codes.ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
  }
  if (actual === nothing) {
    if (message instanceof Error) throw message;
    const details = `${expected?.name ? ` (${expected.name})` : ''}${message ? `: ${message}` : '.'}`;
    const error = new AssertionError({
      actual: undefined,
      expected,
      operator: fn.name,
      message: `Missing expected ${noun(fn)}${details}`,
      stackStartFn: fn,
      diff,
    });
    error.generatedMessage = !message;
    throw error;
  }
  if (expected) new Expectation(fn, actual, expected, message, diff).check();
}

function meets(actual, expected) {
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && actual instanceof expected) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return Reflect.apply(expected, {}, [actual]) === true;
  }
  if (isRegExp(expected)) return matches.call(expected, String(actual));
  throw new codes.ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
}

/**
 * Fails if something was thrown that meets the expectation; all else that was thrown goes on.
 * @param {Function} fn  the assertion
 * @param {unknown} actual  of caught or rejection
 * @param {unknown} expected
 * @param {unknown} message
 * @param {'simple' | 'full'} diff
 */
export function expectNoError(fn, actual, expected, message, diff) {
  if (actual === nothing) return;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  if (expected && !meets(actual, expected)) throw actual;
  const error = new AssertionError({
    actual,
    expected,
    operator: fn.name,
    stackStartFn: fn,
    diff,
    message: `Got unwanted ${noun(fn)}${message ? `: ${message}` : '.'}\nActual message: "${actual?.message}"`,
  });
  error.generatedMessage = !message;
  throw error;
}
