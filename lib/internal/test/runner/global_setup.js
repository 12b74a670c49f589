// --test-global-setup: a module whose functions run once around all tests (Node: "Test runner", "Global setup and teardown").
import { resolve } from '../../path/posix.js';
import { hrefFromPath } from '../../loader/file_url.js';
import { importModule } from '../../loader/es_loader.js';
import { validateFunction } from '../../validators.js';

/**
 * Imports the module and runs its globalSetup().
 * @param {string | undefined} path
 * @param {string} cwd
 * @returns {Promise<() => Promise<void>>} what runs its globalTeardown()
 */
export async function runGlobalSetup(path, cwd) {
  if (path === undefined) return async () => {};
  const { globalSetup, globalTeardown } = await importModule(hrefFromPath(resolve(cwd, path)), hrefFromPath(`${cwd}/`));
  if (globalSetup !== undefined) validateFunction(globalSetup, 'globalSetup');
  if (globalTeardown !== undefined) validateFunction(globalTeardown, 'globalTeardown');
  await globalSetup?.();
  return async () => {
    await globalTeardown?.();
  };
}
