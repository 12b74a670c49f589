// The source maps of the code that was compiled while source maps were on, read when somebody asks for them.
import { load } from '../builtins.js';
import { validateString } from '../validators.js';
import { SourceMap } from './source_map.js';

/** key -> Entry, or a WeakRef to what holds it in `held` */
const entries = new Map();
const held = new WeakMap();
const gone = new FinalizationRegistry((key) => {
  if (entries.get(key)?.deref?.() === undefined) entries.delete(key);
});

const COMMENT = /\/[/*][#@]\s*sourceMappingURL=([^\s'"]+)/g;

/** Files are known by their paths. */
function keyOf(name) {
  if (!name.startsWith('file:')) return name;
  try {
    return load('url').fileURLToPath(name);
  } catch {
    return name;
  }
}

class Entry {
  #name;
  #url;
  #source;
  #map;

  constructor(name, url, source) {
    this.#name = name;
    this.#url = url;
    this.#source = source;
  }

  /** @returns {SourceMap | undefined} undefined where it cannot be had */
  get map() {
    if (this.#map === undefined) {
      const payload = read(this.#url, this.#name);
      this.#map = payload === undefined ? null : new SourceMap(payload, { lineLengths: lengthsOf(this.#source) });
      this.#source = undefined;
    }
    return this.#map ?? undefined;
  }
}

const lengthsOf = (source) =>
  source
    .replace(/\n$/, '')
    .split('\n')
    .map(({ length }) => length);

/** The map's JSON with its sources made absolute; undefined where there is none that can be read. */
function read(url, name) {
  try {
    const { URL, fileURLToPath, pathToFileURL } = load('url');
    const own = name.startsWith('/') ? pathToFileURL(name).href : name;
    const inline = /^data:([^,]*),(.*)$/s.exec(url);
    const base = inline === null ? new URL(url, own).href : own;
    const text =
      inline === null ? load('fs').readFileSync(fileURLToPath(base), 'utf8') : dataText(inline[1], inline[2]);
    const payload = JSON.parse(text);
    for (const part of payload.sections ? payload.sections.map(({ map }) => map) : [payload]) absolute(part, base, URL);
    return payload;
  } catch {
    return undefined;
  }
}

function dataText(type, data) {
  return /;base64$/.test(type) ? load('buffer').Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
}

function absolute(map, base, URL) {
  const root = map.sourceRoot ? map.sourceRoot.replace(/\/?$/, '/') : '';
  map.sources = map.sources.map((source) => URL.parse(root + source, base)?.href ?? source);
  map.sourceRoot = '';
}

/** @returns {string | undefined} what the last comment of a source says of its map */
function mapUrlIn(source) {
  if (!source.includes('sourceMappingURL=')) return undefined;
  const found = [...source.matchAll(COMMENT)];
  const last = found.at(-1);
  if (last === undefined) return undefined;
  // As it nearly always is: with nothing behind it, it is in no string.
  const [{ length }] = last;
  if (/^\s*(?:\*\/\s*)?$/.test(source.slice(last.index + length))) return last[1];
  const comments = commentsIn(source);
  return comments === undefined ? last[1] : found.findLast(({ index }) => comments.has(index))?.[1];
}

/** @returns {Set<number> | undefined} where the comments of a source begin; undefined where it is no JavaScript that is known */
function commentsIn(source) {
  const { parse } = load('internal/deps/acorn');
  for (const sourceType of ['module', 'script']) {
    const starts = new Set();
    try {
      parse(source, {
        ecmaVersion: 'latest',
        sourceType,
        allowReturnOutsideFunction: true,
        onComment: (_isBlock, _text, start) => starts.add(start),
      });
      return starts;
    } catch {
      // the other kind, perhaps
    }
  }
  return undefined;
}

/**
 * Reads the map of a file, for those who want it as it is.
 * @param {string} href  of a file
 * @returns {{ url: string, data: object | null, lineLengths: number[] } | undefined}
 */
export function entryOf(href) {
  try {
    const source = load('fs').readFileSync(keyOf(href), 'utf8');
    const url = mapUrlIn(source);
    if (url === undefined) return undefined;
    const isInline = url.startsWith('data:');
    return {
      lineLengths: lengthsOf(source),
      data: read(url, href) ?? null,
      url: isInline ? url : new URL(url, href).href,
    };
  } catch {
    // The file is gone.
    return undefined;
  }
}

/** Looks for a map of `source`. See noteSource(). */
export function note(name, source, holder) {
  const url = mapUrlIn(source);
  if (url === undefined) return;
  const key = keyOf(name);
  const entry = new Entry(name, url, source);
  if (holder === undefined) {
    entries.set(key, entry);
    return;
  }
  held.set(holder, entry);
  entries.set(key, new WeakRef(holder));
  gone.register(holder, key);
}

/**
 * @param {string} path  of a file, or a URL
 * @returns {SourceMap | undefined}  Node module.findSourceMap since v13.7.0
 */
export function findSourceMap(path) {
  validateString(path, 'path');
  const found = entries.get(keyOf(path));
  return (found instanceof WeakRef ? held.get(found.deref()) : found)?.map;
}
