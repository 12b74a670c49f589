// process.binding(): what old programs take from it and that has a public home today.
import { load } from '../builtins.js';
import { options } from '../options.js';
import { warning } from '../util/deprecate.js';
import { stampCode } from '../errors/define.js';

const TYPES = [
  'isAnyArrayBuffer',
  'isArrayBuffer',
  'isArrayBufferView',
  'isAsyncFunction',
  'isDataView',
  'isDate',
  'isExternal',
  'isMap',
  'isMapIterator',
  'isNativeError',
  'isPromise',
  'isRegExp',
  'isSet',
  'isSetIterator',
  'isTypedArray',
  'isUint8Array',
];

const DEPRECATED = 'process.binding() is deprecated. Please use public APIs instead.';
const DEPRECATED_ERRNAME =
  "Directly calling process.binding('uv').errname(<val>) is being deprecated. Please make sure to use util.getSystemErrorName() instead.";

/** `fn`, warning under --pending-deprecation. */
const whenAsked = (fn, message, code) => (options['pending-deprecation'] ? warning(fn, message, code) : fn);

const bindings = {
  __proto__: null,
  util() {
    const { types } = load('util');
    return Object.fromEntries(TYPES.map((name) => [name, types[name]]));
  },
  uv() {
    const { getSystemErrorMap, getSystemErrorName } = load('util');
    const names = Array.from(getSystemErrorMap(), ([errno, [name]]) => [`UV_${name}`, errno]);
    const errname = whenAsked(getSystemErrorName, DEPRECATED_ERRNAME, 'DEP0119');
    return { errname, ...Object.fromEntries(names.sort()) };
  },
  constants: () => ({ os: load('os').constants, fs: load('fs').constants, crypto: load('crypto').constants }),
};

/**
 * @param {string} name  'util', 'uv' or 'constants'
 * @returns {object}
 * @throws {Error} ERR_INVALID_MODULE for all others. Node process.binding, deprecated (DEP0111)
 */
export function oldBinding(name) {
  name = `${name}`;
  if (bindings[name] === undefined) throw stampCode(new Error(`No such module: ${name}`), 'ERR_INVALID_MODULE');
  return whenAsked(bindings[name], DEPRECATED, 'DEP0111')();
}
