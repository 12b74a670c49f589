//# allFunctionsCalledOnLoad
// How require() loads a file, by its extension.
import fs from '../../fs.js';
import { codes } from '../errors.js';
import { Module } from './commonjs.js';
import { readSource } from './files.js';
import { requireFormat } from './format.js';
import { hasLoadHooks } from './hooks.js';
import { loadForRequire } from './require_hooks.js';
import { parseJson } from './parse_json.js';
import { sourceOf } from './run_source.js';

const { readFileSync } = fs;

/** The text of a file. A program that has replaced fs.readFileSync (to read from archives, say) is asked. */
function textOf(filename, read) {
  if (fs.readFileSync === readFileSync) return read(filename);
  const text = fs.readFileSync(filename, 'utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

Module._extensions['.js'] = (module, filename) => {
  const format = requireFormat(filename);
  if (hasLoadHooks()) {
    const loaded = loadForRequire(module, filename, format, () => textOf(filename, sourceOf));
    if (loaded.format === 'json') module.exports = parseJson(loaded.source, filename);
    else module._compile(loaded.source, filename, loaded.format);
    return;
  }
  module._compile(textOf(filename, sourceOf), filename, format);
};

Module._extensions['.json'] = (module, filename) => {
  const text = hasLoadHooks()
    ? loadForRequire(module, filename, 'json', () => textOf(filename, readSource)).source
    : textOf(filename, readSource);
  module.exports = parseJson(text, filename);
};

Module._extensions['.node'] = (module, filename) => {
  throw new codes.ERR_DLOPEN_FAILED(`Native addons cannot be loaded: ${filename}`);
};
