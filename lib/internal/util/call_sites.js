// util.getCallSites: the functions that are running.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { getSourceMapsSupport } from '../source_map/support.js';
import { validateBoolean, validateInteger, validateObject } from '../validators.js';

const { callSites } = binding('util');
const defaultCount = 10;
const most = 200;

/**
 * @param {number} [count]  frames at most, 1..200
 * @param {{ sourceMap?: boolean }} [options]  whether positions are those in the sources, by the source map of --enable-source-maps
 * @returns {{ functionName: string, scriptId: string, scriptName: string, lineNumber: number, columnNumber: number, column: number }[]}
 *   innermost first
 * @throws {TypeError} ERR_INVALID_ARG_TYPE  @throws {RangeError} ERR_OUT_OF_RANGE  Node util.getCallSites since v22.9.0
 */
export function getCallSites(count = defaultCount, options = undefined) {
  if (options === undefined && typeof count === 'object') {
    options = count;
    validateObject(options, 'options');
    count = defaultCount;
  }
  validateInteger(count, 'frameCount', 1, most);
  if (options !== undefined) {
    validateObject(options, 'options');
    if (options.sourceMap !== undefined) validateBoolean(options.sourceMap, 'options.sourceMap');
  }
  const sites = callSites(count).map(([functionName, scriptId, scriptName, lineNumber, columnNumber]) => ({
    functionName,
    scriptId,
    scriptName,
    lineNumber,
    columnNumber,
    column: columnNumber,
  }));
  return (options?.sourceMap ?? getSourceMapsSupport().enabled) ? sites.map(original) : sites;
}

/** A site in the source that its code was made from. */
function original(site) {
  const origin = load('internal/source_map/frames').originOf(site.scriptName, site.lineNumber, site.columnNumber);
  if (origin === undefined) return site;
  const { file, line, column } = origin;
  return { ...site, scriptName: file, lineNumber: line, columnNumber: column, column };
}
