// Completion of the line by the tabulator. Methods of Interface.
import { inspect } from '../util/inspect.js';
import { stringWidth } from '../util/width.js';

const GAP = 2; // columns between completions

/** What all of the texts begin with. */
export function commonPrefix(texts) {
  if (texts.length === 0) return '';
  const [first, ...others] = texts;
  let length = first.length;
  for (const text of others) {
    while (!text.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}

/** The completions in columns; an empty one begins a new group. */
export function arrange(completions, columns) {
  const widths = completions.map((text) => stringWidth(text));
  const width = Math.max(...widths) + GAP;
  const perRow = columns === Infinity ? 1 : Math.max(1, Math.floor(columns / width));
  let text = '\r\n';
  let inRow = 0;
  let blanks = 0;
  for (const [index, completion] of completions.entries()) {
    if (completion === '' || inRow === perRow) {
      text += '\r\n';
      inRow = 0;
      blanks = 0;
    } else {
      text += ' '.repeat(blanks);
    }
    if (completion === '') {
      text += '\r\n';
    } else {
      text += completion;
      blanks = width - widths[index];
      inRow += 1;
    }
  }
  return inRow === 0 ? text : `${text}\r\n\r\n`;
}

export const completion = {
  // `again`: the key before was the tabulator too, so that the choices are to be shown.
  _tabComplete(again) {
    this.pause();
    const text = this.line.slice(0, this.cursor);
    this._complete(text, (error, found) => {
      if (this.closed) return;
      this.resume();
      if (error) this._writeToOutput(`Tab completion error: ${inspect(error)}`);
      else this._completed(again, found);
    });
  },

  // Asks the program's completer, which returns what it found or calls back with it.
  _complete(text, done) {
    if (this.completer.length === 2) {
      this.completer(text, done);
      return;
    }
    let found;
    try {
      found = this.completer(text);
    } catch (error) {
      done(error);
      return;
    }
    done(null, found);
  },

  _completed(again, found) {
    const [completions, completeOn] = found ?? [];
    if (!completions || completions.length === 0) return;
    const prefix = commonPrefix(completions.filter((text) => text !== ''));
    if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
      this._insertString(prefix.slice(completeOn.length));
      return;
    }
    if (!completeOn.startsWith(prefix)) {
      this._beforeEdit();
      const start = this.cursor - completeOn.length;
      this.line = this.line.slice(0, start) + prefix + this.line.slice(this.cursor);
      this.cursor = start + prefix.length;
      this._refreshLine();
      return;
    }
    if (!again) return;
    this._writeToOutput(arrange(completions, this.columns));
    this._refreshLine();
  },
};
