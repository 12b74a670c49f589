//# allFunctionsCalledOnLoad
// The program: which module it begins with, and what its end says while a top-level await is still waiting.
import { resolve as resolvePath } from '../path/posix.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { proposeExitCode } from '../process/exit.js';
import { workingFolder } from '../process/working_folder.js';
import { thisThread } from '../worker_threads/this_thread.js';
import { Module } from './commonjs.js';
import { importModule, linkJob, mainJobOf, runJob } from './es_loader.js';
import { hrefFromPath } from './file_url.js';
import { extensionOf } from './format.js';
import { hasHooksThread, registerByOptions } from './hooks_thread.js';
import { setMainUrl } from './import_meta.js';
import { folderOf, packageScope } from './package_json.js';

const { writeText } = binding('process');

const UNSETTLED_TOP_LEVEL_AWAIT = 13;

/** What the program's end waits for. */
let pending = 0;
let mainJob;

/** Keeps track of a promise that is part of the program's start. Its rejection is reported as any other. */
export function follow(promise) {
  pending++;
  return promise.then(
    () => {
      pending--;
    },
    (error) => {
      pending--;
      throw error;
    },
  );
}

/**
 * Runs an ES module as the program. What cannot be loaded or linked throws; what the module throws is an unhandled rejection.
 * @param {Job} job
 */
export function runMainModule(job) {
  mainJob = job;
  setMainUrl(job.url);
  linkJob(job);
  // The program runs as a microtask: what its promises do comes before its ticks.
  follow(Promise.resolve(job).then(runJob));
}

/** ES modules that were asked for by --import, then the program. */
async function importFirst(run) {
  await preloadImports();
  await run();
}

/** What --import names. */
export async function preloadImports() {
  if (options.import === undefined) return;
  const base = hrefFromPath(`${workingFolder()}/`);
  for (let i = 0; i < options.import.length; i++) await importModule(options.import[i], base);
}

/** What -r and --experimental-loader name. */
export function preloadRequired() {
  if (options.require !== undefined) Module._preloadModules(options.require);
  registerByOptions();
}

/**
 * Loads what -r and --import name, then calls `run`.
 * @param {() => void} run
 */
export function afterPreloads(run) {
  preloadRequired();
  if (options.import === undefined) run();
  else follow(importFirst(run));
}

/** The loop is empty for good: says where the program still waits. Called before 'exit'. */
export function noteUnsettled() {
  if (pending === 0 || process.exitCode !== undefined) return;
  proposeExitCode(UNSETTLED_TOP_LEVEL_AWAIT);
  if (!options.warnings || mainJob === undefined) return;
  for (const place of mainJob.module.stalledAwaits())
    writeText(2, `Warning: Detected unsettled top-level await at ${place}\n\n\n`);
}

/** Whether the file is an ES module by its name or its package; else CommonJS has the first say. */
function isModuleFile(path) {
  const extension = extensionOf(path);
  if (extension === '.mjs' || extension === '.wasm' || (extension === '.mts' && options['strip-types'])) return true;
  if (extension === '.cjs' || extension === '.cts') return false;
  return packageScope(folderOf(path))?.type === 'module';
}

/** @throws ERR_INPUT_TYPE_NOT_ALLOWED: --input-type was given for a file, whose name says what it is; a Worker's is not the one it is about */
export function refuseInputType() {
  if (options['input-type'] !== undefined && thisThread.isMainThread) throw new codes.ERR_INPUT_TYPE_NOT_ALLOWED();
}

/**
 * Runs the program's file. CommonJS runs whatever --input-type says, as in Node.
 * @throws ERR_INPUT_TYPE_NOT_ALLOWED
 * @param {string} [main]  path, absolute or from the current folder
 */
export function runMain(main = process.argv[1]) {
  const path = Module._findPath(resolvePath(main), null, true);
  if (path && (isModuleFile(path) || options.import !== undefined || hasHooksThread())) {
    refuseInputType();
    runMainModule(mainJobOf(hrefFromPath(path)));
    return;
  }
  Module._load(main, null, true);
}
