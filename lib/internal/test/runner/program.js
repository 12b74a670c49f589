// rondo --test: the runner as the program.
import { preloadImports, preloadRequired } from '../../loader/entry.js';
import { options, programArgs } from '../../options.js';
import { debuglog } from '../../util/debuglog.js';
import { binding } from '../../binding.js';
import { connectReporters } from '../report.js';
import { coverageSettings } from '../coverage/options.js';
import { findFiles } from './files.js';
import { run } from './run.js';

const { reallyExit, writeText } = binding('process');

const debug = debuglog('test_runner');
const BAD_OPTION = 9;

function fail(message, code) {
  writeText(2, `${message}\n`);
  reallyExit(code);
}

/** `index/total` of --test-shard. */
function shardFrom(text) {
  if (text === undefined) return undefined;
  const parts = /^(\d+)\/(\d+)$/.exec(text);
  if (parts === null)
    fail(
      `${process.execPath}: The argument '--test-shard' must be in the form of <index>/<total>. Received '${text}'`,
      BAD_OPTION,
    );
  return { index: Number(parts[1]), total: Number(parts[2]) };
}

async function preload() {
  preloadRequired();
  await preloadImports();
}

/** Runs what the command line names. */
export function runTests() {
  const patterns = programArgs();
  const isolation = options['test-isolation'] ?? 'process';
  const settings = {
    concurrency: isolation === 'none' ? 1 : (options['test-concurrency'] ?? true),
    timeout: options['test-timeout'] ?? Infinity,
    isolation,
    only: Boolean(options['test-only']),
    forceExit: Boolean(options['test-force-exit']),
    testNamePatterns: options['test-name-pattern'],
    testSkipPatterns: options['test-skip-pattern'],
    globalSetupPath: options['test-global-setup'],
    ...coverageSettings(),
    rerunFailuresFilePath: options['test-rerun-failures'],
    shard: shardFrom(options['test-shard']),
    globPatterns: patterns.length > 0 ? patterns : undefined,
    cwd: process.cwd(),
    watch: Boolean(options.watch),
    // In processes of their own, files have what --import names to themselves; in this one, global setup comes first.
    preload: isolation === 'none' ? preload : undefined,
  };
  if (isolation !== 'none') preloadRequired();
  debug('%o', settings);
  if (patterns.length > 0 && findFiles(patterns, settings.cwd).length === 0) {
    fail(`Could not find '${patterns.join(', ')}'`, 1);
    return;
  }
  const stream = run(settings);
  stream.on('test:summary', ({ file, success }) => {
    if (file === undefined && !success) process.exitCode = 1;
  });
  const written = connectReporters(stream);
  // Whoever ends the watching wants to be gone, whatever global setup has left behind.
  if (settings.forceExit || settings.watch) written.then(() => process.exit());
}
