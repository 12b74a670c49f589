// Worker: a thread with a Runtime of its own, as the thread that makes it sees it.

import EventEmitter from '../../events.js';
import { capture, observed, release } from '../async_hooks/origin.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { MessageChannel, portOf } from '../messaging/message_port.js';
import { native } from '../messaging/native.js';
import { completeTransferList } from '../messaging/transferable.js';
import { shareEnvironment } from '../process/env.js';
import { validateArray, validateNumber, validateObject, validateString } from '../validators.js';
import { thrownThere } from './error.js';
import { environmentData } from './this_thread.js';

/** Option `env`: the Worker and its maker share the process's environment. Node worker_threads.SHARE_ENV, since v11.14. */
export const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

const LIMITS = ['maxYoungGenerationSizeMb', 'maxOldGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'];
const DEFAULT_NAME = 'WorkerThread';

/** A running Worker keeps its maker alive: its streams need not. */
function nothing() {}

function isURL(value) {
  return (
    value !== null && typeof value === 'object' && typeof value.href === 'string' && typeof value.protocol === 'string'
  );
}

/** A recording under way in a Worker. Node classes CPUProfileHandle and HeapProfileHandle, since v24.8. */
class ProfileHandle {
  #stop;
  #profile;

  constructor(stop) {
    this.#stop = stop;
  }

  /** @returns {Promise<string>} the profile as JSON, the same at every call */
  stop() {
    return (this.#profile ??= this.#stop());
  }

  async [Symbol.asyncDispose]() {
    await this.stop();
  }
}

/** A program that is part of the library: its module's run() is called. */
export class LibraryProgram {
  constructor(id) {
    this.id = id;
  }
}

/** What the thread is to run: { kind: 'eval' | 'url' | 'file' | 'library', source }. */
function programOf(filename, options) {
  if (filename instanceof LibraryProgram) return { kind: 'library', source: filename.id };
  if (options.eval) {
    if (typeof filename !== 'string') {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'options.eval',
        options.eval,
        "must be false when 'filename' is not a string",
      );
    }
    return { kind: 'eval', source: filename };
  }
  if (isURL(filename)) {
    if (filename.protocol === 'data:') return { kind: 'url', source: filename.href };
    return { kind: 'file', source: load('url').fileURLToPath(filename) };
  }
  if (typeof filename !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('filename', ['string', 'URL'], filename);
  const path = load('path');
  if (!path.isAbsolute(filename) && !/^\.\.?[\\/]/.test(filename)) throw new codes.ERR_WORKER_PATH(filename);
  return { kind: 'file', source: path.resolve(filename) };
}

/** The Worker's variables: [name, value] pairs, or undefined where it shares the process's. */
function environmentOf(env) {
  if (env === SHARE_ENV) {
    shareEnvironment();
    return undefined;
  }
  if (env !== undefined && env !== null && typeof env !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE(
      'options.env',
      ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'],
      env,
    );
  }
  return Object.entries(env ?? process.env).map(([name, value]) => [name, `${value}`]);
}

function limitsOf(limits) {
  if (limits === undefined || limits === null || typeof limits !== 'object') return [0, 0, 0, 0];
  return LIMITS.map((name) => (typeof limits[name] === 'number' ? limits[name] : 0));
}

function namedLimits(values) {
  return Object.fromEntries(LIMITS.map((name, i) => [name, values[i]]));
}

/** The native half: what is wrong with the options of the thread is said here. */
function makeHandle(options, program, environment) {
  const execArgv = options.execArgv === undefined ? undefined : options.execArgv.map(String);
  const nodeOptions = environment?.find(([name]) => name === 'NODE_OPTIONS')?.[1] ?? process.env.NODE_OPTIONS ?? '';
  const ownOptions = options.env !== undefined && options.env !== null && options.env !== SHARE_ENV;
  const argv = [
    process.argv[0],
    program.kind === 'eval' ? '[worker eval]' : program.source,
    ...(options.argv ?? []).map(String),
  ];
  try {
    return new native.Worker(
      execArgv ?? (ownOptions && nodeOptions !== process.env.NODE_OPTIONS ? process.execArgv : undefined),
      ownOptions ? nodeOptions : '',
      argv,
      options.name ?? DEFAULT_NAME,
      limitsOf(options.resourceLimits),
    );
  } catch (error) {
    if (error.code !== undefined) throw error;
    const what = execArgv === undefined ? 'invalid NODE_OPTIONS env variable' : 'invalid execArgv flags';
    throw new codes.ERR_WORKER_INVALID_EXEC_ARGV([error.message.replace(/^bad option: /, '')], what);
  }
}

/** Node class Worker, since v10.5. Events: 'online', 'message', 'messageerror', 'error', 'exit'. */
export class Worker extends EventEmitter {
  #handle;
  #control;
  #port;
  #streams = {};
  #limits;
  #id;
  #name;
  #piped;
  #origin;
  #questions = new Map();
  #asked = 0;

  /**
   * @param {string | URL} filename  an absolute path, one that begins with ./ or ../, a file: or data: URL, or with `eval` the code
   * @param {object} [options]
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_WORKER_PATH
   * @throws {Error} ERR_WORKER_INVALID_EXEC_ARGV, ERR_WORKER_INIT_FAILED
   * @throws {DOMException} DataCloneError for workerData
   */
  constructor(filename, options = {}) {
    super();
    if (options === null || typeof options !== 'object') options = {};
    if (options.execArgv !== undefined && options.execArgv !== null)
      validateArray(options.execArgv, 'options.execArgv');
    if (options.argv !== undefined && options.argv !== null) validateArray(options.argv, 'options.argv');
    const program = programOf(filename, options);
    const env = environmentOf(options.env);
    if (options.name !== undefined) validateString(options.name, 'options.name');
    this.#handle = makeHandle(options, program, env);
    if (observed) this.#origin = capture('WORKER', this.#handle);
    this.#id = this.#handle.id();
    this.#name = options.name ?? DEFAULT_NAME;
    this.#limits = namedLimits(this.#handle.limits());
    this.#piped = { stdout: !options.stdout, stderr: !options.stderr };

    const control = new MessageChannel();
    const messages = new MessageChannel();
    this.#control = control.port1;
    this.#port = messages.port1;
    const transfer = [messages.port2, ...completeTransferList(options.transferList ?? [])];
    portOf.post(
      this.#control,
      {
        program,
        env,
        port: messages.port2,
        workerData: options.workerData,
        environmentData,
        stdin: Boolean(options.stdin),
        trackUnmanagedFds: options.trackUnmanagedFds !== false,
      },
      transfer,
    );
    this.#control.on('message', (message) => this.#hear(message));
    this.#port.on('message', (message) => this.emit('message', message));
    this.#port.on('messageerror', (error) => this.emit('messageerror', error));
    portOf.unref(this.#control);
    portOf.unref(this.#port);
    if (options.stdin) this.#streams.stdin = this.#makeInput();
    this.performance = { eventLoopUtilization: (first, second) => this.#utilization(first, second) };
    // process.nextTick: whoever listens to 'worker' sees it before it runs.
    if (program.kind !== 'library') process.nextTick(() => process.emit('worker', this));
    this.#handle.start(control.port2, (code, outOfMemory, failure) => this.#end(code, outOfMemory, failure));
  }

  #hear(message) {
    switch (message.type) {
      case 'online':
        this.emit('online');
        break;
      case 'error':
        this.emit('error', thrownThere(message));
        break;
      case 'write':
        this.#receive(message.stream, message.chunk);
        break;
      case 'read':
        this.#streams.stdin?.acknowledge(message.count);
        break;
      case 'answer':
        this.#questions.get(message.id)?.(message);
        this.#questions.delete(message.id);
        break;
    }
  }

  #receive(name, chunk) {
    const stream = this.#streams[name];
    if (chunk !== null && this.#piped[name]) {
      process[name].write(chunk);
      if (stream === undefined) this.#tell({ type: 'read', stream: name, count: 1 });
    } else if (stream === undefined) {
      // Nobody has looked at the stream yet; it keeps what comes until somebody does.
      this[name].receive(chunk);
      return;
    }
    stream?.receive(chunk);
  }

  /** What the thread itself knows: see run.js. It answers once it comes to it. */
  #ask(what, ...args) {
    if (this.#handle === null) return Promise.reject(new codes.ERR_WORKER_NOT_RUNNING());
    const id = ++this.#asked;
    this.#tell({ type: 'ask', id, what, args });
    return new Promise((resolve, reject) => {
      this.#questions.set(id, (answer) => {
        if (answer === undefined) reject(new codes.ERR_WORKER_NOT_RUNNING());
        else if (answer.code !== undefined) reject(new codes[answer.code]());
        else resolve(answer.value);
      });
    });
  }

  #tell(message) {
    portOf.post(this.#control, message);
  }

  #output(name) {
    const { PostedStream } = load('internal/worker_threads/stdio');
    return new PostedStream((count) => this.#tell({ type: 'read', stream: name, count }), nothing);
  }

  #makeInput() {
    const { PostingStream } = load('internal/worker_threads/stdio');
    return new PostingStream((chunk) => this.#tell({ type: 'write', stream: 'stdin', chunk }), nothing);
  }

  #end(code, outOfMemory, failure) {
    portOf.drain(this.#port);
    portOf.drain(this.#control);
    portOf.close(this.#port);
    portOf.close(this.#control);
    for (const name of ['stdout', 'stderr']) this.#streams[name]?.receive(null);
    for (const answer of this.#questions.values()) answer(undefined);
    this.#handle = null;
    this.#limits = {};
    if (outOfMemory) this.emit('error', new codes.ERR_WORKER_OUT_OF_MEMORY('JS heap out of memory'));
    if (failure !== '') this.emit('error', new codes.ERR_WORKER_INIT_FAILED(failure));
    this.emit('exit', code);
    release(this.#origin);
  }

  #utilization(first, second) {
    return load('internal/worker_threads/utilization').utilization(this.#handle?.loopTimes() ?? [], first, second);
  }

  /**
   * Node worker.postMessage, since v10.5. Nothing happens once it has ended.
   * @param {unknown} value
   * @param {Iterable<object> | { transfer?: Iterable<object> }} [options]
   * @throws {DOMException} DataCloneError
   */
  postMessage(...args) {
    this.#port.postMessage(...args);
  }

  /**
   * Node worker.terminate, since v10.5: stops it as soon as it can be.
   * @returns {Promise<number | undefined>} its exit code; undefined where it had ended before
   */
  terminate() {
    this.ref();
    if (this.#handle === null) return Promise.resolve();
    return new Promise((resolve) => {
      this.once('exit', resolve);
      this.#handle.terminate();
    });
  }

  /** Node worker[Symbol.asyncDispose], since v24.2. */
  async [Symbol.asyncDispose]() {
    await this.terminate();
  }

  /** Node worker.ref, since v10.5: while it runs, so does this thread. */
  ref() {
    if (this.#handle === null) return;
    this.#handle.ref();
    portOf.ref(this.#port);
  }

  /** Node worker.unref, since v10.5. */
  unref() {
    if (this.#handle === null) return;
    this.#handle.unref();
    portOf.unref(this.#port);
  }

  /** -1 once it has ended. Node since v10.5. */
  get threadId() {
    return this.#handle === null ? -1 : this.#id;
  }

  /** null once it has ended. Node since v24.6. */
  get threadName() {
    return this.#handle === null ? null : this.#name;
  }

  /**
   * Node worker.cpuUsage, since v24.6.
   * @param {{ user: number, system: number }} [previous]  of an earlier call: what came after it counts
   * @returns {Promise<{ user: number, system: number }>} in microseconds
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {RangeError} ERR_OUT_OF_RANGE
   */
  cpuUsage(previous) {
    if (previous) {
      validateObject(previous, 'prev');
      validateNumber(previous.user, 'prev.user', 0, Number.MAX_SAFE_INTEGER);
      validateNumber(previous.system, 'prev.system', 0, Number.MAX_SAFE_INTEGER);
    }
    return this.#ask('cpuUsage', previous || undefined);
  }

  /**
   * Node worker.getHeapStatistics, since v24.
   * @returns {Promise<object>} of v8.getHeapStatistics() in the thread
   */
  getHeapStatistics() {
    return this.#ask('heapStatistics');
  }

  /**
   * Node worker.getHeapSnapshot, since v13.9.
   * @param {{ exposeInternals?: boolean, exposeNumericValues?: boolean }} [options]
   * @returns {Promise<Readable>} of v8.getHeapSnapshot() in the thread
   */
  getHeapSnapshot(options = {}) {
    const { HeapSnapshotStream, snapshotOptions } = load('internal/v8/heap_snapshot');
    const chosen = snapshotOptions(options);
    return this.#ask('heapSnapshot', ...chosen).then((pieces) => new HeapSnapshotStream(pieces));
  }

  /**
   * Node worker.startCpuProfile, since v24.8: records what the thread does.
   * @returns {Promise<ProfileHandle>}
   * @throws {Error} as a rejection: ERR_WORKER_NOT_RUNNING, ERR_CPU_PROFILE_TOO_MANY
   */
  startCpuProfile() {
    return this.#startProfile('cpu');
  }

  /**
   * Node worker.startHeapProfile, since v24.9: samples what the thread allocates. One at a time.
   * @returns {Promise<ProfileHandle>}
   * @throws {Error} as a rejection: ERR_WORKER_NOT_RUNNING, ERR_HEAP_PROFILE_HAVE_BEEN_STARTED
   */
  startHeapProfile() {
    return this.#startProfile('heap');
  }

  async #startProfile(kind) {
    const number = await this.#ask('startProfile', kind);
    return new ProfileHandle(() => this.#ask('stopProfile', number));
  }

  /** A Writable where option `stdin` is set, else null. Node since v10.5. */
  get stdin() {
    return this.#streams.stdin ?? null;
  }

  /** What the thread writes to process.stdout. Node since v10.5. */
  get stdout() {
    return (this.#streams.stdout ??= this.#output('stdout'));
  }

  /** What the thread writes to process.stderr. Node since v10.5. */
  get stderr() {
    return (this.#streams.stderr ??= this.#output('stderr'));
  }

  /** In MB; {} once it has ended. Node since v12.16. */
  get resourceLimits() {
    return this.#limits;
  }
}
