// Temporary directories that remove themselves.
import paths from '../../path.js';
import { mkdtempSync, promises } from './entries.js';
import { rmPromise, rmSync } from './rm.js';

const all = { recursive: true, force: true };

/** The current directory may change before the removal. */
function absolute(path) {
  return typeof path === 'string' ? paths.resolve(path) : Buffer.from(paths.resolve(path.toString('latin1')), 'latin1');
}

/**
 * @param {string | Buffer | URL} prefix
 * @returns {{ path: string, remove(): void, [Symbol.dispose](): void }}
 * Node fs.mkdtempDisposableSync since v24.4.0
 */
export function mkdtempDisposableSync(prefix, options) {
  const path = mkdtempSync(prefix, options);
  const target = absolute(path);
  const remove = () => rmSync(target, all);
  return { path, remove, [Symbol.dispose]: remove };
}

/** Node fsPromises.mkdtempDisposable since v24.4.0. @returns {Promise<{ path: string, remove(): Promise<void> }>} */
export async function mkdtempDisposable(prefix, options) {
  const path = await promises.mkdtemp(prefix, options);
  const target = absolute(path);
  const remove = async () => await rmPromise(target, all);
  return { path, remove, [Symbol.asyncDispose]: remove };
}
