// A CommonJS module as programs import it: default is module.exports, names are those that its source shows
// (Node: "Modules: ECMAScript modules", "CommonJS namespaces").
import { binding } from '../binding.js';
import { Module } from './commonjs.js';
import { exportNames } from './commonjs_names.js';
import { pathFromHref } from './file_url.js';
import { hasLoadHooks } from './hooks.js';
import { hasHooksThread } from './hooks_thread.js';
import { keepSource, sourceOf } from './run_source.js';

const { syntheticModule } = binding('loader');

/** filename -> what its module exported when it was through, for facades that have not run yet. */
const awaited = new Map();

/** Called when a file was loaded: what a facade shows is what the module exported then. */
export function noteLoaded(module) {
  if (awaited.has(module.filename)) awaited.set(module.filename, { exports: module.exports });
}

/**
 * @param {string} url
 * @param {string | null | undefined} source  null: read it where it is needed
 * @param {boolean} isMain
 */
export function commonjsFacade(url, source, isMain) {
  const filename = url.startsWith('file:') ? pathFromHref(url) : url;
  const text = source ?? sourceOf(filename);
  const names = exportNames(filename, text);
  const exported = ['default', 'module.exports'];
  for (const name of names) if (name !== 'default' && name !== 'module.exports') exported.push(name);

  if (!Module._cache[filename]?.loaded && !awaited.has(filename)) awaited.set(filename, undefined);
  const module = syntheticModule(url, exported, (self) => {
    const exports = run(filename, source, isMain);
    for (let i = 2; i < exported.length; i++) {
      const name = exported[i];
      let value;
      try {
        if (exports !== null && exports !== undefined && Object.hasOwn(Object(exports), name)) value = exports[name];
      } catch {
        // A getter that throws: the name is there, without a value.
      }
      self.setExport(name, value);
    }
    self.setExport('default', exports);
    self.setExport('module.exports', exports);
  });
  return {
    format: 'commonjs',
    module,
    names: new Set(exported),
    isRunning: () => Module._cache[filename]?.loaded === false,
  };
}

function run(filename, source, isMain) {
  const noted = awaited.get(filename);
  awaited.delete(filename);
  if (noted !== undefined) return noted.exports;
  const known = Module._cache[filename];
  if (known?.loaded) return known.exports;
  if (source === null || source === undefined) return Module._load(filename, undefined, isMain);
  if ((hasLoadHooks() || hasHooksThread()) && known === undefined) return runGiven(filename, source);
  keepSource(filename, source);
  return Module._load(filename, undefined, isMain);
}

/** Source that a load hook gave: there need not be such a file. */
function runGiven(filename, source) {
  const module = new Module(filename, undefined);
  module.filename = filename;
  module.paths = Module._nodeModulePaths(module.path);
  Module._cache[filename] = module;
  let done = false;
  try {
    module._compile(source, filename, 'commonjs');
    module.loaded = true;
    done = true;
  } finally {
    if (!done) delete Module._cache[filename];
  }
  return module.exports;
}
