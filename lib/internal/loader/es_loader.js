//# allFunctionsCalledOnLoad
// ES modules: the graph behind an import, loaded, linked and evaluated. One Job per URL and attributes, for ever.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { importConditions } from './conditions.js';
import { displayName } from './file_url.js';
import { explainEvaluation, explainMissingName } from './explain.js';
import { hasLoadHooks, hasResolveHooks, loadByHooks, resolveByHooks } from './hooks.js';
import { hasHooksThread, loadOnThread, resolveOnThread } from './hooks_thread.js';
import { loadSource } from './load_source.js';
import { formatHint } from './format.js';
import { resolveImport } from './resolve.js';
import { translate } from './translate.js';

const { status } = binding('loader');
const { writeText } = binding('process');

/** A module of the graph. Fields are declared: a program may have put accessors of their names onto Object.prototype. */
class Job {
  url;
  format;
  /** The engine's module. */
  module;
  /** What `import source` gives: a WebAssembly.Module, undefined for the others. */
  source;
  /** CommonJS only: the names that its namespace has. */
  names;
  /** CommonJS only: tells whether it is running just now. */
  isRunning;
  /** The Job of each request, in order, null for `import source`; undefined until all of them are there. */
  children;
  /** Whether all Jobs that can be reached from here have their children. */
  linked = false;

  /**
   * @param {string} url
   * @param {object} translated  of translate()
   */
  constructor(url, translated) {
    this.url = url;
    this.format = translated.format;
    this.module = translated.module;
    this.source = translated.source;
    this.names = translated.names;
    this.isRunning = translated.isRunning;
  }
}

/** URL (and type attribute) -> Job */
const jobs = new Map();

const keyOf = (url, attributes) => (attributes.type === undefined ? url : `${url}\0${attributes.type}`);

const NO_ATTRIBUTES = Object.freeze(Object.create(null));

/** The Job that is known for a URL. */
export function knownJob(url, attributes = NO_ATTRIBUTES) {
  return jobs.get(keyOf(url, attributes));
}

/** Puts a module that the caller made (an entry point's, a required one's) among the Jobs. */
export function addJob(url, translated, attributes = NO_ATTRIBUTES) {
  const job = new Job(url, translated);
  jobs.set(keyOf(url, attributes), job);
  return job;
}

/** What finds the modules of import() where that takes time. */
let finder;

/** @param {(specifier: string, parentHref: string, attributes: object) => Promise<Job>} fn  gives a Job all of whose children are there */
export function setFinder(fn) {
  finder = fn;
}

/** parent -> specifier -> URL: what was found once stays, whatever becomes of the files. */
const resolved = new Map();

function resolveOnce(specifier, parentHref, isMain) {
  let known = resolved.get(parentHref);
  if (known === undefined) {
    known = new Map();
    resolved.set(parentHref, known);
  }
  let url = known.get(specifier);
  if (url === undefined) {
    url = resolveImport(specifier, parentHref, importConditions(), isMain);
    known.set(specifier, url);
  }
  return url;
}

/**
 * @param {string} specifier
 * @param {string} parentHref
 * @param {object} [attributes]
 * @param {boolean} [isMain]
 * @returns {{ url: string, format: string | null | undefined, importAttributes?: object }}
 */
export function resolveModule(specifier, parentHref, attributes = NO_ATTRIBUTES, isMain = false) {
  if (!hasResolveHooks() && !hasHooksThread()) {
    return { url: resolveOnce(specifier, parentHref, isMain), format: undefined };
  }
  return resolveByHooks(specifier, parentHref, attributes, importConditions(), (request, context) => {
    if (hasHooksThread()) return resolveOnThread(request, context);
    const url = resolveImport(request, context.parentURL, new Set(context.conditions), isMain);
    return { __proto__: null, url, format: formatHint(url), importAttributes: undefined };
  });
}

function getJob(specifier, parentHref, attributes, isMain = false) {
  const resolved = resolveModule(specifier, parentHref, attributes, isMain);
  return jobFor(resolved.url, resolved.importAttributes ?? attributes, resolved.format, isMain);
}

function load(url, attributes, format) {
  if (!hasLoadHooks() && !hasHooksThread()) return loadSource(url, attributes, format ?? undefined);
  return loadByHooks(url, format, attributes, importConditions(), (href, context) =>
    hasHooksThread()
      ? loadOnThread(href, context)
      : loadSource(href, context.importAttributes ?? attributes, context.format ?? undefined),
  );
}

function jobFor(url, attributes, format, isMain) {
  const known = knownJob(url, attributes);
  if (known !== undefined) return known;
  const loaded = load(url, attributes, format);
  return addJob(url, translate(url, loaded.format, loaded.source, isMain), attributes);
}

/**
 * Gives every Job below `root` its children. Loops go by index: a program may have taken array iteration away.
 * @param {Job} root
 * @param {boolean} [forRequire]  a CommonJS module that is still running cannot be part of the graph then
 */
export function linkJob(root, forRequire = false) {
  if (root.linked) return;
  const found = [root];
  const seen = new Set().add(root);
  let done = false;
  try {
    for (let i = 0; i < found.length; i++) {
      const job = found[i];
      if (job.children === undefined) linkOne(job, forRequire);
      for (let j = 0; j < job.children.length; j++) {
        const child = job.children[j];
        if (child === null || child.linked || seen.has(child)) continue;
        seen.add(child);
        found.push(child);
      }
    }
    done = true;
  } finally {
    // A later import begins anew: the file system may have changed.
    if (!done) forgetUnlinked(seen);
  }
  for (let i = 0; i < found.length; i++) found[i].linked = true;
}

/** @param {Set<Job>} seen */
export function forgetUnlinked(seen) {
  for (const [key, job] of jobs) if (!job.linked && seen.has(job)) jobs.delete(key);
}

function linkOne(job, forRequire) {
  const requests = job.module.requests();
  const found = [];
  for (let i = 0; i < requests.length; i++) {
    const { specifier, attributes, phase } = requests[i];
    const child = getJob(specifier, job.url, attributes);
    if (forRequire && phase !== 'source') refuseRunning(child, specifier, job);
    found.push(child);
  }
  connectJob(job, requests, found);
}

/**
 * Gives a Job its children.
 * @param {Job} job
 * @param {{ phase: string }[]} requests  of its module
 * @param {Job[]} found  for each of them
 */
export function connectJob(job, requests, found) {
  const children = [];
  const modules = [];
  for (let i = 0; i < requests.length; i++) {
    const child = found[i];
    if (requests[i].phase === 'source') {
      // Only looked at: it is no part of the graph that runs.
      children.push(null);
      modules.push(sourceOf(child));
      continue;
    }
    children.push(child);
    modules.push(child.module);
  }
  job.module.link(modules);
  job.children = children;
}

/** What is required cannot wait for what is running: that may be waiting for the require(). */
function refuseRunning(child, specifier, importer) {
  const isRunningCommonJS = child.isRunning?.();
  if (!isRunningCommonJS && child.module.status() !== status.evaluating) return;
  throw new codes.ERR_REQUIRE_CYCLE_MODULE(
    `Cannot import ${isRunningCommonJS ? 'CommonJS ' : ''}Module ${specifier} in a cycle. ` +
      `(from ${displayName(importer.url)})${CYCLE_ADVICE}`,
  );
}

function sourceOf(job) {
  if (job.source !== undefined) return job.source;
  throw new codes.ERR_SOURCE_PHASE_NOT_DEFINED(job.url);
}

const CYCLE_ADVICE =
  ' A cycle involving require(esm) is disallowed to maintain invariants mandated by the ECMAScript specification. ' +
  'Try making at least part of the dependency in the graph lazily loaded.';

function instantiate(job) {
  try {
    job.module.instantiate();
  } catch (error) {
    throw explainMissingName(error, job);
  }
}

/**
 * Runs a Job's graph.
 * @param {Job} job
 * @returns {Promise<object>} the namespace
 */
export async function runJob(job) {
  linkJob(job);
  instantiate(job);
  try {
    await job.module.evaluate();
  } catch (error) {
    throw explainEvaluation(error, job);
  }
  return job.module.namespace();
}

/** The Job of the program's own file. */
export function mainJobOf(url) {
  return getJob(url, undefined, NO_ATTRIBUTES, true);
}

/**
 * import(): a module's namespace once it has run.
 * @param {string} specifier
 * @param {string} parentHref
 * @param {object} [attributes]
 * @returns {Promise<object>}
 */
export async function importModule(specifier, parentHref, attributes = NO_ATTRIBUTES) {
  const job =
    finder === undefined ? getJob(specifier, parentHref, attributes) : await finder(specifier, parentHref, attributes);
  return runJob(job);
}

/**
 * import.source(): what a module is made from, without running it.
 * @param {string} specifier
 * @param {string} parentHref
 * @param {object} [attributes]
 * @returns {Promise<WebAssembly.Module>}
 * @throws ERR_SOURCE_PHASE_NOT_DEFINED
 */
export async function importSource(specifier, parentHref, attributes = NO_ATTRIBUTES) {
  return sourceOf(getJob(specifier, parentHref, attributes));
}

/**
 * require() of an ES module.
 * @param {Job} job
 * @param {string} filename
 * @param {string} [parent]  filename of the requiring module
 * @returns {object} the namespace
 * @throws ERR_REQUIRE_ASYNC_MODULE, ERR_REQUIRE_CYCLE_MODULE, and what the module throws
 */
export function requireJob(job, filename, parent) {
  if (job.module.status() === status.evaluating) throw cycleError(filename, parent);
  linkJob(job, true);
  instantiate(job);
  if (job.module.isGraphAsync()) throw asyncError(job, filename, parent);
  if (job.module.status() === status.errored) throw job.module.error();
  try {
    return job.module.evaluateNow();
  } catch (error) {
    throw explainEvaluation(error, job);
  }
}

function asyncError(job, filename, parent) {
  if (options['experimental-print-required-tla']) {
    // Where it waits is only known once it runs.
    job.module.evaluate();
    const places = job.module.stalledAwaits();
    for (let i = 0; i < places.length; i++) writeText(2, `Error: unexpected top-level await at ${places[i]}\n\n`);
  }
  return new codes.ERR_REQUIRE_ASYNC_MODULE(filename, parent);
}

/** For a module that is required while it is being evaluated. */
export function cycleError(filename, parent) {
  return new codes.ERR_REQUIRE_CYCLE_MODULE(
    `Cannot require() ES Module ${filename} in a cycle.${parent ? ` (from ${parent})` : ''}${CYCLE_ADVICE}`,
  );
}
