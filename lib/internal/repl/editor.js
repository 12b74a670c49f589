// .editor: several lines as one piece of code. Methods of REPLServer.

export const editor = {
  _enterEditor() {
    this.editorMode = true;
    this._editorText = '';
    this._editorPrompt = this.getPrompt();
    this.setPrompt('');
  },

  _leaveEditor() {
    if (!this.editorMode) return;
    this.editorMode = false;
    this._editorText = '';
    this.setPrompt(this._editorPrompt);
  },

  /** A line of the text; the next one begins as far to the right if it is typed. */
  _editorLine(line) {
    this._editorText += `${line}\n`;
    const [indentation] = /^\s*/.exec(line);
    if (this._isTyped && indentation !== '') this.write(indentation);
  },

  /** @returns {boolean} whether the key was the editor's */
  _editorKey(key) {
    if (!this.editorMode || !key?.ctrl || key.shift || key.meta || key.name !== 'd') return false;
    const text = this._editorText + this.line;
    this.clearLine();
    this._leaveEditor();
    this._sawEnd = true;
    this._runText(text);
    return true;
  },

  /** Evaluates lines as one. */
  _runText(text) {
    const code = text.replace(/\n$/, '');
    if (this.terminal && code.trim() !== '') this._remember(code);
    if (code === '') {
      this._sawEnd = false;
      this.displayPrompt();
      return;
    }
    this._evaluate(code, text);
  },

  _remember(code) {
    const lines = code.split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) if (this.history[0] !== line) this.history.unshift(line);
    if (this.history.length > this.historySize) this.history.length = this.historySize;
  },
};
