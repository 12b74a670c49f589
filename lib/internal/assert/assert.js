// The function `assert`, its strict variant, and the class Assert.
import { codes } from '../errors.js';
import { validateBoolean, validateObject, validateOneOf } from '../validators.js';
import { AssertionError } from './assertion_error.js';
import { assertTruthy, methods, optionsOf } from './methods.js';

const strictly = {
  equal: methods.strictEqual,
  notEqual: methods.notStrictEqual,
  deepEqual: methods.deepStrictEqual,
  notDeepEqual: methods.notDeepStrictEqual,
};

/**
 * Assertions with options of their own. (Node assert.Assert since v24.6.0)
 * @param {{ diff?: 'simple' | 'full', strict?: boolean, skipPrototype?: boolean }} [options]
 *   diff: full leaves nothing out of messages; strict (the default): `equal` and its kin are strict; skipPrototype: classes do not count
 * @throws {TypeError} ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE, ERR_CONSTRUCT_CALL_REQUIRED
 */
function Assert(options) {
  if (!new.target) throw new codes.ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  const { diff = 'simple', strict: isStrict = true, skipPrototype = false } = options ?? {};
  if (options !== undefined) validateObject(options, 'options');
  validateOneOf(diff, 'options.diff', ['simple', 'full']);
  validateBoolean(isStrict, 'options.strict');
  validateBoolean(skipPrototype, 'options.skipPrototype');
  optionsOf.set(this, { diff, skipPrototype });
  Object.assign(this, { AssertionError }, methods, isStrict ? strictly : undefined);
}

for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(Assert.prototype, name, { value: method, writable: true, configurable: true });
}

/**
 * @param {unknown} value
 * @param {...unknown} args  a message
 * @throws {AssertionError} ERR_ASSERTION for a falsy value  Node assert since v0.1.21
 */
function assert(value, ...args) {
  assertTruthy(assert, this, arguments.length, value, args);
}

/** assert, where `equal` and its kin are strict. Node assert.strict since v9.9.0 */
function strict(value, ...args) {
  assertTruthy(strict, this, arguments.length, value, args);
}

Object.assign(assert, { AssertionError, ...methods, strict, Assert });
Object.assign(strict, assert, strictly, { strict });

export { assert, strict };
