// node:child_process: other programs, started and waited for.
import { Buffer } from './buffer.js';
import { load } from './internal/builtins.js';
import { binding } from './internal/binding.js';
import { FastBuffer } from './internal/buffer/allocation.js';
import { ChildProcess, describeStdio } from './internal/child_process/child_process.js';
import {
  checkMaxBuffer,
  checkTimeout,
  normalizeSpawn,
  signalName,
  signalNumber,
} from './internal/child_process/options.js';
import { AbortError, codes, errnoException } from './internal/errors.js';
import { clearTimeout, setTimeout } from './timers.js';
import { validateAbortSignal, validateFunction, validateObject, validateString } from './internal/validators.js';

const native = binding('child_process');
const MAX_BUFFER = 1024 * 1024;
const promisified = Symbol.for('nodejs.util.promisify.custom');

/**
 * Starts a program.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]  cwd, env, argv0, stdio, detached, uid, gid, shell, signal, timeout (ms), killSignal
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
  child.spawn({ ...wanted, stdio: given.stdio });
  if (given.timeout > 0) {
    let timer = setTimeout(() => {
      timer = null;
      try {
        child.kill(killSignal);
      } catch (error) {
        child.emit('error', error);
      }
    }, given.timeout);
    child.once('exit', () => {
      if (timer !== null) clearTimeout(timer);
    });
  }
  if (given.signal) abortWith(child, given.signal, killSignal);
  return child;
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

function normalizeExecFile(file, args, options, callback) {
  if (Array.isArray(args)) args = args.slice();
  else if (args !== null && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  if (typeof options === 'function') {
    callback = options;
    options = null;
  } else if (options !== null && options !== undefined && typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (callback !== null && callback !== undefined) validateFunction(callback, 'callback');
  return { file, args: args ?? [], options: options ?? {}, callback };
}

/** Collects what a stream gives, as far as `limit` goes. */
class Output {
  parts = [];
  length = 0;
  constructor(stream, name, encoding, limit, exceed) {
    this.encoding = encoding;
    if (!stream) return;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (part) => {
      const size = encoding ? Buffer.byteLength(part, encoding) : part.length;
      this.length += size;
      if (this.length <= limit) {
        this.parts.push(part);
        return;
      }
      const over = this.length - limit;
      this.parts.push(part.slice(0, part.length - Math.min(part.length, over)));
      this.length = Infinity;
      exceed(name);
    });
  }
  value() {
    return this.encoding ? this.parts.join('') : Buffer.concat(this.parts);
  }
}

/** Node child_process.execFile since v0.1.91. */
export function execFile(...given) {
  const { file, args, options: wanted, callback } = normalizeExecFile(...given);
  const options = {
    encoding: 'utf8',
    timeout: 0,
    maxBuffer: MAX_BUFFER,
    killSignal: 'SIGTERM',
    cwd: null,
    env: null,
    shell: false,
    ...wanted,
  };
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = signalName(signalNumber(options.killSignal));
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    argv0: options.argv0,
    windowsHide: Boolean(options.windowsHide),
  });
  const encoding =
    options.encoding && options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  let killed = false;
  let done = false;
  let timer = null;
  let failure = null;

  const finish = (code, signal) => {
    if (done) return;
    done = true;
    if (timer !== null) clearTimeout(timer);
    if (!callback) return;
    const out = stdout.value();
    const err = stderr.value();
    if (!failure && code === 0 && signal === null) {
      callback(null, out, err);
      return;
    }
    const command = [file, ...args].join(' ');
    if (!failure) {
      failure = new Error(`Command failed: ${command}\n${err}`);
      failure.code = code < 0 ? load('util').getSystemErrorName(code) : code;
      failure.killed = child.killed || killed;
      failure.signal = signal;
    }
    failure.cmd = command;
    callback(failure, out, err);
  };
  const kill = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    try {
      child.kill(options.killSignal);
    } catch (error) {
      failure ??= error;
      finish();
    }
  };
  const exceed = (name) => {
    failure = new codes.ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name);
    kill();
  };
  const stdout = new Output(child.stdout, 'stdout', encoding, options.maxBuffer, exceed);
  const stderr = new Output(child.stderr, 'stderr', encoding, options.maxBuffer, exceed);
  if (options.timeout > 0) {
    timer = setTimeout(() => {
      timer = null;
      kill();
    }, options.timeout);
  }
  child.addListener('close', finish);
  child.addListener('error', (error) => {
    failure = error;
    child.stdout?.destroy();
    child.stderr?.destroy();
    finish();
  });
  return child;
}

function normalizeExec(command, options, callback) {
  validateString(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

/** Node child_process.exec since v0.1.90. */
export function exec(command, options, callback) {
  const wanted = normalizeExec(command, options, callback);
  return execFile(wanted.file, wanted.options, wanted.callback);
}

for (const fn of [exec, execFile]) {
  Object.defineProperty(fn, promisified, {
    enumerable: false,
    value: (...args) => {
      const { promise, resolve, reject } = Promise.withResolvers();
      promise.child = fn(...args, (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr });
        else reject(Object.assign(error, { stdout, stderr }));
      });
      return promise;
    },
  });
}

/**
 * Starts a program and waits for its end.
 * @returns {{pid, output, stdout, stderr, status, signal, error}}
 * Source: Node child_process.spawnSync since v0.11.12.
 */
export function spawnSync(file, args, options) {
  const wanted = normalizeSpawn(file, args, options);
  const { options: given } = wanted;
  checkTimeout(given.timeout);
  checkMaxBuffer(given.maxBuffer);
  const killSignal = signalNumber(given.killSignal);
  const stdio = describeStdio(given.stdio, true);
  let { input } = given;
  if (given.stdio?.[0]?.input !== undefined) ({ input } = given.stdio[0]);
  if (input !== undefined && input !== null) {
    if (stdio[0].type !== 'pipe') stdio[0] = { type: 'pipe' };
    if (typeof input === 'string') input = Buffer.from(input, given.encoding === 'buffer' ? 'utf8' : given.encoding);
    else if (!ArrayBuffer.isView(input)) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
    }
  }
  const { error, output, pid, signal, status } = native.spawnSync(
    { ...wanted, stdio },
    input,
    given.timeout ?? 0,
    given.maxBuffer ?? MAX_BUFFER,
    killSignal,
  );
  const started = pid !== 0;
  const encoding = given.encoding && given.encoding !== 'buffer' ? given.encoding : null;
  const shown = started
    ? output.map((bytes) => {
        if (bytes === null) return null;
        const buffer = new FastBuffer(bytes);
        return encoding ? buffer.toString(encoding) : buffer;
      })
    : null;
  const result = {
    pid,
    output: shown,
    stdout: shown && shown[1],
    stderr: shown && shown[2],
    status: started && signal === 0 ? status : null,
    signal: signal > 0 ? signalName(signal) : null,
  };
  if (error < 0) {
    result.error = errnoException(error, `spawnSync ${wanted.file}`);
    result.error.path = wanted.file;
    result.error.spawnargs = wanted.args.slice(1);
  }
  return result;
}

function checkSync(result, command, args) {
  let { error } = result;
  if (error) {
    Object.assign(error, result);
  } else if (result.status !== 0 || result.signal !== null) {
    let message = `Command failed: ${command ?? args.join(' ')}`;
    if (result.stderr?.length > 0) message += `\n${result.stderr.toString()}`;
    error = Object.assign(new Error(message), result);
  }
  return error;
}

/** Node child_process.execFileSync since v0.11.12. @returns {Buffer|string} its output */
export function execFileSync(file, args, options) {
  if (!Array.isArray(args) && args !== null && typeof args === 'object') {
    options = args;
    args = [];
  }
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const inherits = !options?.stdio;
  const result = spawnSync(file, args ?? [], options ?? {});
  if (inherits && result.stderr) process.stderr.write(result.stderr);
  const error = checkSync(result, undefined, [file, ...(args ?? [])]);
  if (error) throw error;
  return result.stdout;
}

/** Node child_process.execSync since v0.11.12. @returns {Buffer|string} its output */
export function execSync(command, options) {
  const wanted = normalizeExec(command, options, null);
  const inherits = !wanted.options.stdio;
  const result = spawnSync(wanted.file, [], wanted.options);
  if (inherits && result.stderr) process.stderr.write(result.stderr);
  const error = checkSync(result, command);
  if (error) throw error;
  return result.stdout;
}

export default { ChildProcess, exec, execFile, execFileSync, execSync, spawn, spawnSync };
