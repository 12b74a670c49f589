// Which files hold tests (Node: "Test runner", "Running tests from the command line").
import { resolve } from '../../path/posix.js';
import { load } from '../../builtins.js';
import { options } from '../../options.js';

const plain = '{js,mjs,cjs}';
const typed = '{js,mjs,cjs,ts,mts,cts}';

/** Names that say that a file holds tests. */
export function defaultPatterns() {
  return [`**/{test,test/**/*,test-*,*[._-]test}.${options['strip-types'] ? typed : plain}`];
}

/**
 * @param {string[]} patterns  globs; those that name a file stand for it
 * @param {string} cwd
 * @returns {string[]} absolute paths, sorted; what lies in node_modules only where a pattern says so
 */
export function findFiles(patterns, cwd) {
  const { globSync } = load('fs');
  const namesPackages = patterns.some((pattern) => pattern.includes('node_modules'));
  const found = globSync(patterns, {
    cwd,
    exclude: namesPackages ? undefined : (name) => name === 'node_modules' || name.endsWith('/node_modules'),
  });
  return [...new Set(found.map((path) => resolve(cwd, path)))].sort();
}

/**
 * Every `total`-th file, from the `index`-th on.
 * @param {string[]} files
 * @param {{ index: number, total: number } | undefined} shard  index from 1
 */
export function shardOf(files, shard) {
  return shard === undefined ? files : files.filter((_, i) => i % shard.total === shard.index - 1);
}
