// How the line and its prompt lie on the terminal. Methods of Interface.
import { stringWidth, stripControlSequences } from '../util/width.js';
import { clearScreenDown, cursorTo, moveCursor } from './cursor.js';

export const display = {
  /** Where text ends when it is written from the left edge: rows down, columns to the right. */
  _getDisplayPos(text) {
    const columns = this.columns;
    let offset = 0;
    let rows = 0;
    for (const character of stripControlSequences(text)) {
      if (character === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
        continue;
      }
      if (character === '\t') {
        offset += this.tabSize - (offset % this.tabSize);
        continue;
      }
      const width = stringWidth(character, false);
      // What is two columns wide does not begin in the last one.
      if (width === 2 && (offset + 1) % columns === 0) offset += 1;
      offset += width;
    }
    const cols = offset % columns;
    return { cols, rows: rows + (offset - cols) / columns };
  },

  /**
   * Where the cursor is, seen from where the prompt begins.
   * @returns {{rows: number, cols: number}}
   * Source: Node rl.getCursorPos since v13.5.0.
   */
  getCursorPos() {
    return this._getDisplayPos(this._prompt + this.line.slice(0, this.cursor));
  },

  _refreshLine() {
    const text = this._prompt + this.line;
    const end = this._getDisplayPos(text);
    const place = this.getCursorPos();
    if (this.prevRows > 0) moveCursor(this.output, 0, -this.prevRows);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(text);
    // A line that fills its row: the terminal goes on to the next one only when something comes.
    if (end.cols === 0) this._writeToOutput(' ');
    cursorTo(this.output, place.cols);
    if (end.rows > place.rows) moveCursor(this.output, 0, place.rows - end.rows);
    this.prevRows = place.rows;
  },

  // By `distance` code units, at most to an end of the line.
  _moveCursor(distance) {
    if (distance === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.max(0, Math.min(this.line.length, this.cursor + distance));
    const after = this.getCursorPos();
    if (before.rows === after.rows) moveCursor(this.output, after.cols - before.cols, 0);
    else this._refreshLine();
  },

  _writeToOutput(text) {
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  },

  clearLine() {
    this._moveCursor(Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  },
};
