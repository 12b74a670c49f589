// ChildProcess: a process that this one started, and the streams to it.
import { channel } from '../diagnostics_channel/channel.js';
import EventEmitter from '../../events.js';
import { tracking } from '../async_hooks/origin.js';
import { track, untrack, within } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes, errnoException } from '../errors.js';
import { Socket } from '../net/socket.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateArray, validateObject, validateOneOf, validateString } from '../validators.js';
import { signalName, signalNumber } from './options.js';
import { describeStdio, leaveToChild, usedAsStdio } from './stdio.js';

const spawning = channel('child_process');
const spawnStart = channel('tracing:child_process.spawn:start');
const spawnEnd = channel('tracing:child_process.spawn:end');
const spawnError = channel('tracing:child_process.spawn:error');

const { Process } = binding('child_process');

/** Errors of starting that 'error' tells; all others throw. */
const told = new Set(['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT']);

/** Source: Node class ChildProcess since v2.2.0. */
export function ChildProcess() {
  if (!(this instanceof ChildProcess)) return new ChildProcess();
  EventEmitter.call(this);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = new Process();
  if (tracking) track(this._handle, 'PROCESSWRAP');
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

ChildProcess.prototype.spawn = function (options) {
  validateObject(options, 'options');
  const { serialization = 'json' } = options;
  validateOneOf(serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  let { envPairs } = options;
  if (envPairs !== undefined) validateArray(envPairs, 'options.envPairs');
  const stdio = describeStdio(options.stdio, false);
  const channel = stdio.findIndex(({ ipc }) => ipc);
  try {
    validateString(options.file, 'options.file');
    if (options.args !== undefined) validateArray(options.args, 'options.args');
  } catch (error) {
    closeAll(stdio);
    throw error;
  }
  if (channel >= 0) {
    const own = envPairs ?? Object.entries(load('process').env).map(([name, value]) => `${name}=${value}`);
    envPairs = [...own, `NODE_CHANNEL_FD=${channel}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`];
  }
  this.spawnfile = options.file;
  this.spawnargs = options.args ?? [];
  if (spawning.hasSubscribers) spawning.publish({ process: this });
  if (spawnStart.hasSubscribers) spawnStart.publish({ process: this, options });
  const error = this._handle.spawn(
    { __proto__: null, ...options, envPairs, args: this.spawnargs.length > 0 ? this.spawnargs : [options.file], stdio },
    tracking ? trackedEnd(this) : (status, signal) => ended(this, status, signal),
  );
  if (error < 0) {
    const exception = startError(error, options);
    if (spawnError.hasSubscribers) spawnError.publish({ process: this, options, error: exception });
    if (!told.has(exception.code)) {
      closeAll(stdio);
      this._handle = null;
      throw exception;
    }
    nextTick(() => ended(this, error, 0, exception));
    // without descriptors there are no streams either
    if (exception.code === 'EMFILE' || exception.code === 'ENFILE') {
      closeAll(stdio);
      return error;
    }
  } else {
    if (spawnEnd.hasSubscribers) spawnEnd.publish({ process: this });
    nextTick(() => this.emit('spawn'));
  }
  this.pid = error < 0 ? undefined : this._handle.pid();
  this.stdio = stdio.map((one, i) => streamTo(this, one, i, error < 0));
  [this.stdin, this.stdout, this.stderr] = this.stdio;
  if (channel >= 0) {
    const { handle } = stdio[channel];
    if (error < 0) handle.close(undefined);
    else load('internal/child_process/channel').connectChannel(this, handle, serialization);
  }
  return error;
};

function trackedEnd(child) {
  const { _handle: handle } = child;
  const tell = within(handle, (status, signal) => ended(child, status, signal));
  return (status, signal) => {
    tell(status, signal);
    untrack(handle);
  };
}

function closeAll(stdio) {
  for (const { handle } of stdio) handle?.close(undefined);
}

function streamTo(child, { handle, ipc, stream }, i, failed) {
  if (stream && !failed) leaveToChild(stream);
  if (!handle) return null;
  if (ipc) {
    if (!failed) {
      child._closesNeeded++;
      child.once('disconnect', () => nextTick(closed, child)); // its other listeners come first
    }
    return null;
  }
  // the first one is written to, the next two are read, others are both
  const socket = new Socket({
    handle,
    readable: i > 0,
    writable: i === 0 || i > 2,
    manualStart: failed,
  });
  if (failed) {
    socket.destroy();
  } else if (i > 0) {
    child._closesNeeded++;
    socket.once('close', () => closed(child));
  }
  return socket;
}

function startError(error, { args, file }) {
  const exception = errnoException(error, `spawn ${file}`);
  exception.path = file;
  exception.spawnargs = (args ?? []).slice(1);
  return exception;
}

function closed(child) {
  if (++child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

function ended(child, status, signal, exception) {
  if (signal > 0) child.signalCode = signalName(signal);
  else child.exitCode = status;
  child.stdin?.destroy();
  child._handle = null;
  if (exception !== undefined) child.emit('error', exception);
  else child.emit('exit', child.exitCode, child.signalCode);
  // output that nobody reads must not keep 'close' away
  nextTick(() => {
    for (const stream of child.stdio ?? []) {
      if (!stream?.readable || stream[usedAsStdio]) continue;
      if (!stream._readableState?.readableListening && stream.readableFlowing !== true) stream.resume();
    }
  });
  closed(child);
}

/** Node subprocess.kill since v0.1.90. @returns {boolean} whether the signal was sent */
ChildProcess.prototype.kill = function (signal) {
  if (signal === null || typeof signal === 'object') throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  const number = signal === 0 ? 0 : signalNumber(signal);
  if (!this._handle) return false;
  const error = this._handle.kill(number);
  if (error === 0) {
    this.killed = true;
    return true;
  }
  const exception = errnoException(error, 'kill');
  if (exception.code === 'ESRCH') return false; // it has ended already
  if (exception.code === 'EINVAL' || exception.code === 'ENOSYS') throw exception;
  this.emit('error', exception);
  return false;
};

ChildProcess.prototype[Symbol.dispose] = function () {
  if (!this.killed) this.kill();
};

ChildProcess.prototype.ref = function () {
  this._handle?.setRef(true);
};
ChildProcess.prototype.unref = function () {
  this._handle?.setRef(false);
};
