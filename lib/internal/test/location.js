// Where a test is written.
import { binding } from '../binding.js';
import { load } from '../builtins.js';

const { callSites } = binding('util');

/** @returns {{ file: string, line: number, column: number } | undefined} of the program's own innermost frame */
export function callerLocation() {
  const [site] = callSites(1);
  if (site === undefined) return undefined;
  const [, , script, line, column] = site;
  const file = script.startsWith('file:') ? load('url').fileURLToPath(script) : script;
  return { file, line, column };
}
