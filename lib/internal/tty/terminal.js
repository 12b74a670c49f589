// The two streams of a terminal, as classes; lib/tty.js makes constructors of them that may be called without `new`.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes, errorName } from '../errors.js';
import { InputStream } from '../stdio/input.js';
import { OutputStream } from '../stdio/output.js';
import { getColorDepth, hasColors } from './color.js';

const { kind, windowSize, EBADF, EINVAL } = binding('stdio');

function requireTerminal(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new codes.ERR_INVALID_FD(fd);
  const found = kind(fd);
  if (found === 'TTY') return;
  const errno = found === 'INVALID' ? EBADF : EINVAL;
  const message = found === 'INVALID' ? 'bad file descriptor' : 'invalid argument';
  throw new codes.ERR_TTY_INIT_FAILED({ errno, code: errorName(errno), message, syscall: 'uv_tty_init' });
}

export class TerminalInput extends InputStream {
  constructor(fd, options) {
    requireTerminal(fd);
    super(fd, options);
    this.isRaw = false;
  }

  /**
   * @param {boolean} raw  whether keys come one by one and unechoed, control keys among them
   * @returns {this}
   */
  setRawMode(raw) {
    raw = !!raw;
    try {
      this._handle.setRawMode(raw);
      this.isRaw = raw;
    } catch (error) {
      this.emit('error', error);
    }
    return this;
  }
}
TerminalInput.prototype.isTTY = true;

export class TerminalOutput extends OutputStream {
  constructor(fd) {
    requireTerminal(fd);
    super(fd);
    const size = windowSize(fd);
    if (size.length > 0) [this.columns, this.rows] = size;
  }

  /** Looks whether the window has another size, and emits 'resize' if so. */
  _refreshSize() {
    const [columns, rows] = windowSize(this.fd);
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  /** @returns {[columns: number, rows: number]} */
  getWindowSize() {
    return [this.columns, this.rows];
  }

  /** As readline.clearLine(). */
  clearLine(direction, callback) {
    return load('readline').clearLine(this, direction, callback);
  }

  /** As readline.clearScreenDown(). */
  clearScreenDown(callback) {
    return load('readline').clearScreenDown(this, callback);
  }

  /** As readline.cursorTo(). */
  cursorTo(x, y, callback) {
    return load('readline').cursorTo(this, x, y, callback);
  }

  /** As readline.moveCursor(). */
  moveCursor(dx, dy, callback) {
    return load('readline').moveCursor(this, dx, dy, callback);
  }
}
Object.assign(TerminalOutput.prototype, { isTTY: true, getColorDepth, hasColors });
