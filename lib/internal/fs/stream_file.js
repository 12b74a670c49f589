// What a ReadStream and a WriteStream share: how they get their file, and how they let go of it.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { validateFunction } from '../validators.js';
import { toDescriptor, toPath } from './arguments.js';
import { FileHandle, kHold, kRelease } from './file_handle.js';

const { ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED } = codes;

const { noteOrigin, tellOrigin } = binding('errors');

/** Which functions made the stream: they are shown where its file cannot be opened. */
const kOrigin = Symbol('origin');
/** The functions of fs that the stream calls: the module's (which programs patch), the user's, or a FileHandle's. */
export const kFs = Symbol('fs');
/** Whether a read or write is under way, during which the file must stay open. */
export const kBusy = Symbol('busy');
/** The event of its end. */
export const kIdle = Symbol('idle');

/** A FileHandle in the shape of fs's functions with callbacks. */
function operationsOf(handle) {
  return {
    read(fd, buffer, offset, length, position, callback) {
      handle.read(buffer, offset, length, position).then(
        ({ bytesRead }) => callback(null, bytesRead, buffer),
        (error) => callback(error, 0, buffer),
      );
    },
    write(fd, buffer, offset, length, position, callback) {
      handle.write(buffer, offset, length, position).then(
        ({ bytesWritten }) => callback(null, bytesWritten, buffer),
        (error) => callback(error, 0, buffer),
      );
    },
    writev(fd, buffers, position, callback) {
      handle.writev(buffers, position).then(
        ({ bytesWritten }) => callback(null, bytesWritten, buffers),
        (error) => callback(error, 0, buffers),
      );
    },
    fsync(fd, callback) {
      handle.sync().then(() => callback(null), callback);
    },
    close(fd, callback) {
      handle[kRelease]();
      handle.close().then(() => callback(null), callback);
    },
  };
}

/**
 * Sets path, flags, mode and fd from the constructor's arguments.
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {Error} ERR_METHOD_NOT_IMPLEMENTED for a FileHandle with options.fs
 */
export function setFile(stream, path, options, flags) {
  const { fd } = options;
  if (fd == null) {
    stream.fd = null;
    stream[kFs] = options.fs || load('fs');
    validateFunction(stream[kFs].open, 'options.fs.open');
    toPath(path);
    stream[kOrigin] = noteOrigin();
    stream.path = typeof path === 'string' || path instanceof Uint8Array ? path : toPath(path);
    stream.flags = options.flags === undefined ? flags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
    return;
  }
  if (typeof fd === 'number') {
    stream[kFs] = options.fs || load('fs');
    stream.fd = toDescriptor(fd, 'options.fd');
  } else if (fd instanceof FileHandle) {
    if (options.fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
    stream[kFs] = operationsOf(fd);
    stream.fd = fd.fd;
    fd[kHold]();
    fd.once('close', () => stream.destroy());
  } else {
    throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], fd);
  }
  stream.path = path ?? undefined;
}

function openFile() {
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      this.destroy(error);
      return;
    }
    this.fd = fd;
    this.emit('open', fd);
    this.emit('ready');
  });
}

/** A program's own open() tells by the events `open` and `error` how it went. */
function constructByEvents(stream, callback) {
  const { emit } = stream;
  stream.emit = function (event, ...args) {
    if (event !== 'open' && event !== 'error') return emit.call(this, event, ...args);
    this.emit = emit;
    if (event === 'open') emit.call(this, event, ...args);
    callback(event === 'error' ? args[0] : undefined);
    return true;
  };
  stream.open();
}

function construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  if (this.open !== deprecatedOpen) {
    constructByEvents(this, callback);
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      tellOrigin(error, this[kOrigin]);
      callback(error);
      return;
    }
    this.fd = fd;
    this.emit('open', fd);
    this.emit('ready');
    // last: what listeners of `open` put off to the next tick still comes before what waits in the buffer is written
    callback();
  });
}

function closeFile(stream, error, callback) {
  stream[kFs].close(stream.fd, (closeError) => callback(closeError || error));
  stream.fd = null;
}

/** @param {Error | null} error  why the stream ends  @param {boolean} flush  sync before closing */
function release(stream, error, flush, callback) {
  if (stream.fd === null || stream.fd === undefined) {
    callback(error);
  } else if (flush) {
    stream[kFs].fsync(stream.fd, (flushError) => closeFile(stream, error || flushError, callback));
  } else {
    closeFile(stream, error, callback);
  }
}

/** For _destroy: releases the file once what is under way has ended. */
export function destroyFile(stream, error, flush, callback) {
  if (stream[kBusy]) stream.once(kIdle, (ioError) => release(stream, error || ioError, flush, callback));
  else release(stream, error, flush, callback);
}

let warned = false;

function deprecatedOpen() {
  if (!warned) {
    warned = true;
    const name = this.constructor.name;
    process.emitWarning(`${name}.prototype.open() is deprecated`, 'DeprecationWarning', 'DEP0135');
  }
  openFile.call(this);
}

/** Adds what both have to a prototype; `state` is where streams keep whether they destroy themselves. */
export function addFileMembers(prototype, Stream, state) {
  prototype._construct = construct;
  prototype.open = deprecatedOpen;
  Object.defineProperties(prototype, {
    autoClose: {
      get() {
        if (!(this instanceof Stream) || this[state] === undefined) throw new codes.ERR_INVALID_THIS(Stream.name);
        return this[state].autoDestroy;
      },
      set(value) {
        this[state].autoDestroy = value;
      },
    },
    /** Whether the file is not open yet. */
    pending: {
      configurable: true,
      get() {
        return this.fd === null;
      },
    },
  });
}
