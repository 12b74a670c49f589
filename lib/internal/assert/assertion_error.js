// AssertionError, and the words that it finds by itself.
import { stampCode } from '../errors/define.js';
import { inspect } from '../util/inspect.js';
import { validateObject, validateOneOf } from '../validators.js';
import { describeDifference, notEqualMessage, operatorMessage } from './messages.js';

const differences = new Set(['strictEqual', 'deepStrictEqual', 'partialDeepStrictEqual']);
const inequalities = new Set(['notStrictEqual', 'notDeepStrictEqual']);

function generate(options, diff) {
  const { actual, expected, operator } = options;
  if (differences.has(operator)) return describeDifference(actual, expected, operator, undefined, diff);
  if (inequalities.has(operator)) return notEqualMessage(actual, operator, diff);
  return operatorMessage(actual, expected, operator, diff);
}

/** What a caller said, followed by the difference where one can be shown. */
function compose(options, diff) {
  const { actual, expected, operator, message } = options;
  // The operator of throws() stands for the comparison of its objects here.
  return differences.has(operator)
    ? describeDifference(actual, expected, operator, String(message), diff)
    : String(message);
}

const longText = 512;
const manyLines = 10;

function shortened(value) {
  if (typeof value !== 'string') return value;
  const lines = value.split('\n', manyLines + 1);
  if (lines.length > manyLines) return `${lines.slice(0, manyLines).join('\n')}\n...`;
  return value.length > longText ? `${value.slice(0, value.length - longText)}...` : value;
}

/** What a failed assertion throws. (Node: assert.AssertionError since v0.1.21) */
export class AssertionError extends Error {
  /**
   * @param {object} options
   * @param {string} [options.message]  made of the values where there is none
   * @param {unknown} [options.actual]
   * @param {unknown} [options.expected]
   * @param {string} [options.operator]  such as `strictEqual`
   * @param {Function} [options.stackStartFn]  the stack begins below it
   * @param {'simple' | 'full'} [options.diff]  full leaves nothing out of the message
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
   */
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, actual, expected, diff = 'simple' } = options;
    validateOneOf(diff, 'options.diff', ['simple', 'full']);
    super(message != null ? compose(options, diff) : generate(options, diff));
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null,
      value: 'AssertionError',
      writable: true,
      enumerable: false,
      configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    this.diff = diff;
    Error.captureStackTrace(this, stackStartFn ?? options.stackStartFunction ?? new.target);
    stampCode(this, 'ERR_ASSERTION');
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [inspect.custom](_depth, context) {
    const { actual, expected } = this;
    this.actual = shortened(actual);
    this.expected = shortened(expected);
    const text = inspect(this, { ...context, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}
