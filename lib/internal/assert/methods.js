// The assertions themselves. Each is a method of Assert.prototype and of the functions `assert` and `assert.strict`; `this`
// may be an Assert, whose options count then.
import { codes } from '../errors.js';
import { isDeepEqual, isDeepStrictEqual, isPartialStrictEqual } from '../util/comparisons.js';
import { format } from '../util/format.js';
import { inspect } from '../util/inspect.js';
import { binding } from '../binding.js';
import { AssertionError } from './assertion_error.js';
import { callerExpression } from './expression.js';
import { caught, expectError, expectNoError, rejection } from './throws.js';
import { unwantedError } from './if_error.js';

const { isRegExp } = binding('util');

export const optionsOf = new WeakMap();
const defaults = { diff: 'simple', skipPrototype: false };

const chosen = (self) => (typeof self === 'object' && self !== null ? optionsOf.get(self) : undefined) ?? defaults;

/** A message may be a text with values for its directives, a function, or the error to throw itself. */
function messageOf(args, actual, expected) {
  const [message, ...values] = args;
  if (typeof message === 'function') return message(actual, expected);
  return typeof message === 'string' && values.length > 0 ? format(message, ...values) : message;
}

function fail(fn, self, operator, actual, expected, args) {
  const message = messageOf(args, actual, expected);
  if (isErrorObject(message)) throw message;
  throw new AssertionError({
    message: message === undefined || message === '' ? undefined : String(message),
    actual,
    expected,
    operator,
    stackStartFn: fn,
    diff: chosen(self).diff,
  });
}

function isErrorObject(value) {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function requireBoth(count) {
  if (count < 2) throw new codes.ERR_MISSING_ARGS('actual', 'expected');
}

/**
 * Fails for a falsy value, and tells the expression that gave it.
 * @param {Function} fn  the assertion
 * @param {unknown} self
 * @param {number} count  of arguments
 * @param {unknown} value
 * @param {unknown[]} args  message and what follows it
 */
export function assertTruthy(fn, self, count, value, args) {
  if (value) return;
  let message = messageOf(args, value, true);
  if (isErrorObject(message)) throw message;
  let generated = false;
  if (count === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    const expression = callerExpression();
    generated = true;
    message = expression === undefined ? undefined : `The expression evaluated to a falsy value:\n\n  ${expression}\n`;
  }
  const error = new AssertionError({
    actual: value,
    expected: true,
    message: message === undefined ? undefined : String(message),
    operator: '==',
    stackStartFn: fn,
    diff: chosen(self).diff,
  });
  error.generatedMessage = generated;
  throw error;
}

// biome-ignore lint/suspicious/noDoubleEquals: what is documented
const looselyEqual = (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b));

/** Node assert.*; each throws AssertionError (ERR_ASSERTION) where its name does not hold. */
export const methods = {
  ok(value, ...args) {
    assertTruthy(ok, this, arguments.length, value, args);
  },

  fail(message) {
    if (isErrorObject(message)) throw message;
    const error = new AssertionError({
      message: message === undefined ? 'Failed' : String(message),
      operator: 'fail',
      stackStartFn: methods.fail,
      diff: chosen(this).diff,
    });
    error.generatedMessage = !message;
    throw error;
  },

  equal(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (!looselyEqual(actual, expected)) fail(methods.equal, this, '==', actual, expected, args);
  },

  notEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (looselyEqual(actual, expected)) fail(methods.notEqual, this, '!=', actual, expected, args);
  },

  deepEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (!isDeepEqual(actual, expected)) fail(methods.deepEqual, this, 'deepEqual', actual, expected, args);
  },

  notDeepEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (isDeepEqual(actual, expected)) fail(methods.notDeepEqual, this, 'notDeepEqual', actual, expected, args);
  },

  deepStrictEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (!isDeepStrictEqual(actual, expected, chosen(this).skipPrototype)) {
      fail(methods.deepStrictEqual, this, 'deepStrictEqual', actual, expected, args);
    }
  },

  notDeepStrictEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (isDeepStrictEqual(actual, expected, chosen(this).skipPrototype)) {
      fail(methods.notDeepStrictEqual, this, 'notDeepStrictEqual', actual, expected, args);
    }
  },

  strictEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (!Object.is(actual, expected)) fail(methods.strictEqual, this, 'strictEqual', actual, expected, args);
  },

  notStrictEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (Object.is(actual, expected)) fail(methods.notStrictEqual, this, 'notStrictEqual', actual, expected, args);
  },

  partialDeepStrictEqual(actual, expected, ...args) {
    requireBoth(arguments.length);
    if (!isPartialStrictEqual(actual, expected)) {
      fail(methods.partialDeepStrictEqual, this, 'partialDeepStrictEqual', actual, expected, args);
    }
  },

  throws(fn, ...args) {
    expectError(methods.throws, caught(fn), args, chosen(this).diff);
  },

  async rejects(promiseFn, ...args) {
    expectError(methods.rejects, await rejection(promiseFn), args, chosen(this).diff);
  },

  doesNotThrow(fn, error, message) {
    expectNoError(methods.doesNotThrow, caught(fn), error, message, chosen(this).diff);
  },

  async doesNotReject(promiseFn, error, message) {
    expectNoError(methods.doesNotReject, await rejection(promiseFn), error, message, chosen(this).diff);
  },

  ifError(value) {
    if (value !== null && value !== undefined) throw unwantedError(value, methods.ifError, chosen(this).diff);
  },

  match(string, regexp, ...args) {
    match(methods.match, this, string, regexp, args, true);
  },

  doesNotMatch(string, regexp, ...args) {
    match(methods.doesNotMatch, this, string, regexp, args, false);
  },
};

const { ok } = methods;

function match(fn, self, string, regexp, args, wanted) {
  if (!isRegExp(regexp)) throw new codes.ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const text = typeof string === 'string';
  if (text && (RegExp.prototype.exec.call(regexp, string) !== null) === wanted) return;
  const given = messageOf(args, string, regexp);
  if (isErrorObject(given)) throw given;
  const generated = text
    ? `The input ${wanted ? 'did not match' : 'was expected to not match'} the regular expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`
    : `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`;
  const error = new AssertionError({
    actual: string,
    expected: regexp,
    message: given || generated,
    operator: fn.name,
    stackStartFn: fn,
    diff: chosen(self).diff,
  });
  error.generatedMessage = !given;
  throw error;
}
