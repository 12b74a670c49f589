// node:module's SourceMap: positions in generated code to those in its source.
import { TraceMap, FlattenMap, decodedMappings, traceSegment } from '../deps/trace-mapping.js';
import { validateNumber, validateObject } from '../validators.js';

const clone = (value) => (Array.isArray(value) ? value.map(clone) : value);

function clonePayload(payload) {
  const copy = {};
  for (const key of Object.keys(payload)) copy[key] = clone(payload[key]);
  if (Array.isArray(payload.sections))
    copy.sections = payload.sections.map((section) => ({ ...section, map: clonePayload(section.map) }));
  return copy;
}

/** A source map as its specification has it (ECMA-426), or an index map. Node class SourceMap since v13.7.0. */
export class SourceMap {
  #payload;
  #lineLengths;
  #trace;

  /**
   * @param {object} payload  the JSON, parsed
   * @param {{ lineLengths?: number[] }} [options]  of the generated code
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   */
  constructor(payload, options = {}) {
    validateObject(payload, 'payload');
    this.#payload = clonePayload(payload);
    this.#lineLengths = options.lineLengths === undefined ? undefined : [...options.lineLengths];
  }

  /** @returns {object} */
  get payload() {
    return this.#payload;
  }

  /** @returns {number[] | undefined} */
  get lineLengths() {
    return this.#lineLengths && [...this.#lineLengths];
  }

  #map() {
    if (this.#trace !== undefined) return this.#trace;
    const payload = this.#payload;
    this.#trace = payload.sections
      ? new FlattenMap(payload)
      : new TraceMap({ version: 3, names: [], sources: [], mappings: '', ...payload, sourceRoot: undefined });
    return this.#trace;
  }

  /**
   * Where a place in the generated code comes from. What no mapping covers belongs to the one before.
   * @param {number} lineOffset  from 0
   * @param {number} columnOffset  from 0
   * @returns {{ generatedLine?: number, generatedColumn?: number, originalSource?: string, originalLine?: number, originalColumn?: number,
   *   name?: string }} from 0; empty where nothing is known
   */
  findEntry(lineOffset, columnOffset) {
    if (!(lineOffset >= 0 && columnOffset >= 0)) return {};
    const map = this.#map();
    let line = lineOffset;
    let segment = traceSegment(map, line, columnOffset);
    if (segment === null) {
      const lines = decodedMappings(map);
      for (line = Math.min(line, lines.length) - 1; line >= 0 && segment === null; line--)
        segment = lines[line].at(-1) ?? null;
      line++;
    }
    if (segment === null || segment.length === 1) return {};
    const [generatedColumn, source, originalLine, originalColumn, name] = segment;
    return {
      generatedLine: line,
      generatedColumn,
      originalSource: map.sources[source],
      originalLine,
      originalColumn,
      name: name === undefined ? undefined : map.names[name],
    };
  }

  /**
   * The same for a place as a stack shows it.
   * @param {number} lineNumber  from 1
   * @param {number} columnNumber  from 1
   * @returns {{ name?: string, fileName?: string, lineNumber?: number, columnNumber?: number }} from 1; empty where nothing is known
   */
  findOrigin(lineNumber, columnNumber) {
    validateNumber(lineNumber, 'lineNumber');
    validateNumber(columnNumber, 'columnNumber');
    const entry = this.findEntry(lineNumber - 1, columnNumber - 1);
    if (entry.originalSource === undefined || entry.originalLine === undefined) return {};
    return {
      name: entry.name,
      fileName: entry.originalSource,
      lineNumber: lineNumber + entry.originalLine - entry.generatedLine,
      columnNumber: columnNumber + entry.originalColumn - entry.generatedColumn,
    };
  }
}
