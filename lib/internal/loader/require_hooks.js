// require() through module.registerHooks(): files are URLs there, and a hook may make up modules that are no files.
import { Module } from './commonjs.js';
import { builtinId, builtinUrl } from './builtin_modules.js';
import { requireConditions } from './conditions.js';
import { hrefFromPath, pathFromHref } from './file_url.js';
import { loadByHooks, resolveByHooks } from './hooks.js';

/** Module -> what the resolve hooks said of it */
const resolutions = new WeakMap();

export function noteResolution(module, resolution) {
  resolutions.set(module, resolution);
}

const urlOf = (filename) => (filename.startsWith('/') ? hrefFromPath(filename) : filename);

function defaultUrl(filename) {
  const id = builtinId(filename);
  return id === undefined ? urlOf(filename) : builtinUrl(id);
}

/**
 * @param {string} request
 * @param {Module} [parent]
 * @param {boolean} [isMain]
 * @param {object} [options]  of require.resolve()
 * @returns {{ filename: string, url: string, format?: string | null }}
 */
export function resolveForRequire(request, parent, isMain, options) {
  const parentURL = parent?.filename ? (resolutions.get(parent)?.url ?? urlOf(parent.filename)) : undefined;
  let asked;
  const { url, format } = resolveByHooks(request, parentURL, undefined, requireConditions(), (specifier, context) => {
    const from = context.parentURL === parentURL ? parent : moduleAt(context.parentURL);
    asked = Module._resolveFilename(specifier, from, isMain, options);
    return {
      __proto__: null,
      url: defaultUrl(asked),
      format: specifier.startsWith('node:') ? 'builtin' : undefined,
      importAttributes: undefined,
    };
  });
  if (url.startsWith('file:')) return { filename: pathFromHref(url), url, format };
  if (builtinId(url) !== undefined)
    return { filename: asked !== undefined && defaultUrl(asked) === url ? asked : url, url, format };
  return { filename: url, url, format };
}

/** A module that stands where a hook says the request comes from. */
function moduleAt(url) {
  const filename = url?.startsWith('file:') ? pathFromHref(url) : url;
  const module = new Module(filename, undefined);
  module.filename = filename;
  module.paths = Module._nodeModulePaths(module.path);
  return module;
}

/**
 * @param {Module} module
 * @param {string} filename
 * @param {string} [format]  by name and package
 * @param {() => string} read
 * @returns {{ source: string, format?: string }}
 */
export function loadForRequire(module, filename, format, read) {
  const resolution = resolutions.get(module);
  const loaded = loadByHooks(
    resolution?.url ?? urlOf(filename),
    resolution?.format ?? format,
    undefined,
    requireConditions(),
    (url, context) => ({ source: read(), format: context.format }),
  );
  const { source } = loaded;
  return {
    source: typeof source === 'string' ? source : new TextDecoder().decode(source ?? new Uint8Array()),
    format: loaded.format ?? undefined,
  };
}

/**
 * A builtin through the load hooks.
 * @returns {{ source: unknown, format?: string | null }} format 'builtin': it is what it is
 */
export function loadBuiltinForRequire(id) {
  return loadByHooks(builtinUrl(id), 'builtin', undefined, requireConditions(), () => ({
    source: null,
    format: 'builtin',
  }));
}
