// NODE_V8_COVERAGE: which code has run, written to a folder at the end of each thread, for tools to read
// (Node: "Command-line API", "NODE_V8_COVERAGE=dir").
// Nothing is loaded at the end: hooks of the program would see it.
import fs from '../../fs.js';
import '../../url.js';
import { binding } from '../binding.js';
import { hrefFromPath } from '../loader/file_url.js';
import { now } from '../perf_hooks/now.js';
import { onExited } from '../process/exit.js';
import { beforeOwnSignal } from '../process/signals.js';
import { entryOf } from '../source_map/registry.js';
import { thisThread } from '../worker_threads/this_thread.js';

const native = binding('v8');

/** Where it is written to, while code is counted. */
let directory;

/** Programs are known by URLs, the library not at all. */
function programsOnly(scripts) {
  return scripts
    .filter(({ url }) => url !== '' && !url.startsWith('node:') && !url.startsWith('rondo:'))
    .map((script) => (script.url.startsWith('/') ? { ...script, url: hrefFromPath(script.url) } : script));
}

/** The source maps that the files name, as tools expect them beside the counts. */
function sourceMapsOf(scripts) {
  const found = {};
  for (const { url } of scripts) {
    if (!url.startsWith('file:')) continue;
    const entry = entryOf(url);
    if (entry !== undefined) found[url] = entry;
  }
  return found;
}

/** A name that no other thread, and no earlier call, has taken. */
function writeNew(text) {
  fs.mkdirSync(directory, { recursive: true });
  const time = Date.now();
  for (let number = thisThread.threadId; ; number++) {
    try {
      fs.writeFileSync(`${directory}/coverage-${process.pid}-${time}-${number}.json`, text, { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Begins to count, and has it written at the end.
 * @param {string} folder  an absolute path
 */
export function collectInto(folder) {
  if (directory === undefined) {
    onExited(writeLast);
    beforeOwnSignal(writeLast);
  }
  directory = folder;
  native.startCoverage();
}

/** A folder that cannot be written to is told of, and is no reason to fail. */
function writeLast() {
  try {
    takeCoverage();
  } catch (error) {
    process._rawDebug(`Failed to write coverage: ${error.message}`);
  }
}

/**
 * Writes what has run since the last time; nothing where NODE_V8_COVERAGE does not ask for it. Node v8.takeCoverage since v15.1.0
 */
export function takeCoverage() {
  const answer = directory === undefined ? undefined : native.takeCoverage();
  if (answer === undefined) return;
  const result = programsOnly(JSON.parse(answer).result.result);
  const maps = sourceMapsOf(result);
  const more = Object.keys(maps).length > 0 ? { 'source-map-cache': maps } : undefined;
  writeNew(JSON.stringify({ result, timestamp: Math.round(now() * 1e3), ...more }));
}

/** Nothing is counted or written any more. Node v8.stopCoverage since v15.1.0 */
export function stopCoverage() {
  directory = undefined;
  native.stopCoverage();
}
