// What the line would give, in grey below it, and the rest of the only completion behind it.
import { clearLine, cursorTo, moveCursor } from '../readline/cursor.js';
import { inspect } from '../util/inspect.js';
import { commonPrefix } from '../readline/completion.js';
import { complete } from './completion.js';
import { scopeOf } from './context.js';
import { evaluateSafely } from './safe_evaluate.js';
import { REPL_MODE_STRICT } from './modes.js';

const GREY = ['\x1b[90m', '\x1b[39m'];
const MAX_LENGTH = 250;

/** Keys after which nothing is shown: the line is about to be run or has not changed. */
const QUIET = new Set(['return', 'enter', 'escape', 'tab', 'up', 'down']);

export class Preview {
  #server;
  /** The text below the line, if any. */
  #below;
  /** The text behind the cursor, if any. */
  #behind;

  constructor(server) {
    this.#server = server;
  }

  /** Takes what is shown away. */
  clear() {
    const { output } = this.#server;
    if (this.#below !== undefined) {
      const { rows } = this.#rowsBelow();
      moveCursor(output, 0, rows);
      clearLine(output, 0);
      moveCursor(output, 0, -rows);
      this.#below = undefined;
    }
    if (this.#behind !== undefined) {
      clearLine(output, 1);
      this.#behind = undefined;
    }
  }

  /** From the cursor down to below the end of the line. */
  #rowsBelow() {
    const server = this.#server;
    const cursor = server.getCursorPos();
    const end = server._getDisplayPos(server._prompt + server.line);
    return { rows: end.rows - cursor.rows + 1, cursor, end };
  }

  /** Shows what there is to show. @param {{ name?: string }} [key]  the one that was typed */
  show(key) {
    const server = this.#server;
    const { line, cursor } = server;
    if (line.trim() === '' || line.trimStart().startsWith('.') || QUIET.has(key?.name)) return;
    let text = line;
    if (cursor === line.length) {
      this.#showCompletion();
      if (this.#behind !== undefined) text = line + this.#behind;
    }
    this.#showValue(text);
  }

  #showCompletion() {
    const server = this.#server;
    if (!/[\w$]$/.test(server.line)) return;
    complete(server, server.line, (error, found) => {
      const [completions = [], completeOn = ''] = error ? [] : found;
      const rest = commonPrefix(completions.filter((text) => text !== '' && text.startsWith(completeOn)));
      if (rest.length <= completeOn.length || new Set(completions).size !== 1) return;
      this.#behind = rest.slice(completeOn.length);
      server.output.write(this.#grey(this.#behind));
      cursorTo(server.output, server.getCursorPos().cols);
    });
  }

  #grey(text) {
    return this.#server.useColors ? GREY.join(text) : text;
  }

  #showValue(text) {
    const server = this.#server;
    const shown = this.#valueOf(server.bufferedCommand + text);
    if (shown === undefined) return;
    const { rows, cursor } = this.#rowsBelow();
    moveCursor(server.output, 0, rows - 1);
    server.output.write(`\n${server.useColors ? GREY.join(shown) : `// ${shown}`}`);
    cursorTo(server.output, cursor.cols);
    moveCursor(server.output, 0, -rows);
    this.#below = shown;
  }

  /** One line for the value of `code`; undefined where it has none, or cannot be known without running it. */
  #valueOf(code) {
    const server = this.#server;
    const scope = scopeOf(server);
    const isBraced = /^\s*\{/.test(code);
    const text = code.trim();
    const result = evaluateSafely(isBraced && !text.endsWith(';') ? `(${text})` : text.replace(/;$/, ''), scope);
    if (result === undefined) return undefined;
    if (result.error !== undefined) {
      const { error } = result;
      // A name that is not there yet may be about to be typed.
      if (error.name === 'ReferenceError' && server.replMode !== REPL_MODE_STRICT && !isStrictEverywhere())
        return undefined;
      return this.#fit(`${error.name}: ${error.message}`);
    }
    if (result.value === undefined || isLiteral(code, result.value)) return undefined;
    return this.#fit(
      inspect(result.value, {
        ...server.writer.options,
        colors: false,
        depth: 1,
        compact: true,
        breakLength: Infinity,
      }),
    );
  }

  #fit(text) {
    const [line] = text.split(/\r?\n|\r/, 1);
    const room = Math.min(this.#server.columns, MAX_LENGTH);
    return line.length > room ? `${line.slice(0, Math.max(1, room - 3))}...` : line;
  }
}

/** What was typed already says it. */
const isLiteral = (code, value) =>
  typeof value !== 'object' && typeof value !== 'function' && code.trim() === inspect(value);

const isStrictEverywhere = new Function('return this === undefined');
