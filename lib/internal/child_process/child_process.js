// ChildProcess: a process that this one started, and the streams to it.
import EventEmitter from '../../events.js';
import { binding } from '../binding.js';
import { codes, errnoException } from '../errors.js';
import { Pipe, Socket } from '../net/socket.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateArray, validateObject, validateOneOf, validateString } from '../validators.js';
import { signalName, signalNumber } from './options.js';

const { Process } = binding('child_process');

/** Errors of starting that 'error' tells; all others throw. */
const told = new Set(['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT']);

/**
 * `stdio` as a list for the native half.
 * @param {boolean} sync  descriptors are collected instead of streamed
 */
export function describeStdio(stdio, sync) {
  if (stdio === undefined || stdio === null) stdio = 'pipe';
  if (typeof stdio === 'string') {
    if (stdio === 'ignore' || stdio === 'pipe' || stdio === 'overlapped') stdio = [stdio, stdio, stdio];
    else if (stdio === 'inherit') stdio = [0, 1, 2];
    else throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  } else if (!Array.isArray(stdio)) {
    throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  }
  const list = [...stdio];
  while (list.length < 3) list.push(undefined);
  return list.map((value, i) => {
    if (value === undefined || value === null) value = i < 3 ? 'pipe' : 'ignore';
    if (value === 'ignore') return { type: 'ignore' };
    if (value === 'pipe' || value === 'overlapped' || (typeof value === 'number' && value < 0)) {
      return sync ? { type: 'pipe' } : { type: 'pipe', handle: new Pipe(false) };
    }
    if (value === 'inherit') return { type: 'fd', fd: i };
    if (value === 'ipc')
      throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio, sync ? undefined : 'no IPC channel is offered');
    if (typeof value === 'number') return { type: 'fd', fd: value };
    const fd = typeof value.fd === 'number' ? value.fd : value._handle?.fd?.();
    if (typeof fd === 'number' && fd >= 0) return { type: 'fd', fd };
    throw new codes.ERR_INVALID_ARG_VALUE('stdio', value);
  });
}

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
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

ChildProcess.prototype.spawn = function (options) {
  validateObject(options, 'options');
  validateString(options.file, 'options.file');
  if (options.envPairs !== undefined) validateArray(options.envPairs, 'options.envPairs');
  if (options.args !== undefined) validateArray(options.args, 'options.args');
  if (options.serialization !== undefined)
    validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  const stdio = describeStdio(options.stdio ?? options.options?.stdio, false);
  this.spawnfile = options.file;
  this.spawnargs = options.args ?? [];
  const error = this._handle.spawn(
    { ...options, args: this.spawnargs.length > 0 ? this.spawnargs : [options.file], stdio },
    (status, signal) => ended(this, status, signal),
  );
  if (error < 0) {
    const exception = startError(error, options);
    if (!told.has(exception.code)) {
      for (const { handle } of stdio) handle?.close(undefined);
      this._handle = null;
      throw exception;
    }
    nextTick(() => ended(this, error, 0, exception));
    // the child that never was has no other end to its streams
    if (exception.code === 'EMFILE' || exception.code === 'ENFILE') {
      for (const { handle } of stdio) handle?.close(undefined);
      return error;
    }
  } else {
    nextTick(() => this.emit('spawn'));
  }
  this.pid = error < 0 ? undefined : this._handle.pid();
  this.stdio = stdio.map(({ handle }, i) => {
    if (!handle) return null;
    // the first one is written to, the next two are read, others are both
    const socket = new Socket({
      handle,
      readable: i > 0,
      writable: i === 0 || i > 2,
      allowHalfOpen: i > 2,
      manualStart: error < 0,
    });
    if (error < 0) {
      socket.destroy();
      return socket;
    }
    if (i > 0) {
      this._closesNeeded++;
      socket.once('close', () => closed(this));
    }
    return socket;
  });
  [this.stdin, this.stdout, this.stderr] = this.stdio;
  return error;
};

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
      if (stream?.readable && !stream._readableState?.readableListening && stream.readableFlowing !== true)
        stream.resume();
    }
  });
  closed(child);
}

/** Node subprocess.kill since v0.1.90. @returns {boolean} whether the signal was sent */
ChildProcess.prototype.kill = function (signal) {
  const number = signal === 0 ? 0 : signalNumber(signal);
  if (!this._handle) return false;
  const error = this._handle.kill(number);
  if (error === 0) {
    this.killed = true;
    return true;
  }
  if (error === -3) return false; // ESRCH: it has ended already
  if (error === -22 || error === -38) throw errnoException(error, 'kill');
  this.emit('error', errnoException(error, 'kill'));
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
