// process.binding(): what old programs take from it and that has a public home today.
import { load } from '../builtins.js';
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

const bindings = {
  __proto__: null,
  util() {
    const { types } = load('util');
    return Object.fromEntries(TYPES.map((name) => [name, types[name]]));
  },
  constants: () => ({ os: load('os').constants, fs: load('fs').constants, crypto: load('crypto').constants }),
};

/**
 * @param {string} name  'util' or 'constants'
 * @returns {object}
 * @throws {Error} ERR_INVALID_MODULE for all others. Node process.binding, deprecated (DEP0111)
 */
export function oldBinding(name) {
  name = `${name}`;
  if (bindings[name] === undefined) throw stampCode(new Error(`No such module: ${name}`), 'ERR_INVALID_MODULE');
  return bindings[name]();
}
