//# allFunctionsCalledOnLoad
// Ties the loader to the engine and the process, once a Runtime starts.
import { resolve as resolvePath } from '../path/posix.js';
import { binding } from '../binding.js';
import { options } from '../options.js';
import { setGlobalPaths } from './commonjs.js';
import { enableByEnvironment } from './compile_cache.js';
import { importDynamically } from './dynamic_import.js';
import './extensions.js';
import { fillImportMeta } from './import_meta.js';

const { connect, EsModule } = binding('loader');

/** The folders that bare requests are looked for in last: those of NODE_PATH, and Node's historical ones, unless --no-global-search-paths. */
export function initPaths() {
  const { HOME, NODE_PATH } = process.env;
  const paths = [];
  if (options['global-search-paths']) {
    if (NODE_PATH) paths.push(...NODE_PATH.split(':').filter((path) => path !== ''));
    if (HOME) paths.push(resolvePath(HOME, '.node_modules'), resolvePath(HOME, '.node_libraries'));
    paths.push(resolvePath(process.execPath, '..', '..', 'lib', 'node'));
  }
  setGlobalPaths(paths);
}

/** Called once in each Runtime before the program. */
export function connectLoader() {
  connect(EsModule, fillImportMeta, importDynamically);
  enableByEnvironment();
  initPaths();
}
