// The lines of earlier sessions, kept in a file (Node: "REPL", "Persistent history"). The newest line comes first.
import { load } from '../builtins.js';
import { join } from '../path/posix.js';

const WRITE_DELAY = 15; // ms: lines that come fast are written together

const DISABLED =
  '\nPersistent history support disabled. Set the NODE_REPL_HISTORY environment\nvariable to a valid, user-writable path to enable.\n';

const failure = (reason) => `\nError: Could not ${reason}.\nREPL session history will not be persisted.\n`;

class HistoryManager {
  isFlushing = false;
  #server;
  #path;
  #timer;
  #isWriting = false;

  constructor(server, path) {
    this.#server = server;
    this.#path = path;
  }

  /** Writes the lines soon. */
  schedule() {
    this.isFlushing = true;
    if (this.#isWriting) {
      this.#timer = undefined;
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), WRITE_DELAY);
  }

  #write() {
    this.#timer = undefined;
    this.#isWriting = true;
    const written = this.#server.history.join('\n');
    load('fs').writeFile(this.#path, written, { mode: 0o600 }, () => {
      this.#isWriting = false;
      // Lines may have come meanwhile. What cannot be written is lost with the session: there is no one to tell.
      if (this.#server.history.join('\n') !== written && !this.#server._ended) {
        this.schedule();
        return;
      }
      this.isFlushing = false;
      this.#server.emit('flushHistory');
    });
  }
}

/** Writes a message under the prompt, and the prompt again. */
function say(server, message) {
  server._writeToOutput(message);
  server._refreshLine();
}

/** The first key that asks for an earlier line says why there is none. */
function sayWhenAsked(server) {
  server._historyPrev = function explain() {
    delete this._historyPrev;
    if (this.history.length === 0) say(this, DISABLED);
    else this._historyPrev();
  };
}

/**
 * @param {REPLServer} server
 * @param {{ filePath?: string, size?: number, removeHistoryDuplicates?: boolean }} options
 * @param {(error: Error | null, server: REPLServer) => void} loaded
 */
export function setUpHistory(server, { filePath, size, removeHistoryDuplicates }, loaded) {
  if (size !== undefined) server.historySize = size;
  if (removeHistoryDuplicates !== undefined) server.removeHistoryDuplicates = removeHistoryDuplicates;
  let path = typeof filePath === 'string' ? filePath.trim() : filePath;
  if (path === '' || !server.terminal) {
    server.historyManager = new HistoryManager(server, undefined);
    sayWhenAsked(server);
    loaded(null, server);
    return;
  }
  if (!path) {
    try {
      path = join(load('os').homedir(), '.node_repl_history');
    } catch {
      giveUp(server, failure('get the home directory'), loaded);
      return;
    }
  }
  server.pause();
  read(path, (error, text) => {
    if (error) {
      giveUp(server, failure('open history file'), loaded);
      return;
    }
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    server.history.push(...lines.slice(0, Math.max(0, server.historySize - server.history.length)));
    server.historyManager = new HistoryManager(server, path);
    server.on('history', () => server.historyManager.schedule());
    if (!server.closed) server.resume();
    loaded(null, server);
  });
}

/** The file's text; made if it is not there. */
function read(path, done) {
  const fs = load('fs');
  fs.open(path, 'a+', 0o600, (error, fd) => {
    if (error) {
      done(error);
      return;
    }
    fs.close(fd, () => fs.readFile(path, 'utf8', done));
  });
}

function giveUp(server, message, loaded) {
  server.historyManager = new HistoryManager(server, undefined);
  say(server, message);
  sayWhenAsked(server);
  if (!server.closed) server.resume();
  loaded(null, server);
}
