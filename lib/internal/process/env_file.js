// Variables from files of KEY=value lines.
import { load } from '../builtins.js';
import { env } from './env.js';

/**
 * Sets the variables of a file that are not set yet.
 * @param {string | Buffer | URL} path
 * @throws a system error where the file cannot be read
 * Source: Node process.loadEnvFile since v20.12.0.
 */
export function loadEnvFile(path) {
  const values = load('util').parseEnv(load('fs').readFileSync(path, 'utf8'));
  for (const [name, value] of Object.entries(values)) env[name] ??= value;
}
