// spawn() and fork(): a program is started and goes on beside this one.
import { fileURLToPath } from '../url/file_url.js';
import { load } from '../builtins.js';
import { AbortError, codes } from '../errors.js';
import { options } from '../options.js';
import { validateAbortSignal, validateObject, validateString } from '../validators.js';
import { clearTimeout, setTimeout } from '../../timers.js';
import { ChildProcess } from './child_process.js';
import { checkTimeout, normalizeSpawn, signalNumber } from './options.js';

/**
 * Starts a program.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]  cwd, env, argv0, stdio, serialization, detached, uid, gid, shell, signal, timeout (ms), killSignal
 * @returns {ChildProcess}
 * Source: Node child_process.spawn since v0.1.90.
 */
export function spawn(file, args, options) {
  const wanted = normalizeSpawn(file, args, options);
  const { options: given } = wanted;
  checkTimeout(given.timeout);
  if (given.signal !== undefined) validateAbortSignal(given.signal, 'options.signal');
  const killSignal = signalNumber(given.killSignal);
  const child = new ChildProcess();
  child.spawn({ __proto__: null, ...wanted, stdio: given.stdio, serialization: given.serialization });
  if (given.timeout > 0) killAfter(child, given.timeout, killSignal);
  if (given.signal) abortWith(child, given.signal, killSignal);
  return child;
}

function killAfter(child, ms, killSignal) {
  let timer = setTimeout(() => {
    timer = null;
    try {
      child.kill(killSignal);
    } catch (error) {
      child.emit('error', error);
    }
  }, ms);
  child.once('exit', () => {
    if (timer !== null) clearTimeout(timer);
  });
}

function abortWith(child, signal, killSignal) {
  const abort = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (error) {
      child.emit('error', error);
    }
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  const { addAbortListener } = load('internal/events/abort_listener');
  const disposable = addAbortListener(signal, abort);
  child.once('exit', () => disposable[Symbol.dispose]());
}

const stdioForAll = new Set(['ignore', 'pipe', 'overlapped', 'inherit']);

/** fork()'s stdio: as spawn()'s, with a channel. */
function withChannel(stdio, silent) {
  if (stdio === undefined || stdio === null) stdio = silent ? 'pipe' : 'inherit';
  if (typeof stdio === 'string') {
    if (!stdioForAll.has(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
    return [stdio, stdio, stdio, 'ipc'];
  }
  if (!Array.isArray(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('options.stdio', stdio);
  if (!stdio.includes('ipc')) throw new codes.ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  return stdio;
}

/** Options of this process for one that runs a file: without the code that this one was given instead. */
function withoutCode(execArgv) {
  const { eval: code } = options;
  if (code === undefined) return execArgv;
  const at = execArgv.lastIndexOf(code);
  return at > 0 ? execArgv.toSpliced(at - 1, 2) : execArgv;
}

/**
 * Starts another Rondo (or what `execPath` names) with a channel of messages to it.
 * @param {string|URL|Uint8Array} modulePath  what it runs
 * @param {string[]} [args]
 * @param {object} [options]  as of spawn(), and execPath, execArgv, silent, serialization: 'json' | 'advanced'
 * @returns {ChildProcess}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_CHILD_PROCESS_IPC_REQUIRED
 * Source: Node child_process.fork since v0.5.0.
 */
export function fork(modulePath, args, given) {
  const { process } = globalThis;
  if (modulePath instanceof URL) modulePath = fileURLToPath(modulePath);
  else if (modulePath instanceof Uint8Array) modulePath = load('buffer').Buffer.from(modulePath).toString();
  else if (typeof modulePath !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('modulePath', ['string', 'Buffer', 'URL'], modulePath);
  }
  if (modulePath.includes('\0')) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'modulePath',
      modulePath,
      'must be a string, Uint8Array, or URL without null bytes',
    );
  }
  if (args === undefined || args === null) args = [];
  else if (Array.isArray(args)) args = [...args];
  else if (typeof args === 'object') [given, args] = [args, []];
  else throw new codes.ERR_INVALID_ARG_TYPE('args', 'Array', args);
  if (given !== undefined && given !== null) validateObject(given, 'options');
  const wanted = { __proto__: null, ...given, shell: false };
  wanted.execPath ||= process.execPath;
  validateString(wanted.execPath, 'options.execPath');
  const execArgv = wanted.execArgv || withoutCode(process.execArgv);
  if (!Array.isArray(execArgv)) throw new codes.ERR_INVALID_ARG_TYPE('options.execArgv', 'Array', execArgv);
  wanted.stdio = withChannel(wanted.stdio, wanted.silent);
  return spawn(wanted.execPath, [...execArgv, modulePath, ...args], wanted);
}
