// URLPattern. Source: URL Pattern Standard.
import { binding } from '../binding.js';
import { codes } from '../errors.js';

const { Pattern } = binding('url');

const kPattern = Symbol('pattern');
const components = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'];
const members = [...components, 'baseURL'];
/** The order in which the members of a dictionary are read. */
const readingOrder = [...members].sort();

const argumentError = (message) => Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');

/** A URLPatternInit with the members that are given, as strings. */
function readInit(object) {
  const init = {};
  for (const name of readingOrder) {
    const value = object[name];
    if (value !== undefined) init[name] = `${value}`.toWellFormed();
  }
  return init;
}

/** What was given to match, and that in the native side's form. */
function readInput(input, words) {
  if (input === undefined || input === null) return [{}, []];
  if (typeof input === 'string') return [input, input];
  if (!isObject(input)) throw argumentError(words);
  const init = readInit(input);
  return [init, members.map((name) => init[name])];
}

function nativeOf(pattern) {
  const native = pattern?.[kPattern];
  if (native === undefined) throw new TypeError('Illegal invocation');
  return native.pattern;
}

/** @throws ERR_INVALID_ARG_TYPE */
function readOptions(options) {
  if (options === undefined || options === null) return false;
  if (!isObject(options)) throw argumentError('options must be an object');
  const { ignoreCase } = options;
  if (ignoreCase === undefined) return false;
  if (typeof ignoreCase !== 'boolean') throw argumentError('options.ignoreCase must be a boolean');
  return ignoreCase;
}

/**
 * Node URLPattern since v23.8.0.
 * @param {string | object} [input={}]  a pattern, or one for each component
 * @param {string} [baseURL]  may be left out before options
 * @param {{ignoreCase?: boolean}} [options]
 * @throws ERR_CONSTRUCT_CALL_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_URL_PATTERN
 */
export function URLPattern(input, baseURL, options) {
  if (!new.target) throw new codes.ERR_CONSTRUCT_CALL_REQUIRED('URLPattern');
  const [, native] = readInput(input, 'Input must be an object or a string');
  if (isObject(baseURL)) [baseURL, options] = [undefined, baseURL];
  else if (baseURL !== undefined && baseURL !== null && typeof baseURL !== 'string') {
    throw argumentError('second argument must be a string or object');
  }
  const pattern = new Pattern(native, baseURL, readOptions(options));
  Object.defineProperty(this, kPattern, { value: { pattern, texts: undefined } });
}
Object.defineProperty(URLPattern, 'length', { value: 0 });

/** @returns {object}  the groups of a component's match */
function readMatch([input, ...list]) {
  const groups = {};
  for (let i = 0; i < list.length; i += 2) groups[list[i]] = list[i + 1];
  return { input, groups };
}

const methods = {
  /**
   * The match of a URL or of components, or null. URL Pattern Standard, section 1.2.
   * @param {string | object} [input={}]
   * @param {string} [baseURL]
   * @throws ERR_INVALID_ARG_TYPE, ERR_OPERATION_FAILED
   */
  exec(input, baseURL) {
    const native = nativeOf(this);
    const [given, form] = readInput(input, 'URLPattern input needs to be a string or an object');
    if (baseURL !== undefined && typeof baseURL !== 'string') throw argumentError('baseURL must be a string');
    const matches = native.exec(form, baseURL);
    if (matches === undefined) return null;
    const result = { inputs: baseURL === undefined ? [given] : [given, baseURL] };
    components.forEach((name, i) => {
      result[name] = readMatch(matches[i]);
    });
    return result;
  },

  /** Whether exec would find a match. */
  test(input, baseURL) {
    const native = nativeOf(this);
    const [, form] = readInput(input, 'URLPattern input needs to be a string or an object');
    if (baseURL !== undefined && typeof baseURL !== 'string') throw argumentError('baseURL must be a string');
    return native.test(form, baseURL);
  },
};

for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(value, 'length', { value: 0 });
  Object.defineProperty(URLPattern.prototype, name, { value, writable: true, enumerable: true, configurable: true });
}
components.forEach((name, i) => {
  Object.defineProperty(URLPattern.prototype, name, {
    get() {
      const native = nativeOf(this);
      this[kPattern].texts ??= native.components();
      return this[kPattern].texts[i];
    },
    enumerable: true,
    configurable: true,
  });
});
Object.defineProperties(URLPattern.prototype, {
  hasRegExpGroups: {
    get() {
      return nativeOf(this).hasRegExpGroups();
    },
    enumerable: true,
    configurable: true,
  },
  [Symbol.toStringTag]: { value: 'URLPattern', configurable: true },
});
