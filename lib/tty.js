// node:tty: terminals.
import { binding } from './internal/binding.js';
import { InputStream } from './internal/stdio/input.js';
import { OutputStream } from './internal/stdio/output.js';
import { TerminalInput, TerminalOutput } from './internal/tty/terminal.js';

const { kind } = binding('stdio');

/**
 * @param {number} fd
 * @returns {boolean} whether it is a terminal; false for what is no descriptor
 * Source: Node tty.isatty since v0.5.8.
 */
function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 0x7fffffff && kind(fd) === 'TTY';
}

/**
 * A terminal that is read: `new tty.ReadStream(fd, options)`.
 * @param {number} fd
 * @param {object} [options]  as for new stream.Readable()
 * @throws ERR_INVALID_FD, ERR_TTY_INIT_FAILED
 * Source: Node tty.ReadStream since v0.5.8.
 */
function ReadStream(fd, options) {
  return Reflect.construct(TerminalInput, [fd, options], new.target ?? ReadStream);
}

/**
 * A terminal that is written to: `new tty.WriteStream(fd)`.
 * @param {number} fd
 * @throws ERR_INVALID_FD, ERR_TTY_INIT_FAILED
 * Source: Node tty.WriteStream since v0.5.8.
 */
function WriteStream(fd) {
  return Reflect.construct(TerminalOutput, [fd], new.target ?? WriteStream);
}

for (const [constructor, Class, Base] of [
  [ReadStream, TerminalInput, InputStream],
  [WriteStream, TerminalOutput, OutputStream],
]) {
  Object.setPrototypeOf(constructor, Base);
  constructor.prototype = Class.prototype;
  Object.defineProperty(Class.prototype, 'constructor', { value: constructor, writable: true, configurable: true });
}

export default { isatty, ReadStream, WriteStream };
