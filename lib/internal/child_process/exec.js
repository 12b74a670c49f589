// exec() and execFile(): a program runs, and its whole output is handed over.
import { binding } from '../binding.js';
import { Buffer } from '../../buffer.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { custom } from '../util/promisify.js';
import { validateFunction, validateString } from '../validators.js';
import { clearTimeout, setTimeout } from '../../timers.js';
import { checkMaxBuffer, checkTimeout, MAX_BUFFER, signalName, signalNumber } from './options.js';

const { noteOrigin, tellOrigin } = binding('errors');

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
  } else if (options !== null && options !== undefined && (typeof options !== 'object' || Array.isArray(options))) {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (callback !== null && callback !== undefined) validateFunction(callback, 'callback');
  return { file, args: args ?? [], options: options ?? {}, callback };
}

/** Collects what a stream gives, as far as `limit` goes: bytes, or characters where there is an encoding. */
class Output {
  #parts = [];
  #length = 0;
  #stream;

  constructor(stream, name, encoding, limit, exceed) {
    this.#stream = stream;
    if (!stream) return;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (part) => {
      const before = this.#length;
      this.#length += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
      if (this.#length <= limit) {
        this.#parts.push(part);
        return;
      }
      this.#parts.push(part.slice(0, Math.max(0, limit - before)));
      this.#length = Infinity;
      exceed(name);
    });
  }

  /** Text where the stream has an encoding, which the program may have given it. */
  value() {
    return this.#stream?.readableEncoding ? this.#parts.join('') : Buffer.concat(this.#parts);
  }
}

const knownEncoding = (encoding) =>
  encoding && encoding !== 'buffer' && Buffer.isEncoding(encoding) ? encoding : null;

/**
 * Runs a program and collects what it writes.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]  as of spawn(), and encoding, maxBuffer (bytes of each stream)
 * @param {(error: Error | null, stdout: string | Buffer, stderr: string | Buffer) => void} [callback]
 * @returns {ChildProcess}
 * Source: Node child_process.execFile since v0.1.91.
 */
export function execFile(...given) {
  const { file, args, options: wanted, callback } = normalizeExecFile(...given);
  const options = {
    __proto__: null, // what was put on Object.prototype is no option
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
  if (options.maxBuffer === undefined) options.maxBuffer = Infinity;
  options.killSignal = signalName(signalNumber(options.killSignal));
  const origin = noteOrigin();
  const child = load('child_process').spawn(file, args, {
    __proto__: null,
    cwd: options.cwd,
    env: options.env,
    gid: options.gid,
    shell: options.shell,
    signal: options.signal,
    uid: options.uid,
    argv0: options.argv0,
    windowsHide: Boolean(options.windowsHide),
  });
  const encoding = knownEncoding(options.encoding);
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
    tellOrigin(failure, origin);
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

/** (command[, options][, callback]) as execFile() takes them: a shell runs the command. @throws ERR_INVALID_ARG_TYPE */
export function normalizeExec(command, options, callback) {
  validateString(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { __proto__: null, ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

/** Runs a command in a shell. Source: Node child_process.exec since v0.1.90. */
export function exec(command, options, callback) {
  const wanted = normalizeExec(command, options, callback);
  return load('child_process').execFile(wanted.file, wanted.options, wanted.callback);
}

for (const fn of [exec, execFile]) {
  const promised = (...args) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.child = fn(...args, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(Object.assign(error, { stdout, stderr }));
    });
    return promise;
  };
  Object.defineProperty(promised, 'name', { value: fn.name });
  Object.defineProperty(fn, custom, { enumerable: false, value: promised });
}
