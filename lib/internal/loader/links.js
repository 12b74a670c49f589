//# allFunctionsCalledOnLoad
// --preserve-symlinks, --preserve-symlinks-main, and the variables of the environment that stand for them.
import { options } from '../options.js';
import { env } from '../process/env.js';

/** As it was when the first file was looked for. */
let kept;

/**
 * @param {boolean} isMain  whether it is the program's own file that is looked for
 * @returns {boolean} whether symbolic links stay in the path
 */
export function keepsLinks(isMain) {
  kept ??= {
    main: options['preserve-symlinks-main'] || env.NODE_PRESERVE_SYMLINKS_MAIN === '1',
    others: options['preserve-symlinks'] || env.NODE_PRESERVE_SYMLINKS === '1',
  };
  return isMain ? kept.main : kept.others;
}
