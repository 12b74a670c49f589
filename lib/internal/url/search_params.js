// URLSearchParams. Source: URL Standard, section 6 (and "application/x-www-form-urlencoded").
import { Buffer } from '../../buffer.js';
import { codes } from '../errors.js';
import { decodeAscii, decodeBytes } from '../querystring/percent_decode.js';
import { keeping, percentEncode } from '../querystring/percent_encode.js';
import { validateFunction } from '../validators.js';

const kept = keeping('*-._');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const isEnumerable = Object.prototype.propertyIsEnumerable;
const scalar = (value) => `${value}`.toWellFormed();
const encode = (text) => percentEncode(text, kept, '+');

/** Percent-decodes, '+' to a space; what is no UTF-8 becomes U+FFFD. */
function decode(text, holds) {
  if (!holds) return text;
  const plain = decodeAscii(text, true);
  if (plain !== undefined) return plain;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return decodeBytes(Buffer.from(text), true).utf8Slice();
  }
}

/**
 * The parser of application/x-www-form-urlencoded.
 * @param {string} text  well-formed, without '?'
 * @returns {string[]}  name, value, name, value...
 */
function parse(text) {
  const list = [];
  for (let start = 0; start < text.length; ) {
    let split = -1;
    let nameHolds = false;
    let holds = false; // an escape or a plus sign, the name first, then the value
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 38 /* & */) break;
      if (code === 61 /* = */ && split === -1) {
        split = end;
        nameHolds = holds;
        holds = false;
      } else if (code === 43 /* + */ || code === 37 /* % */) holds = true;
    }
    if (end > start) {
      if (split === -1) list.push(decode(text.slice(start, end), holds), '');
      else list.push(decode(text.slice(start, split), nameHolds), decode(text.slice(split + 1, end), holds));
    }
    start = end + 1;
  }
  return list;
}

/** The serializer of application/x-www-form-urlencoded. */
function serialize(list) {
  let out = '';
  for (let i = 0; i < list.length; i += 2) {
    out += `${i === 0 ? '' : '&'}${encode(list[i])}=${encode(list[i + 1])}`;
  }
  return out;
}

/** [name, value] of what a sequence's element is. */
function pairOf(element) {
  const given = element !== null && (typeof element === 'object' || typeof element === 'function');
  if (!given || typeof element[Symbol.iterator] !== 'function') {
    throw new codes.ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  }
  const pair = [...element];
  if (pair.length !== 2) throw new codes.ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  return pair;
}

function listOfSequence(sequence) {
  const list = [];
  for (const element of sequence) {
    const [name, value] = pairOf(element);
    list.push(scalar(name), scalar(value));
  }
  return list;
}

/** Own enumerable properties; two keys that become one when their lone surrogates are replaced keep the first's place. */
function listOfRecord(record) {
  const list = [];
  let replaced = false;
  for (const key of Reflect.ownKeys(record)) {
    if (!isEnumerable.call(record, key)) continue;
    const name = scalar(key);
    if (name !== key) replaced = true;
    list.push(name, scalar(record[key]));
  }
  if (!replaced) return list;
  const values = new Map();
  for (let i = 0; i < list.length; i += 2) values.set(list[i], list[i + 1]);
  return [...values].flat();
}

/** How the lines of an inspected list are laid out: on one line where they fit. */
function lay(tag, lines, options, emptyBody) {
  if (lines.length === 0) return `${tag} ${emptyBody}`;
  const width = lines.reduce((sum, line) => sum + line.replace(/\x1b\[\d+m/g, '').length + 2, -2);
  return width <= options.breakLength ? `${tag} { ${lines.join(', ')} }` : `${tag} {\n  ${lines.join(',\n  ')} }`;
}

const inner = (depth, options) =>
  depth === null || depth === undefined ? { ...options } : { ...options, depth: depth - 1 };

/** Hands the list of a URLSearchParams out. */
let listOf;
/** Ties a URLSearchParams to its URL: `changed(owner)` is called after each change. */
export let tie;
/** Replaces the list by what a URL's query holds, without telling the URL. */
export let refill;

/** Node url.URLSearchParams since v7.5.0. */
export class URLSearchParams {
  #list = [];
  #owner;
  #changed;

  static {
    listOf = (params) => params.#list;
    tie = (params, owner, changed) => {
      params.#owner = owner;
      params.#changed = changed;
    };
    refill = (params, text) => {
      params.#list = parse(text);
    };
  }

  /**
   * @param {string | Record<string, string> | Iterable<[string, string]>} [init]
   * @throws ERR_ARG_NOT_ITERABLE, ERR_INVALID_TUPLE
   */
  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init === 'object' || typeof init === 'function') {
      const method = init[Symbol.iterator];
      if (method === this[Symbol.iterator] && #list in init) {
        this.#list = init.#list.slice();
      } else if (method !== null && method !== undefined) {
        if (typeof method !== 'function') throw new codes.ERR_ARG_NOT_ITERABLE('Query pairs');
        this.#list = listOfSequence(init);
      } else {
        this.#list = listOfRecord(init);
      }
    } else {
      const text = scalar(init);
      this.#list = parse(text[0] === '?' ? text.slice(1) : text);
    }
  }

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#list in value))
      throw new codes.ERR_INVALID_THIS('URLSearchParams');
  }

  #notify() {
    if (this.#owner !== undefined) this.#changed(this.#owner);
  }

  /** How many pairs there are. */
  get size() {
    URLSearchParams.#check(this);
    return this.#list.length / 2;
  }

  append(name, value) {
    URLSearchParams.#check(this);
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('name', 'value');
    this.#list.push(scalar(name), scalar(value));
    this.#notify();
  }

  /** Removes the pairs with this name, and this value if one is given. */
  delete(name, value = undefined) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name');
    name = scalar(name);
    if (value !== undefined) value = scalar(value);
    this.#list = this.#list.filter((_, i, list) => {
      const pair = i - (i % 2);
      return list[pair] !== name || (value !== undefined && list[pair + 1] !== value);
    });
    this.#notify();
  }

  /** The first value of this name, or null. */
  get(name) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name');
    const list = this.#list;
    name = scalar(name);
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) return list[i + 1];
    }
    return null;
  }

  getAll(name) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name');
    const list = this.#list;
    name = scalar(name);
    const values = [];
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) values.push(list[i + 1]);
    }
    return values;
  }

  has(name, value = undefined) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name');
    const list = this.#list;
    name = scalar(name);
    if (value !== undefined) value = scalar(value);
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (value === undefined || list[i + 1] === value)) return true;
    }
    return false;
  }

  /** Gives the first pair of this name the value and removes the others; appends it where there is none. */
  set(name, value) {
    URLSearchParams.#check(this);
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('name', 'value');
    name = scalar(name);
    value = scalar(value);
    const list = [];
    let found = false;
    for (let i = 0; i < this.#list.length; i += 2) {
      const same = this.#list[i] === name;
      if (same && found) continue;
      list.push(this.#list[i], same ? value : this.#list[i + 1]);
      found ||= same;
    }
    if (!found) list.push(name, value);
    this.#list = list;
    this.#notify();
  }

  /** By name, in the order of UTF-16 units; pairs of one name keep theirs. */
  sort() {
    URLSearchParams.#check(this);
    const pairs = [];
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]]);
    pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#list = pairs.flat();
    this.#notify();
  }

  /** @param {(value: string, name: string, params: URLSearchParams) => void} callback */
  forEach(callback, thisArg = undefined) {
    URLSearchParams.#check(this);
    validateFunction(callback, 'callback');
    for (let i = 0; i < this.#list.length; i += 2) {
      Reflect.apply(callback, thisArg, [this.#list[i + 1], this.#list[i], this]);
    }
  }

  entries() {
    URLSearchParams.#check(this);
    return new URLSearchParamsIterator(this, 'entries');
  }

  keys() {
    URLSearchParams.#check(this);
    return new URLSearchParamsIterator(this, 'keys');
  }

  values() {
    URLSearchParams.#check(this);
    return new URLSearchParamsIterator(this, 'values');
  }

  toString() {
    URLSearchParams.#check(this);
    return serialize(this.#list);
  }

  [customInspect](depth, options, inspect) {
    URLSearchParams.#check(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const show = (text) => inspect(text, inner(depth, options));
    const lines = [];
    for (let i = 0; i < this.#list.length; i += 2) lines.push(`${show(this.#list[i])} => ${show(this.#list[i + 1])}`);
    return lay(this.constructor.name, lines, options, '{}');
  }
}

/** Walks the live list: what is added behind the place where it stands comes up, too. */
class URLSearchParamsIterator {
  #params;
  #kind;
  #index = 0;

  constructor(params, kind) {
    this.#params = params;
    this.#kind = kind;
  }

  #at(list, i) {
    return this.#kind === 'keys' ? list[i] : this.#kind === 'values' ? list[i + 1] : [list[i], list[i + 1]];
  }

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#params in value))
      throw new codes.ERR_INVALID_THIS('URLSearchParamsIterator');
  }

  next() {
    URLSearchParamsIterator.#check(this);
    const list = listOf(this.#params);
    const i = this.#index;
    if (i >= list.length) return { value: undefined, done: true };
    this.#index = i + 2;
    return { value: this.#at(list, i), done: false };
  }

  [customInspect](depth, options, inspect) {
    URLSearchParamsIterator.#check(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const list = listOf(this.#params);
    const lines = [];
    for (let i = this.#index; i < list.length; i += 2) lines.push(inspect(this.#at(list, i), inner(depth, options)));
    return lay('URLSearchParams Iterator', lines, options, '{  }');
  }
}

const enumerable = { enumerable: true };
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

Object.setPrototypeOf(URLSearchParamsIterator.prototype, IteratorPrototype);
delete URLSearchParamsIterator.prototype.constructor;
Object.defineProperties(URLSearchParamsIterator.prototype, {
  next: enumerable,
  [customInspect]: { enumerable: false },
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams Iterator' },
});

Object.defineProperties(URLSearchParams.prototype, {
  size: enumerable,
  append: enumerable,
  delete: enumerable,
  get: enumerable,
  getAll: enumerable,
  has: enumerable,
  set: enumerable,
  sort: enumerable,
  entries: enumerable,
  forEach: enumerable,
  keys: enumerable,
  values: enumerable,
  toString: enumerable,
  [Symbol.iterator]: { configurable: true, writable: true, value: URLSearchParams.prototype.entries },
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams' },
});
