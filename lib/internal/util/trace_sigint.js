// util.setTraceSigInt and --trace-sigint: Ctrl+C tells which functions run.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { validateBoolean } from '../validators.js';

const { traceSigint } = binding('process');

/**
 * @param {boolean} enable
 * @throws {TypeError} ERR_INVALID_ARG_TYPE @throws ERR_WORKER_UNSUPPORTED_OPERATION  Node util.setTraceSigInt since v24.6.0
 */
export function setTraceSigInt(enable) {
  validateBoolean(enable, 'enable');
  if (!load('worker_threads').isMainThread)
    throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION('Calling util.setTraceSigInt');
  traceSigint(enable);
}
