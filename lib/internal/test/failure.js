// Why a test failed.
import { codes } from '../errors.js';

const { ERR_TEST_FAILURE } = codes;

export const kinds = {
  test: 'testCodeFailure',
  subtests: 'subtestsFailed',
  timeout: 'testTimeoutFailure',
  hook: 'hookFailed',
  parent: 'cancelledByParent',
  aborted: 'testAborted',
  uncaught: 'uncaughtException',
  rejection: 'unhandledRejection',
  both: 'callbackAndPromisePresent',
  repeated: 'multipleCallbackInvocations',
  late: 'parentAlreadyFinished',
  expected: 'expectedFailure',
};

/**
 * @param {unknown} cause  an error, or a text
 * @param {string} kind  of kinds
 * @returns {Error} with code ERR_TEST_FAILURE; the same where it is one already
 */
export function failure(cause, kind) {
  return cause?.code === 'ERR_TEST_FAILURE' ? cause : new ERR_TEST_FAILURE(cause, kind);
}

const cancelling = new Set([kinds.parent, kinds.timeout, kinds.aborted]);

/** Whether a test did not end by itself. */
export function isCancellation(error) {
  return cancelling.has(error?.failureType);
}
