// REPLServer: reads lines, evaluates them, prints what they give.
import { Interface } from '../readline/interface.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import EventEmitter from '../../events.js';
import { deprecate } from '../util/deprecate.js';
import { shouldColor } from '../util/terminal.js';
import { validateFunction } from '../validators.js';
import { commands } from './commands.js';
import { complete, completeInEditor } from './completion.js';
import { defineModule, defineUnderscores, newContext } from './context.js';
import { editor } from './editor.js';
import { defaultEval, THROWN } from './evaluate.js';
import { forget, guard, runIn } from './faults.js';
import { setUpHistory } from './history.js';
import { REPL_MODE_SLOPPY } from './modes.js';
import { Preview } from './preview.js';
import { Recoverable } from './recoverable.js';
import { describeError } from './show_error.js';
import { waiting } from './waiting.js';
import { makeWriter, writer } from './writer.js';

/** The prompt while code goes on. */
const CONTINUATION = '| ';

let scripts = 0;

/** Names of scripts, one for each that is evaluated. */
const nextName = () => `REPL${++scripts}`;

function chosenOptions(args) {
  const [first, stream, evaluate, useGlobal, ignoreUndefined, replMode] = args;
  if (first !== null && typeof first === 'object') return { ...first };
  return { prompt: first, stream, eval: evaluate, useGlobal, ignoreUndefined, replMode };
}

function chooseStreams(options) {
  if (options.input || options.output) return;
  const stream = options.stream ?? load('process');
  options.input = stream.stdin ?? stream;
  options.output = stream.stdout ?? stream;
}

/**
 * @param {object | string} [options]  prompt ('> '), input, output, terminal, eval, useColors, useGlobal, ignoreUndefined, writer, completer, replMode,
 *   breakEvalOnSigint, preview, historySize; or the prompt, a stream, eval, useGlobal, ignoreUndefined, replMode as arguments
 * @throws ERR_INVALID_REPL_EVAL_CONFIG, ERR_INVALID_ARG_TYPE
 * Node class REPLServer since v0.1.91.
 */
export function REPLServer(...args) {
  if (!(this instanceof REPLServer)) return new REPLServer(...args);
  const options = chosenOptions(args);
  if (options.breakEvalOnSigint && options.eval) throw new codes.ERR_INVALID_REPL_EVAL_CONFIG();
  if (options.completer !== undefined) validateFunction(options.completer, 'completer');
  chooseStreams(options);
  const { input, output, terminal = !!output?.isTTY, prompt = '> ', historySize } = options;
  Interface.call(this, {
    input,
    output,
    terminal,
    prompt,
    historySize,
    completer: options.completer ?? ((text, done) => this._completeLine(text, done)),
  });
  take(this, options);
  this.resetContext();
  listen(this);
  this.displayPrompt();
}
Object.setPrototypeOf(REPLServer.prototype, Interface.prototype);
Object.setPrototypeOf(REPLServer, Interface);

function take(server, options) {
  server.useGlobal = !!options.useGlobal;
  server.ignoreUndefined = !!options.ignoreUndefined;
  server.replMode = options.replMode ?? REPL_MODE_SLOPPY;
  server.breakEvalOnSigint = !!options.breakEvalOnSigint;
  server.useColors =
    options.useColors ??
    (options.terminal === undefined ? shouldColor(server.output) : server.terminal && shouldColor(server.output));
  server.writer = options.writer ?? (server.useColors ? makeWriter({ colors: true }) : writer);
  server.eval = options.eval ? options.eval.bind(server) : defaultEval.bind(server);
  server.lines = [];
  server.commands = { __proto__: null };
  server.editorMode = false;
  server.bufferedCommand = '';
  server.last = undefined;
  server.lastError = undefined;
  /** Names that were declared by let, const and class. */
  server.lexicalNames = new Set();
  /** Errors of the code, now or later, come here. */
  server._domain = new EventEmitter();
  server._awaiting = undefined;
  server._waiting = [];
  server._sawInterrupt = false;
  server._sawEnd = false;
  const wantsPreview = options.preview ?? !options.eval;
  server._preview = wantsPreview && server.terminal ? new Preview(server) : undefined;
  for (const [name, command] of Object.entries(commands)) {
    if (name !== 'editor' || server.terminal) server.defineCommand(name, command);
  }
  // With the program's own globals there is no context to begin anew.
  if (server.useGlobal) server.defineCommand('clear', { ...commands.clear, help: 'Alias for .break' });
}

function listen(server) {
  server._domain.on('error', (error) => server._showError(error));
  server.on('line', (line) => server._take(line ?? ''));
  server.on('SIGINT', () => server._interrupt());
  // What is pasted comes in larger pieces.
  const noteTyped = (chunk) => {
    server._isTyped = chunk.length === 1;
  };
  if (server.terminal) server.input.prependListener?.('data', noteTyped);
  guard(server);
  server.on('close', () => {
    forget(server);
    server.input.removeListener('data', noteTyped);
    server._ending = true;
    server._endIfIdle();
  });
}

const methods = {
  /**
   * Adds a command that is called with a dot in front.
   * @param {string} keyword
   * @param {{ help?: string, action: (this: REPLServer, text: string) => void } | Function} command
   * Node replServer.defineCommand since v0.3.0.
   */
  defineCommand(keyword, command) {
    const chosen = typeof command === 'function' ? { action: command } : command;
    validateFunction(chosen.action, 'cmd.action');
    this.commands[keyword] = chosen;
  },

  /** Shows the prompt again. @param {boolean} [preserveCursor]. Node replServer.displayPrompt since v0.1.91. */
  displayPrompt(preserveCursor) {
    if (this.bufferedCommand === '') {
      this.prompt(preserveCursor);
      return;
    }
    this._continued ??= this._prompt;
    this._prompt = CONTINUATION;
    this.prompt(preserveCursor);
  },

  /** @returns {string} */
  getPrompt() {
    return this._continued ?? this._prompt;
  },

  /** @param {string} prompt */
  setPrompt(prompt) {
    if (this._continued === undefined) this._prompt = prompt;
    else this._continued = prompt;
  },

  /** Forgets what was begun. Node replServer.clearBufferedCommand since v9.0.0. */
  clearBufferedCommand() {
    this.bufferedCommand = '';
    this._endContinuation();
  },

  _endContinuation() {
    if (this._continued === undefined) return;
    this._prompt = this._continued;
    this._continued = undefined;
  },

  /** @returns {object} a global object for the code: new, or the program's with useGlobal */
  createContext() {
    const context = this.useGlobal ? globalThis : newContext(this.output);
    defineModule(context);
    return context;
  },

  /** Begins anew: a new context, without the lines so far. Emits 'reset'. */
  resetContext() {
    const isFirst = this.context === undefined;
    this.context = this.createContext();
    this.underscoreAssigned = false;
    this.lines = [];
    this.lexicalNames.clear();
    defineUnderscores(this, this.context);
    if (!isFirst) this.emit('reset', this.context);
  },

  /**
   * Reads and keeps the lines of earlier sessions.
   * @param {string | { filePath?: string, size?: number, removeHistoryDuplicates?: boolean, onHistoryFileLoaded?: Function }} [file]
   * @param {(error: Error | null, server: REPLServer) => void} callback
   * Node replServer.setupHistory since v11.10.0.
   */
  setupHistory(file, callback) {
    const options = typeof file === 'object' && file !== null ? file : { filePath: file };
    const loaded = callback ?? options.onHistoryFileLoaded;
    validateFunction(loaded, 'callback');
    setUpHistory(this, options, loaded);
  },

  /** What could end the line. @param {string} line @param {(error: Error | null, found?: [string[], string]) => void} callback */
  complete(line, callback) {
    if (this.completer.length >= 2) return this.completer(line, callback);
    let found;
    try {
      found = this.completer(line);
    } catch (error) {
      return callback(error);
    }
    return callback(null, found);
  },

  _completeLine(text, done) {
    if (this.editorMode) completeInEditor(this, text, done);
    else complete(this, text, done);
  },

  /** Takes a line, or keeps it while the one before is still awaited. */
  _take(line) {
    if (this._awaiting !== undefined) {
      this._waiting.push(line);
      return;
    }
    this._preview?.clear();
    this._sawInterrupt = false;
    if (this.editorMode) {
      this._editorLine(line);
      return;
    }
    const trimmed = line.trim();
    if (this._isCommand(trimmed)) {
      if (this._runCommand(trimmed)) return;
      if (this.bufferedCommand === '') {
        this.output.write('Invalid REPL keyword\n');
        this._finish(line, null);
        return;
      }
    }
    this._evaluate(line);
  },

  _isCommand(text) {
    return text.startsWith('.') && !text.startsWith('..') && Number.isNaN(Number.parseFloat(text));
  },

  /** @returns {boolean} whether there is such a command */
  _runCommand(text) {
    const parts = /^\.([^\s]+)\s*(.*)$/s.exec(text);
    const command = parts === null ? undefined : this.commands[parts[1]];
    if (command === undefined) return false;
    runIn(this, () => command.action.call(this, parts[2]));
    return true;
  },

  /** @param {string} line @param {string} [entered]  what .save writes for it */
  _evaluate(line, entered = line) {
    const code = `${this.bufferedCommand}${line}\n`;
    let called = false;
    const once = (finish) => {
      if (called) return;
      called = true;
      finish();
    };
    const done = (...result) => once(() => this._finish(entered, ...result));
    // null and undefined can be thrown too: what a callback is given cannot say that.
    done[THROWN] = (error) => once(() => this._caught(entered, error));
    runIn(this, () => {
      try {
        this.eval(code, this.context, nextName(), done);
      } catch (error) {
        done[THROWN](error);
      }
    });
  },

  /** What eval has given back. */
  _finish(line, error, ...values) {
    if (error) {
      this._fail(line, error);
      return;
    }
    this._keep(line);
    this.clearBufferedCommand();
    this._sawEnd = false;
    if (values.length > 0 && (!this.ignoreUndefined || values[0] !== undefined)) {
      if (!this.underscoreAssigned) this.last = values[0];
      this.output.write(`${this.writer(values[0])}\n`);
    }
    if (!this.closed) this.displayPrompt();
  },

  /** What the code has thrown: a domain that it is in takes its errors. */
  _caught(line, error) {
    const { domain } = load('process');
    if (!domain) {
      this._fail(line, error);
      return;
    }
    this._keep(line);
    this.clearBufferedCommand();
    this._sawEnd = false;
    // No prompt follows, as in Node: what the domain does with the error is the answer.
    domain.emit('error', error);
    domain.exit();
  },

  /** What eval has thrown, or given back as an error. */
  _fail(line, error) {
    this._keep(line);
    if (error instanceof Recoverable && !this._sawEnd) {
      this.bufferedCommand += `${line}\n`;
      this.displayPrompt();
      return;
    }
    const isWhole = this.bufferedCommand === '';
    this.clearBufferedCommand();
    this._sawEnd = false;
    const reason = error instanceof Recoverable ? (error.err ?? error) : error;
    if (isWhole && reason?.name === 'SyntaxError' && line.trim().startsWith('npm ')) {
      this.output.write(
        'npm should be run outside of the Node.js REPL, in your normal shell.\n(Press Ctrl+D to exit.)\n',
      );
      this.displayPrompt();
      return;
    }
    this._domain.emit('error', reason);
  },

  /** For .save. */
  _keep(line) {
    if (line.trim() !== '' && !this._isCommand(line.trim())) this.lines.push(line);
  },

  _showError(error) {
    if (!this.underscoreErrAssigned) this.lastError = error;
    this.output.write(describeError(error, this.writer));
    this.clearBufferedCommand();
    this.lines.level = [];
    if (!this.closed) this.displayPrompt();
  },

  _ttyWrite(text, key) {
    if (this._editorKey(key)) return;
    this._preview?.clear();
    Interface.prototype._ttyWrite.call(this, text, key ?? {});
    if (!this.closed && !this.editorMode) this._preview?.show(key);
  },

  close() {
    if (this.terminal && this.historyManager?.isFlushing) {
      this._isClosing ??= true;
      this.once('flushHistory', () => Interface.prototype.close.call(this));
      return;
    }
    Interface.prototype.close.call(this);
  },
};

for (const part of [methods, waiting, editor]) {
  for (const [name, value] of Object.entries(part)) {
    Object.defineProperty(REPLServer.prototype, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

for (const [name, field] of [
  ['inputStream', 'input'],
  ['outputStream', 'output'],
]) {
  const message = 'repl.inputStream and repl.outputStream are deprecated. Use repl.input and repl.output instead';
  Object.defineProperty(REPLServer.prototype, name, {
    get: deprecate(
      function get() {
        return this[field];
      },
      message,
      'DEP0141',
    ),
    set: deprecate(
      function set(value) {
        this[field] = value;
      },
      message,
      'DEP0141',
    ),
    enumerable: false,
    configurable: true,
  });
}
