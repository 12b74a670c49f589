// Code that has not come back yet: it is waited for, or stopped by Ctrl+C. Methods of REPLServer.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { THROWN } from './evaluate.js';

export const waiting = {
  /** Waits for the value of code with a top-level await; lines that come meanwhile wait too. */
  _await(promise, done) {
    const settle = (finish) => {
      if (this._awaiting !== stop) return;
      this._awaiting = undefined;
      finish();
      this._goOn();
    };
    const fail = (error) => settle(() => (done[THROWN] ?? done)(error));
    const stop = (error) => fail(error);
    this._awaiting = stop;
    promise.then((result) => settle(() => done(null, result?.value)), fail);
  },

  _goOn() {
    while (this._awaiting === undefined && this._waiting.length > 0) this._take(this._waiting.shift());
    this._endIfIdle();
  },

  _endIfIdle() {
    if (!this._ending || this._awaiting !== undefined || this._ended) return;
    this._ended = true;
    const end = () => this.emit('exit');
    if (this.historyManager?.isFlushing) this.once('flushHistory', end);
    else load('process').nextTick(end);
  },

  /** The error for code that SIGINT has stopped. */
  _interrupted(error) {
    if (error?.code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return undefined;
    // Where the code was when it was stopped says nothing.
    error.stack = String(error.stack).split('\n', 1)[0];
    return error;
  },

  /** Ctrl+C. */
  _interrupt() {
    if (this._awaiting !== undefined) {
      const error = new codes.ERR_SCRIPT_EXECUTION_INTERRUPTED();
      this._awaiting(this._interrupted(error) ?? error);
      return;
    }
    const isEmpty =
      this.line.length === 0 && this.bufferedCommand === '' && !(this.editorMode && this._editorText !== '');
    this._preview?.clear();
    this.clearLine();
    this._leaveEditor();
    if (isEmpty) {
      if (this._sawInterrupt) {
        this._sawInterrupt = false;
        this.close();
        return;
      }
      this.output.write('(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
      this._sawInterrupt = true;
    } else {
      this._sawInterrupt = false;
    }
    this.clearBufferedCommand();
    this.displayPrompt();
  },
};
