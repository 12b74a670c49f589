// What spawn and its kin are given: checked once, for the asynchronous and the synchronous forms alike.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { signalNumbers } from '../process/signals.js';
import {
  validateBoolean,
  validateInt32,
  validateInteger,
  validateNumber,
  validateObject,
  validateString,
} from '../validators.js';

/** Bytes that exec() and the synchronous forms collect of each stream. */
export const MAX_BUFFER = 1024 * 1024;

function withoutNul(value, name) {
  if (typeof value === 'string' && value.includes('\0'))
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
}

/** A signal's number. @throws ERR_UNKNOWN_SIGNAL */
export function signalNumber(signal) {
  if (signal === undefined || signal === null) return signalNumbers().SIGTERM;
  if (typeof signal === 'number' && Object.values(signalNumbers()).includes(signal)) return signal;
  if (typeof signal === 'string') {
    const number = signalNumbers()[signal] ?? signalNumbers()[signal.toUpperCase()];
    if (number !== undefined) return number;
  } else if (typeof signal !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], signal);
  }
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

export function signalName(number) {
  for (const [name, n] of Object.entries(signalNumbers())) if (n === number) return name;
  return null;
}

let warned = false;

/** A path that may be a file: URL. */
function pathOf(value, name) {
  if (value instanceof URL) value = load('url').fileURLToPath(value);
  else if (typeof value !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
  withoutNul(value, name);
  return value;
}

/**
 * (file[, args][, options]) as an object that the native half takes.
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_SIGNAL
 */
export function normalizeSpawn(file, args, options) {
  validateString(file, 'file');
  withoutNul(file, 'file');
  if (file.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) args = args.slice();
  else if (args === undefined || args === null) args = [];
  else if (typeof args !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('args', 'object', args);
  else {
    options = args;
    args = [];
  }
  args = args.map((arg, i) => {
    const text = String(arg);
    withoutNul(text, `args[${i}]`);
    return text;
  });
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  options = { __proto__: null, ...options };

  const { argv0, cwd, detached, gid, shell, uid, windowsHide, windowsVerbatimArguments } = options;
  const out = { __proto__: null, options };
  if (cwd !== undefined && cwd !== null) out.cwd = pathOf(cwd, 'options.cwd');
  if (detached !== undefined && detached !== null) validateBoolean(detached, 'options.detached');
  out.detached = Boolean(detached);
  if (uid !== undefined && uid !== null) validateInt32(uid, 'options.uid');
  if (gid !== undefined && gid !== null) validateInt32(gid, 'options.gid');
  out.uid = uid ?? undefined;
  out.gid = gid ?? undefined;
  if (shell !== undefined && shell !== null && typeof shell !== 'boolean' && typeof shell !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], shell);
  }
  withoutNul(shell, 'options.shell');
  if (argv0 !== undefined && argv0 !== null) validateString(argv0, 'options.argv0');
  withoutNul(argv0, 'options.argv0');
  if (windowsHide !== undefined && windowsHide !== null) validateBoolean(windowsHide, 'options.windowsHide');
  if (windowsVerbatimArguments !== undefined && windowsVerbatimArguments !== null) {
    validateBoolean(windowsVerbatimArguments, 'options.windowsVerbatimArguments');
  }

  if (shell) {
    if (args.length > 0 && !warned) {
      warned = true;
      process.emitWarning(
        'Passing args to a child process with shell option true can lead to security vulnerabilities, as the arguments are not escaped, only concatenated.',
        'DeprecationWarning',
        'DEP0190',
      );
    }
    const command = [file, ...args].join(' ');
    file = typeof shell === 'string' ? shell : '/bin/sh';
    args = ['-c', command];
  }
  out.file = file;
  out.args = [typeof argv0 === 'string' ? argv0 : file, ...args];
  const env = options.env || process.env;
  out.envPairs = [];
  const { NODE_V8_COVERAGE: coverage } = process.env;
  // What a child runs is part of what is measured, whatever variables it has.
  if (coverage && !('NODE_V8_COVERAGE' in env)) out.envPairs.push(`NODE_V8_COVERAGE=${coverage}`);
  for (const key in env) {
    const value = env[key];
    if (value === undefined) continue;
    withoutNul(key, `options.env['${key}']`);
    withoutNul(String(value), `options.env['${key}']`);
    out.envPairs.push(`${key}=${value}`);
  }
  return out;
}

export function checkTimeout(timeout) {
  if (timeout !== undefined && timeout !== null) validateInteger(timeout, 'timeout', 0);
}

export function checkMaxBuffer(maxBuffer) {
  if (maxBuffer !== undefined && maxBuffer !== null) validateNumber(maxBuffer, 'options.maxBuffer', 0);
}
