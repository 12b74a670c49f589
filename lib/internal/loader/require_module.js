// require() of an ES module (Node: "Modules: CommonJS modules", "Loading ECMAScript modules using require()").
import { binding } from '../binding.js';
import { options } from '../options.js';
import { Module, parentOf } from './commonjs.js';
import { compileEsModule } from './compile.js';
import { runMainModule } from './entry.js';
import { addJob, cycleError, knownJob, requireJob } from './es_loader.js';
import { hrefFromPath } from './file_url.js';
import { warnTypeless } from './translate.js';

const { compileModule, status } = binding('loader');

/** Module -> the Job of the ES module that it stands for */
const jobOf = new WeakMap();

/** Adds the mark of transpiled modules to a namespace that has a default export, as their importers expect. */
function withMark(namespace, job) {
  const facade = compileModule(
    'node:internal/require_module_facade',
    'export * from "original"; export { default } from "original"; export const __esModule = true;',
    0,
    0,
    true,
    undefined,
  );
  const { length } = facade.requests();
  facade.link(new Array(length).fill(job.module));
  facade.instantiate();
  return facade.evaluateNow();
}

/** What require() gives for a namespace. */
function exportsOf(namespace, job) {
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  return withMark(namespace, job);
}

/**
 * Runs an ES module as what `module` loads.
 * @param {Module} module
 * @param {string} source  JavaScript
 * @param {string} filename
 * @param {boolean} detected  whether its syntax, not its name or package, said what it is
 */
export function requireModule(module, source, filename, detected) {
  const url = filename.startsWith('/') ? hrefFromPath(filename) : filename;
  if (process.mainModule === module) {
    if (detected) warnTypeless(url);
    process.mainModule = undefined;
    runMainModule(knownJob(url) ?? addJob(url, { format: 'module', module: compileEsModule(source, url) }));
    return;
  }
  tell(filename, parentOf(module)?.filename);
  let job = knownJob(url);
  if (job === undefined) {
    if (detected) warnTypeless(url);
    job = addJob(url, { format: 'module', module: compileEsModule(source, url) });
  }
  jobOf.set(module, job);
  module.exports = exportsOf(requireJob(job, filename, parentOf(module)?.filename), job);
}

/** --trace-require-module: who requires ES modules. */
function tell(filename, parent) {
  const mode = options['trace-require-module'];
  if (!mode || (mode === 'no-node-modules' && /[\\/]node_modules[\\/]/.test(parent ?? ''))) return;
  process.emitWarning(
    `CommonJS module ${parent ?? '<unknown>'} is loading ES Module ${filename} using require().\n` +
      'Support for loading ES Module in require() is an experimental feature and might change at any time',
    'ExperimentalWarning',
    undefined,
    Module.prototype.require,
  );
}

/** For a module that is required again while it loads: an ES module cannot give what it has so far. */
export function refuseCycle(module, requiring) {
  const job = jobOf.get(module);
  if (job !== undefined && job.module.status() !== status.evaluated) {
    throw cycleError(module.filename, parentOf(module)?.filename ?? requiring?.filename);
  }
}
