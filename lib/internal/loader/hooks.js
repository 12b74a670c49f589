//# allFunctionsCalledOnLoad
// module.registerHooks(): functions of the program in front of the resolve and load steps, in this thread
// (Node: "Modules: node:module API", "Synchronous hooks").
import { codes } from '../errors.js';
import { validateFunction, validateObject } from '../validators.js';

/** Those registered last are asked first. */
const resolvers = [];
const loaders = [];

export const hasResolveHooks = () => resolvers.length > 0;
export const hasLoadHooks = () => loaders.length > 0;

class ModuleHooks {
  constructor(resolve, load) {
    this.resolve = resolve;
    this.load = load;
  }

  /** The hooks are no longer asked. */
  deregister() {
    remove(resolvers, this);
    remove(loaders, this);
  }
}

function remove(list, item) {
  const index = list.indexOf(item);
  if (index !== -1) list.splice(index, 1);
}

/**
 * @param {{ resolve?: Function, load?: Function }} hooks
 * @returns {{ deregister(): void }}
 * Node module.registerHooks() since v22.15.0
 */
export function registerHooks(hooks) {
  validateObject(hooks, 'hooks');
  const { resolve, load } = hooks;
  if (resolve !== undefined && resolve !== null) validateFunction(resolve, 'hooks.resolve');
  if (load !== undefined && load !== null) validateFunction(load, 'hooks.load');
  const registered = new ModuleHooks(resolve, load);
  if (resolve) resolvers.push(registered);
  if (load) loaders.push(registered);
  return registered;
}

/** Asks hook `index` of `list`, which may ask the next one; below the first stands `last`. */
function ask(list, kind, index, argument, context, last, check) {
  if (index < 0) return last(argument, context);
  let wentOn = false;
  const next = (nextArgument = argument, nextContext = undefined) => {
    wentOn = true;
    const merged = nextContext === undefined ? context : { ...context, ...nextContext };
    return ask(list, kind, index - 1, nextArgument, merged, last, check);
  };
  const result = list[index][kind](argument, context, next);
  check(result);
  if (!wentOn && !result.shortCircuit)
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('true', kind, 'shortCircuit', result.shortCircuit);
  return result;
}

function checkResolved(result) {
  if (typeof result !== 'object' || result === null)
    throw new codes.ERR_INVALID_RETURN_VALUE('an object', 'resolve', result);
  if (typeof result.url !== 'string')
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a URL string', 'resolve', 'url', result.url);
  const { format } = result;
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', 'resolve', 'format', format);
  }
}

function checkLoaded(result) {
  if (typeof result !== 'object' || result === null)
    throw new codes.ERR_INVALID_RETURN_VALUE('an object', 'load', result);
  const { format, source } = result;
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', 'load', 'format', format);
  }
  const isBytes = ArrayBuffer.isView(source) || source instanceof ArrayBuffer || source instanceof SharedArrayBuffer;
  if (source !== undefined && source !== null && typeof source !== 'string' && !isBytes) {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
      'a string, an ArrayBuffer, or a TypedArray',
      'load',
      'source',
      source,
    );
  }
}

/**
 * @param {string} specifier
 * @param {string | undefined} parentURL
 * @param {object | undefined} importAttributes
 * @param {Set<string>} conditions
 * @param {(specifier: string, context: object) => object} last  the default step
 * @returns {{ url: string, format?: string | null, importAttributes?: object }}
 */
export function resolveByHooks(specifier, parentURL, importAttributes, conditions, last) {
  const context = { parentURL, importAttributes, conditions: [...conditions] };
  const result = ask(resolvers, 'resolve', resolvers.length - 1, specifier, context, last, checkResolved);
  return result;
}

/**
 * @param {string} url
 * @param {string | null | undefined} format
 * @param {object | undefined} importAttributes
 * @param {Set<string>} conditions
 * @param {(url: string, context: object) => object} last  the default step
 * @returns {{ format?: string | null, source: string | ArrayBuffer | Uint8Array | null }}
 */
export function loadByHooks(url, format, importAttributes, conditions, last) {
  const context = { format, importAttributes, conditions: [...conditions] };
  return ask(loaders, 'load', loaders.length - 1, url, context, last, checkLoaded);
}
