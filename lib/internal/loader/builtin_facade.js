// The library's modules as programs import them: default is what require() gives, names are its own properties.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { builtinId } from './builtin_modules.js';

const { syntheticModule } = binding('loader');

/** id -> { module, exports, names } of those that were imported */
const facades = new Map();

/** The value of an own property; what throws when it is read counts as undefined. */
function own(exports, name) {
  if (!Object.hasOwn(exports, name)) return undefined;
  try {
    return exports[name];
  } catch {
    return undefined;
  }
}

/**
 * @param {string} url  'node:fs', 'rondo:serve'
 * @returns {EsModule}
 * @throws ERR_UNKNOWN_BUILTIN_MODULE
 */
export function builtinModule(url) {
  const id = builtinId(url);
  if (id === undefined) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(url);
  const known = facades.get(id);
  if (known !== undefined) return known.module;
  const exports = load(id);
  const names = Object.keys(exports).filter((name) => name !== 'default');
  const module = syntheticModule(url, ['default', ...names], (self) => {
    self.setExport('default', exports);
    for (let i = 0; i < names.length; i++) self.setExport(names[i], own(exports, names[i]));
  });
  facades.set(id, { module, exports, names });
  return module;
}

/**
 * Makes the imported names equal to what the modules' objects hold now.
 * Node module.syncBuiltinESMExports() since v12.12.0
 */
export function syncBuiltinESMExports() {
  for (const { module, exports, names } of facades.values()) {
    for (let i = 0; i < names.length; i++) module.setExport(names[i], own(exports, names[i]));
  }
}
