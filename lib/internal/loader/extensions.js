// How require() loads a file, by its extension.
import { codes } from '../errors.js';
import { Module } from './commonjs.js';
import { readSource } from './files.js';
import { requireFormat } from './format.js';
import { hasLoadHooks } from './hooks.js';
import { loadForRequire } from './require_hooks.js';
import { parseJson } from './json_module.js';
import { sourceOf } from './run_source.js';

Module._extensions['.js'] = (module, filename) => {
  const format = requireFormat(filename);
  if (hasLoadHooks()) {
    const loaded = loadForRequire(module, filename, format, () => sourceOf(filename));
    if (loaded.format === 'json') module.exports = parseJson(loaded.source, filename);
    else module._compile(loaded.source, filename, loaded.format);
    return;
  }
  module._compile(sourceOf(filename), filename, format);
};

Module._extensions['.json'] = (module, filename) => {
  const text = hasLoadHooks()
    ? loadForRequire(module, filename, 'json', () => readSource(filename)).source
    : readSource(filename);
  module.exports = parseJson(text, filename);
};

Module._extensions['.node'] = (module, filename) => {
  throw new codes.ERR_DLOPEN_FAILED(`Native addons cannot be loaded: ${filename}`);
};
