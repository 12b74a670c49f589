// node:util
import { binding } from './internal/binding.js';
import { load } from './internal/builtins.js';
import { TextDecoder } from './internal/encoding/text_decoder.js';
import { TextEncoder } from './internal/encoding/text_encoder.js';
import { codes, errnoException, exceptionWithHostPort } from './internal/errors.js';
import { aborted } from './internal/util/aborted.js';
import { getCallSites } from './internal/util/call_sites.js';
import { callbackify } from './internal/util/callbackify.js';
import { isDeepStrictEqual } from './internal/util/comparisons.js';
import { debuglog } from './internal/util/debuglog.js';
import { deprecate, warning } from './internal/util/deprecate.js';
import { diff } from './internal/util/diff.js';
import { format, formatWithOptions } from './internal/util/format.js';
import { inherits } from './internal/util/inherits.js';
import { inspect } from './internal/util/inspect.js';
import { MIMEParams, MIMEType } from './internal/util/mime.js';
import { parseArgs } from './internal/util/parse_args.js';
import { promisify } from './internal/util/promisify.js';
import { styleText } from './internal/util/style_text.js';
import { setTraceSigInt } from './internal/util/trace_sigint.js';
import { getSystemErrorMap, getSystemErrorMessage, getSystemErrorName } from './internal/util/system_error_names.js';
import { types } from './internal/util/types.js';
import { stripControlSequences } from './internal/util/width.js';
import { validateString } from './internal/validators.js';

/**
 * @param {string} str
 * @returns {string} without ANSI escape codes
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.stripVTControlCharacters since v16.11.0
 */
function stripVTControlCharacters(str) {
  validateString(str, 'str');
  return stripControlSequences(str);
}

/** Lone surrogates become U+FFFD. Node util.toUSVString since v16.8.0 */
function toUSVString(input) {
  return `${input}`.toWellFormed();
}

/**
 * @param {string} content  of an .env file
 * @returns {Record<string, string>}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node util.parseEnv since v20.12.0
 */
function parseEnv(content) {
  validateString(content, 'content');
  const flat = binding('util').parseEnv(content);
  const variables = { __proto__: null };
  for (let i = 0; i < flat.length; i += 2) variables[flat[i]] = flat[i + 1];
  return variables;
}

/** See internal/abort_transfer.js, which few programs need. */
function transferableAbortController() {
  return load('internal/abort_transfer').transferableAbortController();
}

/** Likewise. */
function transferableAbortSignal(signal) {
  return load('internal/abort_transfer').transferableAbortSignal(signal);
}

/** Object.assign of old. Node util._extend since v0.7.5 */
function _extend(target, source) {
  return source === null || typeof source !== 'object' ? target : Object.assign(target, source);
}

/** Node's `util._errnoException`, which old packages call. */
function _errnoException(errno, ...rest) {
  if (!Number.isSafeInteger(errno) || errno >= 0) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', errno);
  return errnoException(errno, ...rest);
}

/** Node's `util._exceptionWithHostPort`, which old packages call. */
function _exceptionWithHostPort(errno, ...rest) {
  return exceptionWithHostPort(errno, ...rest);
}

export default {
  _errnoException,
  _exceptionWithHostPort,
  _extend: warning(_extend, 'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'),
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  diff,
  format,
  formatWithOptions,
  getCallSites,
  getSystemErrorMap,
  getSystemErrorMessage,
  getSystemErrorName,
  inherits,
  inspect,
  isArray: warning(
    Array.isArray,
    'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.',
    'DEP0044',
  ),
  isDeepStrictEqual,
  MIMEParams,
  MIMEType,
  parseArgs,
  setTraceSigInt,
  parseEnv,
  promisify,
  stripVTControlCharacters,
  styleText,
  TextDecoder,
  TextEncoder,
  toUSVString,
  transferableAbortController,
  transferableAbortSignal,
  types,
};
