// readline.Interface: lines from an input, edited on a terminal or as they come.
import EventEmitter from '../../events.js';
import { StringDecoder } from '../../string_decoder.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { addAbortListener } from '../events/abort_listener.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateAbortSignal, validateArray, validateNumber, validateUint32 } from '../validators.js';
import { bindings, lineEnding } from './bindings.js';
import { completion } from './completion.js';
import { clearScreenDown, cursorTo } from './cursor.js';
import { display } from './display.js';
import { editing } from './editing.js';
import { history } from './history.js';
import { Lines } from './iterator.js';
import { emitKeypressEvents } from './keypress.js';

const HISTORY_SIZE = 30;
const CRLF_DELAY = 100; // ms
const ESCAPE_TIMEOUT = 500; // ms
const TAB_SIZE = 8;

/**
 * `new Interface({ input, output, ... })`, or with the four as arguments.
 * @param {Readable|object} input  or the options: input, output, completer, terminal, history, historySize (30),
 *   removeHistoryDuplicates, prompt ('> '), crlfDelay (ms, at least 100), escapeCodeTimeout (ms, 500), tabSize (8), signal
 * @param {Writable} [output]
 * @param {Function} [completer]  (line) => [completions, what they complete], or the same by a second argument's callback(error, result)
 * @param {boolean} [terminal]  whether it is edited by control sequences; by default whether output is a terminal
 * @throws ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 * Source: Node readline.Interface since v0.1.104.
 */
export function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  EventEmitter.call(this);
  const options = input?.input ? input : { input, output, completer, terminal };
  takeOptions(this, options);
  connect(this, options.signal);
}
Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Interface, EventEmitter);

function takeOptions(rl, options) {
  const {
    completer,
    history: past = [],
    historySize = HISTORY_SIZE,
    escapeCodeTimeout = ESCAPE_TIMEOUT,
    tabSize = TAB_SIZE,
    prompt = '> ',
    signal,
  } = options;
  if (completer !== undefined && typeof completer !== 'function') {
    throw new codes.ERR_INVALID_ARG_VALUE('completer', completer);
  }
  if (!Number.isFinite(escapeCodeTimeout)) {
    throw new codes.ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', escapeCodeTimeout);
  }
  validateArray(past, 'history');
  validateNumber(historySize, 'historySize', 0);
  validateUint32(tabSize, 'tabSize', true);
  if (signal !== undefined && signal !== null) validateAbortSignal(signal, 'options.signal');

  rl.input = options.input;
  rl.output = options.output;
  rl.completer = completer;
  rl.terminal = !!(options.terminal ?? options.output?.isTTY);
  rl.history = past;
  rl.historySize = historySize;
  rl.removeHistoryDuplicates = !!options.removeHistoryDuplicates;
  rl.historyIndex = -1;
  rl.crlfDelay = options.crlfDelay ? Math.max(CRLF_DELAY, options.crlfDelay) : CRLF_DELAY;
  rl.escapeCodeTimeout = escapeCodeTimeout;
  rl.tabSize = tabSize;
  rl.line = '';
  rl.cursor = 0;
  rl.prevRows = 0;
  rl.paused = false;
  rl.closed = false;
  rl.isCompletionEnabled = true;
  rl._prompt = String(prompt);
  rl._oldPrompt = rl._prompt;
  rl._question = undefined;
  rl._sawReturnAt = 0;
  rl._previousKey = undefined;
  rl._historySearch = null;
  rl._undoStack = [];
  rl._redoStack = [];
  rl._killRing = [];
  rl._killRingIndex = 0;
  rl._yanking = false;
  rl._lines = undefined;
}

function connect(rl, signal) {
  const { input } = rl;
  const listen = (emitter, event, listener) => {
    emitter.on(event, listener);
    rl.once('close', () => emitter.removeListener(event, listener));
  };
  listen(input, 'error', (error) => rl.emit('error', error));
  if (rl.terminal) connectTerminal(rl, listen);
  else connectLines(rl, listen);
  if (signal) closeOnAbort(rl, signal);
  input.resume();
}

function connectTerminal(rl, listen) {
  const { input, output } = rl;
  if (load('process').env.TERM === 'dumb') rl._ttyWrite = rl._ttyWriteDumb;
  emitKeypressEvents(input, rl);
  listen(input, 'keypress', (text, key) => {
    rl._ttyWrite(text, key);
    // Half a surrogate pair: the cursor is in its place once the other half has come.
    if (key?.sequence) {
      const last = key.sequence.charCodeAt(0);
      if (last >= 0xd800 && last <= 0xdfff && key.sequence.length === 1) rl._refreshLine();
    }
  });
  listen(input, 'end', () => endOfInput(rl));
  rl._setRawMode(true);
  if (output !== null && output !== undefined) listen(output, 'resize', () => rl._refreshLine());
}

function connectLines(rl, listen) {
  const decoder = new StringDecoder('utf8');
  listen(rl.input, 'data', (chunk) => rl._normalWrite(typeof chunk === 'string' ? chunk : decoder.write(chunk)));
  listen(rl.input, 'end', () => {
    rl._normalWrite(decoder.end());
    endOfInput(rl);
  });
}

// What stands in the last line is a line too.
function endOfInput(rl) {
  if (rl.line.length > 0) {
    const { line } = rl;
    rl.line = '';
    if (rl.terminal) rl.emit('line', line);
    else rl._onLine(line);
  }
  rl.close();
}

function closeOnAbort(rl, signal) {
  const close = () => rl.close();
  if (signal.aborted) {
    nextTick(close);
    return;
  }
  const listening = addAbortListener(signal, close);
  rl.once('close', () => listening[Symbol.dispose]());
}

// What a program may call before it closes the interface.
function requireOpen(rl) {
  if (rl.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
}

const methods = {
  /** @returns {string} Source: Node rl.getPrompt since v15.3.0. */
  getPrompt() {
    return this._prompt;
  },

  /** @param {string} prompt  written by prompt() from now on. Source: Node rl.setPrompt since v0.1.98. */
  setPrompt(prompt) {
    this._prompt = prompt;
  },

  /**
   * Writes the prompt, on a new line of input.
   * @param {boolean} [preserveCursor]  whether the cursor stays where it is in the line
   * Source: Node rl.prompt since v0.1.98.
   */
  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (!this.terminal || load('process').env.TERM === 'dumb') {
      this._writeToOutput(this._prompt);
      return;
    }
    if (!preserveCursor) this.cursor = 0;
    this._refreshLine();
  },

  /**
   * Asks: writes the text and calls back with the next line.
   * @param {string} query
   * @param {{signal?: AbortSignal}} [options]  an abort takes the question back
   * @param {(answer: string) => void} callback
   * @throws ERR_USE_AFTER_CLOSE, ERR_INVALID_ARG_TYPE
   * Source: Node rl.question since v0.3.3.
   */
  question(query, options, callback) {
    if (typeof options === 'function') [options, callback] = [undefined, options];
    const signal = options?.signal;
    requireOpen(this);
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      const answered = callback;
      const onAbort = () => this._cancelQuestion();
      signal.addEventListener('abort', onAbort, { once: true });
      callback = (answer) => {
        signal.removeEventListener('abort', onAbort);
        return answered(answer);
      };
    }
    if (typeof callback === 'function') this._ask(query, callback);
  },

  // One question at a time: while one waits, another only shows it again.
  _ask(query, callback) {
    if (this._question !== undefined) {
      this.prompt();
      return;
    }
    this._oldPrompt = this._prompt;
    this.setPrompt(query);
    this._question = callback;
    this.prompt();
  },

  _cancelQuestion() {
    if (this._question === undefined) return;
    this._question = undefined;
    this.setPrompt(this._oldPrompt);
    this.clearLine();
  },

  _onLine(line) {
    const answered = this._question;
    if (answered === undefined) {
      this.emit('line', line);
      return;
    }
    this._question = undefined;
    this.setPrompt(this._oldPrompt);
    answered(line);
  },

  _setRawMode(mode) {
    const { input } = this;
    const before = input.isRaw;
    if (typeof input.setRawMode === 'function') input.setRawMode(mode);
    return before;
  },

  // Takes what has come in, line by line. \r and \n are one line's end also when they come in two pieces.
  _normalWrite(text) {
    if (text === undefined || text === '') return;
    if (this._sawReturnAt !== 0 && text[0] === '\n' && Date.now() - this._sawReturnAt <= this.crlfDelay) {
      text = text.slice(1);
    }
    this._sawReturnAt = text.at(-1) === '\r' ? Date.now() : 0;
    const parts = (this.line + text).split(lineEnding);
    this.line = parts.pop();
    for (const part of parts) this._onLine(part);
  },

  /**
   * Takes text, or a key, as if it had been typed.
   * @param {string|null} text
   * @param {{name?: string, ctrl?: boolean, meta?: boolean, shift?: boolean}} [key]
   * @throws ERR_USE_AFTER_CLOSE
   * Source: Node rl.write since v0.1.98.
   */
  write(text, key) {
    requireOpen(this);
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(text, key);
    else if (text !== undefined && text !== null) this._normalWrite(String(text));
  },

  /** Has the input rest. @returns {this}  @throws ERR_USE_AFTER_CLOSE. Source: Node rl.pause since v0.3.4. */
  pause() {
    requireOpen(this);
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  },

  /** Has the input go on. @returns {this}  @throws ERR_USE_AFTER_CLOSE. Source: Node rl.resume since v0.3.4. */
  resume() {
    requireOpen(this);
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  },

  /** Lets go of input and output. Source: Node rl.close since v0.1.98. */
  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  },

  _clearScreen() {
    cursorTo(this.output, 0, 0);
    clearScreenDown(this.output);
    this._refreshLine();
  },
};

for (const part of [methods, display, editing, history, completion, bindings]) {
  for (const [name, value] of Object.entries(part)) {
    Object.defineProperty(Interface.prototype, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** The terminal's width. Source: Node rl.columns, as output.columns. */
Object.defineProperty(Interface.prototype, 'columns', {
  get() {
    return this.output?.columns || Infinity;
  },
  enumerable: true,
  configurable: true,
});

/**
 * The lines: each goes to one of those who iterate. Who leaves the loop closes the interface.
 * @returns {AsyncIterator<string>}
 * Source: Node rl[Symbol.asyncIterator] since v11.4.0.
 */
Interface.prototype[Symbol.asyncIterator] = function lines() {
  this._lines ??= new Lines(this);
  return this._lines;
};

/** Source: Node rl[Symbol.dispose] since v23.10.0. */
Interface.prototype[Symbol.dispose] = function dispose() {
  this.close();
};
