// What bundled packages (internal/deps/) get for `require('node:...')`.
import { has, load } from './builtins.js';
import { codes } from './errors.js';

/** @throws ERR_UNKNOWN_BUILTIN_MODULE, for which packages look */
export function requireModule(id) {
  if (!has(id)) throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(id);
  return load(id);
}

/** For packages that do without the module as long as nobody uses what needs it. */
export function requireIfThere(id) {
  return has(id) ? load(id) : {};
}
