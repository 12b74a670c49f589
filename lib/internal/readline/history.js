// Lines that were entered before: the newest first. Methods of Interface.

export const history = {
  // Takes the line in, and returns it as it was entered.
  _addHistory() {
    const entered = this.line;
    if (this.historySize === 0 || entered.trim() === '') return entered;
    if (this.history[0] !== entered) {
      if (this.removeHistoryDuplicates) {
        const index = this.history.indexOf(entered);
        if (index !== -1) this.history.splice(index, 1);
      }
      this.history.unshift(entered);
      if (this.history.length > this.historySize) this.history.pop();
    }
    this.historyIndex = -1;
    // A listener may change the history: passwords need not stay.
    this.emit('history', this.history);
    return entered;
  },

  // Up and down go through those lines only that begin with what stood before the cursor when that began.
  _beginHistorySearch() {
    this._historySearch ??= this.line.slice(0, this.cursor);
  },
  _endHistorySearch() {
    if (this._historySearch === null) return;
    this._historySearch = null;
    if (this.historyIndex === this.history.length) this.historyIndex = -1;
  },

  _historyPrev() {
    if (this.historyIndex >= this.history.length || this.history.length === 0) return;
    let index = this.historyIndex + 1;
    while (index < this.history.length && this._passedOver(index)) index += 1;
    this._showHistory(index);
  },
  _historyNext() {
    if (this.historyIndex < 0) return;
    let index = this.historyIndex - 1;
    while (index >= 0 && this._passedOver(index)) index -= 1;
    this._showHistory(index);
  },
  _passedOver(index) {
    const line = this.history[index];
    return line === this.line || !line.startsWith(this._historySearch ?? '');
  },
  _showHistory(index) {
    this._beforeEdit();
    this.historyIndex = index;
    this.line = this.history[index] ?? this._historySearch ?? '';
    this.cursor = this.line.length;
    this._refreshLine();
  },
};
