// Changes of the line by keys. Methods of Interface.

const RING_SIZE = 32;
const UNDO_SIZE = 2048;

// A word, or a stretch of what is no word, and the blanks at its far end.
const nextWord = /^(?:\s+|[^\w\s]+|\w+)\s*/;
const lastWord = /^\s*(?:[^\w\s]+|\w+)?/;

const lengthBefore = (text, index) => (index > 1 && text.codePointAt(index - 2) > 0xffff ? 2 : index > 0 ? 1 : 0);
const lengthAt = (text, index) => (index >= text.length ? 0 : text.codePointAt(index) > 0xffff ? 2 : 1);

function wordBefore(text, index) {
  const reversed = Array.from(text.slice(0, index)).reverse().join('');
  return lastWord.exec(reversed)[0].length;
}

function wordAfter(text, index) {
  return nextWord.exec(text.slice(index))?.[0].length ?? 0;
}

export const editing = {
  _insertString(text) {
    this._beforeEdit();
    if (this.cursor < this.line.length) {
      this.line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
      this.cursor += text.length;
      this._refreshLine();
      return;
    }
    const before = this.getCursorPos();
    this.line += text;
    this.cursor += text.length;
    if (before.rows < this.getCursorPos().rows) this._refreshLine();
    else this._writeToOutput(text);
  },

  // Takes `before` code units before the cursor away, and `after` behind it. Returns them.
  _cut(before, after) {
    if (before + after === 0) return '';
    this._beforeEdit();
    const start = this.cursor - before;
    const cut = this.line.slice(start, this.cursor + after);
    this.line = this.line.slice(0, start) + this.line.slice(this.cursor + after);
    this.cursor = start;
    this._refreshLine();
    return cut;
  },

  _deleteLeft() {
    this._cut(lengthBefore(this.line, this.cursor), 0);
  },
  _deleteRight() {
    this._cut(0, lengthAt(this.line, this.cursor));
  },
  _deleteWordLeft() {
    this._cut(wordBefore(this.line, this.cursor), 0);
  },
  _deleteWordRight() {
    this._cut(0, wordAfter(this.line, this.cursor));
  },
  _deleteLineLeft() {
    this._kill(this._cut(this.cursor, 0));
  },
  _deleteLineRight() {
    this._kill(this._cut(0, this.line.length - this.cursor));
  },

  _moveLeft() {
    this._moveCursor(-lengthBefore(this.line, this.cursor));
  },
  _moveRight() {
    this._moveCursor(lengthAt(this.line, this.cursor));
  },
  _wordLeft() {
    this._moveCursor(-wordBefore(this.line, this.cursor));
  },
  _wordRight() {
    this._moveCursor(wordAfter(this.line, this.cursor));
  },

  // The part of a line that was cut can be yanked: the last one first.
  _kill(text) {
    if (text === '') return;
    if (this._killRing[0] === text) return;
    this._killRing.unshift(text);
    this._killRingIndex = 0;
    if (this._killRing.length > RING_SIZE) this._killRing.pop();
  },
  _yank() {
    if (this._killRing.length === 0) return;
    this._yanking = true;
    this._insertString(this._killRing[this._killRingIndex]);
  },
  // Right after a yank: the one before it instead.
  _yankPop() {
    if (!this._yanking || this._killRing.length < 2) return;
    const last = this._killRing[this._killRingIndex];
    this._killRingIndex = (this._killRingIndex + 1) % this._killRing.length;
    const next = this._killRing[this._killRingIndex];
    const start = this.cursor - last.length;
    this.line = this.line.slice(0, start) + next + this.line.slice(this.cursor);
    this.cursor = start + next.length;
    this._refreshLine();
  },

  _beforeEdit() {
    this._undoStack.push({ line: this.line, cursor: this.cursor });
    if (this._undoStack.length > UNDO_SIZE) this._undoStack.shift();
    this._redoStack.length = 0;
  },
  _undo() {
    this._restore(this._undoStack, this._redoStack);
  },
  _redo() {
    this._restore(this._redoStack, this._undoStack);
  },
  _restore(from, to) {
    const state = from.pop();
    if (state === undefined) return;
    to.push({ line: this.line, cursor: this.cursor });
    this.line = state.line;
    this.cursor = state.cursor;
    this._refreshLine();
  },
};
