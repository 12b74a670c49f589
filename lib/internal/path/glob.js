import { minimatch } from '../deps/minimatch.js';
import { validateString } from '../validators.js';

/**
 * Whether a path matches a glob pattern.
 * @param {string} path
 * @param {string} pattern  a backslash stands for '/', it escapes nothing
 * @param {'linux' | 'win32'} platform
 * @returns {boolean}
 * @throws ERR_INVALID_ARG_TYPE
 */
export function matches(path, pattern, platform) {
  validateString(path, 'path');
  validateString(pattern, 'pattern');
  return minimatch(path, pattern, {
    platform,
    windowsPathsNoEscape: true,
    nonegate: true,
    nocomment: true,
    optimizationLevel: 2,
  });
}
