// --watch: runs the program in a process of its own, again whenever a file of it changes (Node: "Command-line API", `--watch`).
import { resolve } from '../path/posix.js';
import { load } from '../builtins.js';
import { options, programArgs } from '../options.js';
import { inspect } from '../util/inspect.js';
import { validateSignalName } from '../validators.js';
import { REPORT_FD, readReports, withReport } from './report.js';
import { Watched } from './watched.js';

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

/** Starts it. @throws ERR_UNKNOWN_SIGNAL */
export function supervise() {
  const signal = options['watch-kill-signal'] ?? 'SIGTERM';
  validateSignalName(signal, load('os').constants.signals, 'options.killSignal');
  const { spawn } = load('child_process');
  const words = programArgs();
  const shown = words.map((word) => inspect(word)).join(' ');
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
    if (paths === undefined) readReports(child.stdio[REPORT_FD], (path) => files.addFile(path));
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
  if (paths === undefined && !options['entry-url']) files.addFile(resolve(words[0]));
  start();
}
