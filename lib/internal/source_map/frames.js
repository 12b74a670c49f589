// Stacks, and the line that is printed of a source, through source maps.
import { load } from '../builtins.js';
import { drawExcerpt, lineOf, sourceOf } from '../errors/excerpt.js';
import { findSourceMap } from './registry.js';
import { getSourceMapsSupport, isMapped } from './support.js';

/** How a source is shown: files by their paths. */
function shownName(source) {
  try {
    return source.startsWith('file:') ? load('url').fileURLToPath(source) : source;
  } catch {
    return source;
  }
}

/**
 * @param {string} file
 * @param {number} line  from 1
 * @param {number} column  from 1
 * @returns {{ file: string, line: number, column: number, name?: string, map: SourceMap, source: string } | undefined} where that comes from
 */
export function originOf(file, line, column) {
  if (typeof file !== 'string' || file.startsWith('node:') || !isMapped(file)) return undefined;
  const map = findSourceMap(file);
  if (map === undefined) return undefined;
  const { originalSource, originalLine, originalColumn, name } = map.findEntry(line - 1, column - 1);
  if (originalSource === undefined) return undefined;
  return {
    file: shownName(originalSource),
    line: originalLine + 1,
    column: originalColumn + 1,
    name,
    map,
    source: originalSource,
  };
}

/** The name that the function around a frame has in its source. */
function originalName(site, file) {
  const line = site.getEnclosingLineNumber?.();
  const column = site.getEnclosingColumnNumber?.();
  return line > 0 ? originOf(file, line, column)?.name : undefined;
}

/** Where a frame's text has its place, which is named by the script or by its sourceURL comment: [start, end]. */
function placeIn(text, site) {
  for (const shown of [site.getFileName(), site.getScriptNameOrSourceURL()]) {
    const place = `${shown}:${site.getLineNumber()}:${site.getColumnNumber()}`;
    const at = text.lastIndexOf(place);
    if (at !== -1) return [at, at + place.length];
  }
  return undefined;
}

function mapFrame(site) {
  const text = String(site);
  const file = site.getFileName();
  const origin = originOf(file, site.getLineNumber(), site.getColumnNumber());
  const found = origin === undefined ? undefined : placeIn(text, site);
  if (found === undefined) return text;
  const place = `${origin.file}:${origin.line}:${origin.column}`;
  const name = originalName(site, file);
  const before = text.slice(0, found[0]);
  if (!before.endsWith('(')) return before + (name ? `${name} (${place})` : place);
  const generated = site.getFunctionName();
  return (name && generated ? before.replace(generated, () => name) : before) + place + text.slice(found[1]);
}

/** @param {CallSite[]} sites @returns {string} their lines */
export function mapFrames(sites) {
  let text = '';
  for (const site of sites) text += `\n    at ${mapFrame(site)}`;
  return text;
}

/**
 * @param {[string, number, number, number, string]} place  file, line from 1, column from 0, offset, source
 * @returns {string | undefined} the line of the original source with a caret; undefined where there is none
 */
export function mappedExcerpt([file, line, column]) {
  if (!getSourceMapsSupport().enabled) return undefined;
  const origin = originOf(file, line, column + 1);
  if (origin === undefined) return undefined;
  const { sources, sourcesContent } = origin.map.payload;
  const content = sourcesContent?.[sources?.indexOf(origin.source)] ?? sourceOf(origin.source);
  const text = content === undefined ? undefined : lineOf(content, origin.line);
  return text === undefined ? undefined : drawExcerpt(origin.file, origin.line, origin.column - 1, text);
}
