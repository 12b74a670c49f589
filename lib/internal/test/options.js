// What a test is given: (name, options, fn), each of which may be missing.
import { codes } from '../errors.js';
import { validateAbortSignal, validateNumber, validateObject, validateUint32 } from '../validators.js';
import { expectedFailure } from './expected_failure.js';

const longest = 2 ** 31 - 1;

/** @returns {{ name: string, options: object, fn: Function }} */
export function readArguments(name, options, fn, overrides) {
  if (typeof name === 'function') {
    fn = name;
    name = undefined;
    options = undefined;
  } else if (name !== null && typeof name === 'object') {
    fn = options;
    options = name;
    name = undefined;
  } else if (typeof options === 'function') {
    fn = options;
    options = undefined;
  }
  options ??= {};
  validateObject(options, 'options');
  const body = typeof fn === 'function' ? fn : typeof options.fn === 'function' ? options.fn : () => {};
  const title = typeof name === 'string' && name !== '' ? name : (options.name ?? (body.name || '<anonymous>'));
  return { name: String(title), options: { ...options, ...overrides }, fn: body };
}

function checkConcurrency(concurrency, inherited) {
  switch (typeof concurrency) {
    case 'number':
      validateUint32(concurrency, 'options.concurrency', true);
      return concurrency;
    case 'boolean':
      return concurrency ? Infinity : 1;
    default:
      if (concurrency != null)
        throw new codes.ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], concurrency);
      return inherited;
  }
}

function checkMark(value) {
  return value !== undefined && value !== false ? value : undefined;
}

/**
 * @param {object} options  of one test
 * @param {{ concurrency: number, timeout: number }} inherited
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {RangeError} ERR_OUT_OF_RANGE
 */
export function checkOptions(options, inherited) {
  const { concurrency, timeout, signal, skip, todo, only, plan, expectFailure } = options;
  if (timeout != null && timeout !== Infinity) validateNumber(timeout, 'options.timeout', 0, longest);
  validateAbortSignal(signal, 'options.signal');
  if (plan !== undefined) validateUint32(plan, 'options.plan');
  return {
    concurrency: checkConcurrency(concurrency, inherited.concurrency),
    timeout: timeout ?? inherited.timeout,
    signal,
    skip: checkMark(skip),
    todo: checkMark(todo),
    only: only !== undefined && only !== false,
    plan,
    expectedFailure: expectedFailure(expectFailure) ?? inherited.expectedFailure,
  };
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {RangeError} ERR_OUT_OF_RANGE */
export function checkWait(wait) {
  if (typeof wait === 'number') validateNumber(wait, 'options.wait', 0, longest);
  else if (wait !== undefined && typeof wait !== 'boolean') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.wait', ['boolean', 'number'], wait);
  }
  return wait;
}
