// One test file in a process of its own.
import { load } from '../../builtins.js';
import { readReports, withReport } from '../../watch/report.js';
import { failure, kinds } from '../failure.js';
import { CHANNEL_FD, Receiver, withChannel } from './channel.js';

/** The descriptor on which a file's process tells what it loads, where that is watched. */
const WATCH_FD = 4;

/** Options of the runner itself; a file's process gets its own. */
const RUNNER_ONLY =
  /^--(?:test|experimental-test-coverage|test-coverage-(?:include|exclude|lines|branches|functions)|test-reporter|test-reporter-destination|test-shard|test-concurrency|test-isolation|experimental-test-isolation|test-global-setup|test-rerun-failures|test-name-pattern|test-skip-pattern|test-only|test-timeout|test-force-exit|watch|watch-path|watch-preserve-output)(?:=|$)/;

/** Those that take the next word as their value. */
const WITH_VALUE =
  /^--(?:test-(?:reporter|reporter-destination|shard|concurrency|isolation|global-setup|rerun-failures|coverage-(?:include|exclude|lines|branches|functions)|name-pattern|skip-pattern|timeout)|watch-path)$/;

function inheritedArguments() {
  const kept = [];
  const given = process.execArgv;
  for (let i = 0; i < given.length; i++) {
    if (!RUNNER_ONLY.test(given[i])) kept.push(given[i]);
    else if (WITH_VALUE.test(given[i])) i++;
  }
  return kept;
}

const textOf = (pattern) => (pattern instanceof RegExp ? String(pattern) : pattern);

function childArguments(path, settings) {
  const { testNamePatterns = [], testSkipPatterns = [], only, timeout, forceExit, execArgv = [], argv = [] } = settings;
  const { rerunFailuresFilePath: rerun } = settings;
  return [
    ...inheritedArguments(),
    ...execArgv,
    ...testNamePatterns.map((pattern) => `--test-name-pattern=${textOf(pattern)}`),
    ...testSkipPatterns.map((pattern) => `--test-skip-pattern=${textOf(pattern)}`),
    ...(rerun === undefined ? [] : [`--test-rerun-failures=${rerun}`]),
    ...(only ? ['--test-only'] : []),
    ...(forceExit ? ['--test-force-exit'] : []),
    ...(timeout !== undefined && timeout !== Infinity ? [`--test-timeout=${timeout}`] : []),
    path,
    ...argv,
  ];
}

/**
 * Runs a file.
 * @param {string} path
 * @param {object} settings  of run()
 * @param {{ worker: number, signal: AbortSignal, environment: object, receive: (type: string, data: object) => void,
 *   onLoad?: (path: string) => void }} connection
 * @returns {Promise<Error | null>} what is wrong with the file as a whole
 */
export async function runFile(path, settings, { worker, signal, environment, receive, onLoad }) {
  const { spawn } = load('child_process');
  const child = spawn(process.execPath, childArguments(path, settings), {
    cwd: settings.cwd,
    env: {
      ...(onLoad === undefined ? withChannel(environment) : withReport(withChannel(environment), WATCH_FD)),
      NODE_TEST_WORKER_ID: String(worker),
    },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...(onLoad === undefined ? [] : ['pipe'])],
    signal,
    killSignal: 'SIGTERM',
  });
  child.stdin.end();
  if (onLoad !== undefined) readReports(child.stdio[WATCH_FD], onLoad);
  const receiver = new Receiver(receive);
  const channel = child.stdio[CHANNEL_FD];
  channel.on('data', (chunk) => receiver.take(chunk));
  channel.on('end', () => channel.end());
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8');
    child[name].on('data', (message) => receive(`test:${name}`, { file: path, message }));
  }
  let aborted;
  child.on('error', (error) => {
    aborted = error;
  });
  const [code, ended] = await new Promise((resolve) => child.on('close', (...how) => resolve(how)));
  if (aborted !== undefined && aborted.name !== 'AbortError') return failure(aborted, kinds.test);
  if (aborted !== undefined) return failure(signal.reason ?? aborted, kinds.aborted);
  if (code === 0 && ended === null) return null;
  return Object.assign(failure('test failed', kinds.test), { exitCode: code, signal: ended ?? undefined });
}
