// Which key does what, on a terminal. Methods of Interface. The table is that of Node's documentation ("TTY keybindings").
import { load } from '../builtins.js';

export const lineEnding = /\r\n|[\n\r\u2028\u2029]/g;

const withControlAndShift = {
  backspace: (rl) => rl._deleteLineLeft(),
  delete: (rl) => rl._deleteLineRight(),
};

const withControl = {
  c(rl) {
    if (rl.listenerCount('SIGINT') > 0) rl.emit('SIGINT');
    else rl._quit('Ctrl+C');
  },
  d(rl) {
    if (rl.cursor === 0 && rl.line.length === 0) rl._quit('Ctrl+D');
    else if (rl.cursor < rl.line.length) rl._deleteRight();
  },
  h: (rl) => rl._deleteLeft(),
  u: (rl) => rl._deleteLineLeft(),
  k: (rl) => rl._deleteLineRight(),
  a: (rl) => rl._moveCursor(-Infinity),
  e: (rl) => rl._moveCursor(Infinity),
  b: (rl) => rl._moveLeft(),
  f: (rl) => rl._moveRight(),
  l: (rl) => rl._clearScreen(),
  n: (rl) => rl._historyNext(),
  p: (rl) => rl._historyPrev(),
  y: (rl) => rl._yank(),
  z: (rl) => rl._suspend(),
  w: (rl) => rl._deleteWordLeft(),
  backspace: (rl) => rl._deleteWordLeft(),
  delete: (rl) => rl._deleteWordRight(),
  left: (rl) => rl._wordLeft(),
  right: (rl) => rl._wordRight(),
};

const withMeta = {
  b: (rl) => rl._wordLeft(),
  f: (rl) => rl._wordRight(),
  d: (rl) => rl._deleteWordRight(),
  delete: (rl) => rl._deleteWordRight(),
  backspace: (rl) => rl._deleteWordLeft(),
  y: (rl) => rl._yankPop(),
};

const alone = {
  return(rl) {
    rl._sawReturnAt = Date.now();
    rl._line();
  },
  // What follows a carriage return at once belongs to it.
  enter(rl) {
    const sawReturnAt = rl._sawReturnAt;
    rl._sawReturnAt = 0;
    if (sawReturnAt === 0 || Date.now() - sawReturnAt > rl.crlfDelay) rl._line();
  },
  backspace: (rl) => rl._deleteLeft(),
  delete: (rl) => rl._deleteRight(),
  left: (rl) => rl._moveLeft(),
  right: (rl) => rl._moveRight(),
  home: (rl) => rl._moveCursor(-Infinity),
  end: (rl) => rl._moveCursor(Infinity),
  up: (rl) => rl._historyPrev(),
  down: (rl) => rl._historyNext(),
};

const UNDO = '\x1f'; // Ctrl + -
const REDO = '\x1e'; // Ctrl + 6

export const bindings = {
  _ttyWrite(text, key) {
    key ??= {};
    if (key.name === 'escape') return;
    const before = this._previousKey;
    this._previousKey = key;
    if (!(key.name === 'y' && (key.ctrl || key.meta))) this._yanking = false;

    const plain = !key.ctrl && !key.meta && !key.shift;
    if (plain && (key.name === 'up' || key.name === 'down')) this._beginHistorySearch();
    else this._endHistorySearch();

    if (key.sequence === UNDO) return this._undo();
    if (key.sequence === REDO) return this._redo();
    if (key.ctrl && key.shift) return withControlAndShift[key.name]?.(this);
    if (key.ctrl) return withControl[key.name]?.(this);
    if (key.meta) return withMeta[key.name]?.(this);

    if (key.name !== 'enter') this._sawReturnAt = 0;
    if (Object.hasOwn(alone, key.name ?? '')) return alone[key.name](this);
    if (key.name === 'tab' && typeof this.completer === 'function' && this.isCompletionEnabled) {
      return this._tabComplete(before?.name === 'tab');
    }
    if (typeof text === 'string' && text !== '') this._enter(text);
  },

  // Text that may hold several lines. A listener of 'line' may write in turn.
  _enter(text) {
    const parts = text.split(lineEnding);
    this._insertString(parts[0]);
    for (const part of parts.slice(1)) {
      this._line();
      if (part !== '') this._insertString(part);
    }
  },

  // A terminal that knows no control sequences.
  _ttyWriteDumb(text, key) {
    key ??= {};
    if (key.name === 'escape') return;
    if (key.name !== 'enter') this._sawReturnAt = 0;
    if (key.ctrl && (key.name === 'c' || key.name === 'd')) withControl[key.name](this);
    else if (!key.ctrl && (key.name === 'return' || key.name === 'enter')) alone[key.name](this);
    else if (typeof text === 'string' && text !== '') {
      this.line += text;
      this.cursor += text.length;
      this._writeToOutput(text);
    }
  },

  // The person at the terminal wants no more.
  _quit() {
    this.close();
  },

  _line() {
    const line = this._addHistory();
    this._undoStack.length = 0;
    this._redoStack.length = 0;
    this.clearLine();
    this._onLine(line);
  },

  // As a shell's job: the terminal is given back, and taken again when the process goes on.
  _suspend() {
    if (this.listenerCount('SIGTSTP') > 0) {
      this.emit('SIGTSTP');
      return;
    }
    const process = load('process');
    process.once('SIGCONT', () => {
      if (this.closed) return;
      if (!this.paused) {
        this.pause();
        this.emit('SIGCONT');
      }
      this._setRawMode(true);
      this._refreshLine();
    });
    this._setRawMode(false);
    process.kill(process.pid, 'SIGTSTP');
  },
};
