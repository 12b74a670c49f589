// --watch: runs the program in a process of its own, again whenever a file of it changes (Node: "Command-line API", `--watch`).
import { dirname, resolve } from '../path/posix.js';
import { load } from '../builtins.js';
import { options, programArgs } from '../options.js';
import { inspect } from '../util/inspect.js';
import { validateSignalName } from '../validators.js';
import { REPORT_FD, withReport } from './report.js';

const SETTLE_TIME = 200; // ms: an editor writes a file more than once
const FORCE_AFTER = 5000; // ms that a program has to end in before it is killed

const OWN = /^--(?:watch|watch-preserve-output|no-watch|watch-path=.*|watch-kill-signal=.*)$/;
const OWN_WITH_VALUE = /^--watch-(?:path|kill-signal)$/;

/** The options that the program's process gets. */
function passedOn(given) {
  const kept = [];
  for (let i = 0; i < given.length; i++) {
    if (OWN_WITH_VALUE.test(given[i])) i++;
    else if (!OWN.test(given[i])) kept.push(given[i]);
  }
  return kept;
}

/** Where a message cannot be sent any more, nobody waits for it. */
function nothing() {}

class Watched {
  #watchers = new Map();
  #files = new Set();
  #onChange;
  #timer;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** A folder with all that is in it. */
  addTree(path) {
    const watcher = load('fs').watch(path, { recursive: true });
    watcher.on('change', () => this.#changed());
    this.#watchers.set(path, watcher);
  }

  /** A file. Its folder is watched: editors put another file in its place. */
  addFile(path) {
    this.#files.add(path);
    const folder = dirname(path);
    if (this.#watchers.has(folder)) return;
    const watcher = load('fs').watch(folder);
    watcher.on('change', (_, name) => {
      if (name === null || this.#files.has(resolve(folder, String(name)))) this.#changed();
    });
    watcher.on('error', () => this.#watchers.delete(folder));
    this.#watchers.set(folder, watcher);
  }

  forgetFiles() {
    this.#files.clear();
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#onChange(), SETTLE_TIME);
  }
}

/** Starts it. @throws ERR_UNKNOWN_SIGNAL */
export function supervise() {
  const signal = options['watch-kill-signal'] ?? 'SIGTERM';
  validateSignalName(signal, load('os').constants.signals, 'options.killSignal');
  const { spawn } = load('child_process');
  const words = programArgs();
  const shown = options.test ? '--test' : words.map((word) => inspect(word)).join(' ');
  const paths = options['watch-path'];
  const files = new Watched(restart);
  let child;
  let isRestarting = false;

  function start() {
    files.forgetFiles();
    child = spawn(process.execPath, [...passedOn(process.execArgv), ...words], {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe', ...(process.connected ? ['ipc'] : [])],
      env: withReport(process.env),
    });
    // Who started this process with a channel means the program.
    child.on('message', (message) => process.connected && process.send(message, nothing));
    if (paths === undefined) watchReported(child.stdio[REPORT_FD]);
    else child.stdio[REPORT_FD].resume();
    const current = child;
    current.on('exit', (code) => {
      if (current !== child) return;
      child = undefined;
      if (isRestarting) return;
      const word = code === 0 ? 'Completed' : 'Failed';
      process.stdout.write(`${word} running ${shown}. Waiting for file changes before restarting...\n`);
    });
  }

  /** Paths of what the program has loaded, each ended by a NUL. */
  function watchReported(stream) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      const reported = (rest + text).split('\0');
      rest = reported.pop();
      for (const path of reported) files.addFile(path);
    });
    stream.on('end', () => stream.end());
  }

  async function stop() {
    const running = child;
    if (running === undefined) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    const timer = setTimeout(() => running.kill('SIGKILL'), FORCE_AFTER);
    await ended;
    clearTimeout(timer);
  }

  async function restart() {
    if (isRestarting) return;
    isRestarting = true;
    if (!options['watch-preserve-output'] && process.stdout.isTTY) process.stdout.write('\x1bc');
    process.stdout.write(`Restarting ${shown}\n`);
    await stop();
    isRestarting = false;
    start();
  }

  for (const name of ['SIGINT', 'SIGTERM']) {
    process.on(name, async () => {
      isRestarting = true;
      await stop();
      process.exit(name === 'SIGINT' ? 130 : 143);
    });
  }
  if (process.connected) {
    process.on('message', (message) => child?.connected && child.send(message, nothing));
    process.on('disconnect', () => child?.connected && child.disconnect());
  }
  for (const path of paths ?? []) {
    const full = resolve(path);
    if (load('fs').statSync(full).isDirectory()) files.addTree(full);
    else files.addFile(full);
  }
  if (paths === undefined && !options.test && !options['entry-url']) files.addFile(resolve(words[0]));
  start();
}
