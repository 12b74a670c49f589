// import() of code that is already running, wherever it came from.
import { join } from '../path/posix.js';
import { tracingChannel } from '../diagnostics_channel/tracing_channel.js';
import { codes } from '../errors.js';
import { workingFolder } from '../process/working_folder.js';
import { importModule, importSource } from './es_loader.js';
import { hrefFromPath } from './file_url.js';
import { URL } from '../url/url.js';

/** Who wants to know of import(). */
const imports = tracingChannel('module.import');

/** Host-defined id -> function(specifier, attributes, referrer name, phase), for code that programs compile themselves (node:vm). */
const importers = new WeakMap();

/**
 * Lets `importer` answer import() in code that was compiled with the host-defined id `id`.
 * @param {symbol} id
 * @param {(specifier: string, attributes: object, name: string, phase: string) => Promise<object>} importer
 */
export function setImporter(id, importer) {
  importers.set(id, importer);
}

/** The URL that relative specifiers of code called `name` are meant from. */
function referrerUrl(name) {
  if (typeof name !== 'string' || name === '') return hrefFromPath(`${workingFolder()}/`);
  if (name.startsWith('/')) return hrefFromPath(name);
  // What a promise calls without code of the program beneath it, such as eval, is called by the library for V8.
  if (name.startsWith('node:')) return hrefFromPath(`${workingFolder()}/`);
  return URL.canParse(name) ? name : hrefFromPath(join(workingFolder(), name));
}

// What is imported runs once the importing code is through, as if it had come from afar.
async function importLater(specifier, parentURL, attributes, phase) {
  await undefined;
  return phase === 'source'
    ? importSource(specifier, parentURL, attributes)
    : importModule(specifier, parentURL, attributes);
}

/**
 * Called by the engine.
 * @param {true | symbol | undefined} id  host-defined id of the code; true: the program's own loader answers
 * @param {string} name  file name or URL of the code
 * @param {string} specifier
 * @param {object} attributes
 * @param {'evaluation' | 'source'} phase
 * @returns {Promise<object>}
 */
export async function importDynamically(id, name, specifier, attributes, phase) {
  if (id === true) {
    const parentURL = referrerUrl(name);
    const context = { parentURL, url: specifier };
    return imports.tracePromise(importLater, context, undefined, specifier, parentURL, attributes, phase);
  }
  const importer = id === undefined ? undefined : importers.get(id);
  if (importer === undefined) throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING();
  return importer(specifier, attributes, name, phase);
}
