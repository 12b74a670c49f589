// Which changes a watcher leaves out.
import { load } from '../builtins.js';
import { codes } from '../errors.js';

const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

function check(pattern, name) {
  if (typeof pattern === 'string') {
    if (pattern === '') throw new ERR_INVALID_ARG_VALUE(name, pattern, 'must be a non-empty string');
  } else if (!(pattern instanceof RegExp) && typeof pattern !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'RegExp', 'Function'], pattern);
  }
}

function toTest(pattern) {
  if (typeof pattern === 'function') return pattern;
  if (pattern instanceof RegExp) {
    return (name) => {
      pattern.lastIndex = 0;
      return pattern.test(name);
    };
  }
  const { Minimatch } = load('internal/deps/minimatch');
  // a pattern without a slash is for names wherever they are
  const matcher = new Minimatch(pattern, { dot: true, matchBase: true, nonegate: true, nocomment: true });
  return (name) => matcher.match(name);
}

/**
 * @param {undefined | string | RegExp | Function | Array} ignore  strings are glob patterns
 * @returns {((name: string) => boolean) | undefined} whether a name is left out
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 */
export function toIgnore(ignore) {
  if (ignore == null) return undefined;
  if (!Array.isArray(ignore)) {
    check(ignore, 'options.ignore');
    return toTest(ignore);
  }
  ignore.forEach((pattern, i) => {
    check(pattern, `options.ignore[${i}]`);
  });
  const tests = ignore.map(toTest);
  return (name) => tests.some((test) => test(name));
}
