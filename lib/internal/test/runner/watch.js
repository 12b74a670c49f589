// run({ watch: true }): the files, and again those of them that are concerned when something changes that they have loaded.
import { load } from '../../builtins.js';
import { Watched } from '../../watch/watched.js';
import { Collector } from './collector.js';
import { runGlobalSetup } from './global_setup.js';
import { Pool } from './pool.js';

/**
 * @param {TestsStream} stream
 * @param {string[]} files
 * @param {object} settings  of run()
 * @returns {Promise<void>} when its signal, or one of the process, ends it
 */
export async function runWatching(stream, files, settings) {
  const controller = new AbortController();
  const { signal } = controller;
  /** file that was loaded -> test files */
  const users = new Map();
  const watched = new Watched((changed) => restart(concerned(changed)));
  let rest = Promise.resolve();

  const note = (file, loaded) => {
    if (!users.has(loaded)) users.set(loaded, new Set());
    users.get(loaded).add(file);
    watched.addFile(loaded);
  };
  const concerned = (changed) => {
    const found = new Set();
    for (const path of changed) for (const file of users.get(path) ?? []) found.add(file);
    return files.filter((file) => found.has(file) && load('fs').existsSync(file));
  };
  const runOnce = async (some) => {
    if (signal.aborted || some.length === 0) return;
    const collector = new Collector(stream);
    // What is stopped has not failed.
    signal.addEventListener('abort', () => collector.stopResults(), { once: true });
    const environment = settings.env ?? process.env;
    await new Pool(some, settings, collector, { signal, environment, onLoad: note }).run();
    if (signal.aborted) return;
    collector.conclude();
    stream.emitMessage('test:watch:drained', undefined);
  };
  // One run after the other.
  const start = (some) => {
    rest = rest.then(() => runOnce(some));
  };
  const restart = (some) => {
    if (some.length === 0) return;
    stream.emitMessage('test:watch:restarted', undefined);
    start(some);
  };

  const ended = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  const stop = () => controller.abort();
  if (settings.signal?.aborted) stop();
  else settings.signal?.addEventListener('abort', stop, { once: true });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, stop);
  try {
    const tearDown = await runGlobalSetup(settings.globalSetupPath, settings.cwd);
    for (const file of files) note(file, file);
    start(files);
    await ended;
    watched.close();
    await rest;
    await tearDown();
  } finally {
    watched.close();
    for (const name of ['SIGINT', 'SIGTERM']) process.off(name, stop);
  }
}
