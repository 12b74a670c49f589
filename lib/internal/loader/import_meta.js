//# allFunctionsCalledOnLoad
// import.meta of a program's ES modules (Node: "Modules: ECMAScript modules", "import.meta").
import { dirname } from '../path/posix.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { urlOf } from './compile.js';
import { resolveModule } from './es_loader.js';
import { pathFromHref } from './file_url.js';
import { URL } from '../url/url.js';

let mainUrl;

/** Tells which module is the program's own. */
export function setMainUrl(url) {
  mainUrl = url;
}

/** What is resolved although it may be missing: only its URL is asked for. */
const MAY_BE_MISSING = new Set(['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT']);

function resolvedUrl(specifier, parentHref) {
  try {
    return resolveModule(`${specifier}`, parentHref).url;
  } catch (error) {
    if (MAY_BE_MISSING.has(error?.code) && Object.hasOwn(error, 'url')) return error.url;
    throw error;
  }
}

function resolverFor(url) {
  return function resolve(specifier, parent = undefined) {
    if (parent === undefined || !options['experimental-import-meta-resolve']) return resolvedUrl(specifier, url);
    if (typeof parent !== 'string' && !(parent instanceof URL))
      throw new codes.ERR_INVALID_ARG_TYPE('parentURL', ['string', 'URL'], parent);
    return resolvedUrl(specifier, new URL(parent).href);
  };
}

/**
 * Called by the engine at a module's first use of import.meta. A module that a program made itself (node:vm) may have a function
 * `initializeImportMeta` instead of a URL.
 * @param {EsModule} module
 * @param {object} meta  without prototype
 */
export function fillImportMeta(module, meta) {
  if (Object.hasOwn(module, 'initializeImportMeta')) {
    module.initializeImportMeta(meta);
    return;
  }
  const url = module[urlOf];
  if (url === undefined) return;
  if (url.startsWith('file:')) {
    const filename = pathFromHref(url);
    meta.dirname = dirname(filename);
    meta.filename = filename;
  }
  meta.main = url === mainUrl;
  meta.resolve = resolverFor(url);
  meta.url = url;
}
