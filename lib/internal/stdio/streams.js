// process.stdin, process.stdout and process.stderr: made when first asked for, by what their descriptors are.
import { Readable, Writable } from '../../stream.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { InputStream } from './input.js';
import { OutputStream } from './output.js';

const { kind } = binding('stdio');

function makeOutput(fd) {
  const stream = openOutput(fd);
  // The descriptor belongs to the process: destroy() ends what the stream has under way and no more.
  stream._destroy = function (error, callback) {
    callback(error);
    this._undestroy();
  };
  stream._isStdio = true;
  return stream;
}

function openOutput(fd) {
  switch (kind(fd)) {
    case 'TTY': {
      const stream = new (load('tty').WriteStream)(fd);
      stream._type = 'tty';
      load('process').on('SIGWINCH', () => stream._refreshSize());
      return stream;
    }
    case 'PIPE':
    case 'TCP':
      return Object.assign(new OutputStream(fd), { _type: 'pipe' });
    case 'INVALID':
      return nothing(fd);
    default:
      return Object.assign(new OutputStream(fd), { _type: 'fs' });
  }
}

// A descriptor that is closed takes everything.
function nothing(fd) {
  const stream = new Writable({ write: (chunk, encoding, callback) => callback() });
  stream.fd = fd;
  return stream;
}

function makeInput() {
  const fd = 0;
  // what comes there are messages
  if (load('process').channel?.fd === fd) return new Readable({ read() {} });
  switch (kind(fd)) {
    case 'TTY':
      return new (load('tty').ReadStream)(fd);
    case 'PIPE':
    case 'TCP':
      return new InputStream(fd);
    case 'FILE':
    case 'UNKNOWN':
      return new (load('fs').ReadStream)(null, { fd, autoClose: false });
    default: {
      const stream = new Readable({ read() {} });
      stream.push(null);
      return stream;
    }
  }
}

let stdin;
let stdout;
let stderr;

/**
 * Gives the process its three streams.
 * @param {object} process  gets the properties stdin, stdout and stderr
 * Source: Node process.stdin, process.stdout, process.stderr since v0.1.3.
 */
export function defineStreams(process) {
  const define = (name, get) => Object.defineProperty(process, name, { get, enumerable: true, configurable: true });
  define('stdin', () => (stdin ??= makeInput()));
  define('stdout', () => (stdout ??= makeOutput(1)));
  define('stderr', () => (stderr ??= makeOutput(2)));
}
