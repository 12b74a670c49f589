// Whether stacks show the places of the sources that code was made from.
import { setFrameMapper } from '../errors/prepare_stack.js';
import { load } from '../builtins.js';
import { options } from '../options.js';
import { onStart } from '../start.js';
import { validateBoolean, validateObject } from '../validators.js';

const off = { __proto__: null, enabled: false, nodeModules: false, generatedCode: false };
let support = off;

function set(next) {
  support = Object.freeze({ __proto__: null, ...next });
  setFrameMapper(support.enabled ? (sites) => load('internal/source_map/frames').mapFrames(sites) : undefined);
}

onStart(() => {
  const wanted = options['enable-source-maps'] ?? options['experimental-transform-types'] ?? false;
  if (wanted) set({ enabled: true, nodeModules: true, generatedCode: true });
});

/** @returns {{ enabled: boolean, nodeModules: boolean, generatedCode: boolean }}  Node module.getSourceMapsSupport since v23.7.0 */
export const getSourceMapsSupport = () => support;

/**
 * @param {boolean} enabled
 * @param {{ nodeModules?: boolean, generatedCode?: boolean }} [settings]  whether files below node_modules, and code from eval(), are
 *   looked at, too
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  Node module.setSourceMapsSupport since v23.7.0
 */
export function setSourceMapsSupport(enabled, settings = { __proto__: null }) {
  validateBoolean(enabled, 'enabled');
  validateObject(settings, 'options');
  const { nodeModules = false, generatedCode = false } = settings;
  validateBoolean(nodeModules, 'options.nodeModules');
  validateBoolean(generatedCode, 'options.generatedCode');
  set(enabled ? { enabled, nodeModules, generatedCode } : off);
}

/** All of it. @param {boolean} enabled  Node process.setSourceMapsEnabled since v16.6.0 */
export function setSourceMapsEnabled(enabled) {
  validateBoolean(enabled, 'enabled');
  set({ enabled, nodeModules: enabled, generatedCode: enabled });
}

/** Whether code of this name is looked at: what is installed only where that is asked for. @param {string} name  path or URL */
export const isMapped = (name) => support.enabled && (support.nodeModules || !/[\\/]node_modules[\\/]/.test(name));

/**
 * Called with each source that is compiled.
 * @param {string} name  path or URL
 * @param {string} source
 * @param {object} [holder]  the map goes when this goes
 */
export function noteSource(name, source, holder) {
  if (isMapped(name)) load('internal/source_map/registry').note(name, source, holder);
}
