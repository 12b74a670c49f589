// run(): the tests of many files.
import { load } from '../../builtins.js';
import { hrefFromPath } from '../../loader/file_url.js';
import { importModule } from '../../loader/es_loader.js';
import { Attempts } from '../attempts.js';
import { testsStream } from '../report.js';
import { beginApart, beginHere } from '../coverage/session.js';
import { Collector } from './collector.js';
import { defaultPatterns, findFiles, shardOf } from './files.js';
import { runGlobalSetup } from './global_setup.js';
import { Pool } from './pool.js';
import { check } from './settings.js';

/**
 * @param {object} [options]  files or globPatterns, cwd, concurrency, isolation ('process' or 'none'), only, testNamePatterns, testSkipPatterns,
 *   timeout (ms), signal, setup(stream), argv, execArgv, env, shard ({ index, total }), forceExit, globalSetupPath, rerunFailuresFilePath,
 *   watch, coverage, coverageIncludeGlobs, coverageExcludeGlobs, lineCoverage, branchCoverage, functionCoverage (per cent)
 * @returns {TestsStream}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE. Node test.run since v18.9.0.
 */
export function run(options = {}) {
  const settings = check(options);
  if (process.env.NODE_TEST_CONTEXT !== undefined) {
    process.emitWarning('node:test run() is being called recursively within a test file. skipping running files.');
    const none = new (testsStream())();
    none.end();
    return none;
  }
  const files = shardOf(
    settings.files ?? findFiles(settings.globPatterns ?? defaultPatterns(), settings.cwd),
    settings.shard,
  );
  if (settings.watch) return runAgain(files, settings);
  return settings.isolation === 'none' ? runHere(files, settings) : runInProcesses(files, settings);
}

function runInProcesses(files, settings) {
  const stream = new (testsStream())();
  const { rerunFailuresFilePath: rerun, cwd } = settings;
  const collector = new Collector(stream, rerun === undefined ? undefined : new Attempts(rerun, cwd));
  const coverage = settings.coverage ? beginApart() : undefined;
  const controller = new AbortController();
  const { signal } = settings;
  if (signal?.aborted) controller.abort(signal.reason);
  else signal?.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  const environment = coverage?.environment(settings.env ?? process.env) ?? settings.env ?? process.env;
  const pool = new Pool(files, settings, collector, { signal: controller.signal, environment });

  const interrupt = () => {
    collector.diagnostic(`Interrupted while running: ${[...pool.running].join(', ')}`);
    collector.stopResults();
    process.exitCode = 1;
    pool.stop();
    controller.abort();
  };

  const all = async () => {
    await settings.setup?.(stream);
    let tearDown;
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
    try {
      tearDown = await runGlobalSetup(settings.globalSetupPath, settings.cwd);
      await pool.run();
      await tearDown();
    } finally {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      collector.summarize(() => {
        const isEnough = coverage?.conclude(settings, (type, data) => collector.emit(type, data)) ?? true;
        if (!isEnough) process.exitCode = 1;
      });
    }
  };
  // The events begin after the caller has had its turn.
  process.nextTick(() => all().catch((error) => stream.destroy(error)));
  return stream;
}

/** Each file in a process of its own, whatever `isolation` says: what has been loaded once cannot be loaded anew. */
function runAgain(files, settings) {
  const stream = new (testsStream())();
  const all = async () => {
    await settings.setup?.(stream);
    await load('internal/test/runner/watch').runWatching(stream, files, settings);
    stream.end();
  };
  process.nextTick(() => all().catch((error) => stream.destroy(error)));
  return stream;
}

/** Tests of all files in this process, as if one file had imported them. */
function runHere(files, settings) {
  if (settings.coverage) beginHere();
  const { rootFor } = load('internal/test/root');
  const root = rootFor(settings, async () => {
    await settings.preload?.();
    await settings.setup?.(root.stream);
    for (const path of files) {
      root.entryFile = path;
      try {
        await importModule(hrefFromPath(path), hrefFromPath(`${settings.cwd}/`));
      } catch (error) {
        root.addSubtest(root.Test, {
          name: path,
          options: {},
          fn() {
            throw error;
          },
          location: { file: path, line: 1, column: 1 },
          // Whatever tests are wanted: those of this file are not there.
          isForced: true,
        });
      }
    }
  });
  return root.stream;
}
