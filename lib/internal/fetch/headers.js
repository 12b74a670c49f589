// Headers of the Fetch Standard. What came over a socket stays text until somebody looks at it.
import { binding } from '../binding.js';
import { checkName, hasInvalidCharacter, lowerCase } from '../http/fields.js';

const { parseFields } = binding('http');

/** Makes Headers over received text: new Headers(kReceived, text). */
export const kReceived = Symbol('received');

const customInspect = Symbol.for('nodejs.util.inspect.custom');

function normalizeValue(value) {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (hasInvalidCharacter(text)) throw new TypeError(`Invalid header value: ${JSON.stringify(text)}`);
  return text;
}

function normalizeName(name) {
  try {
    return checkName(String(name));
  } catch {
    throw new TypeError(`Invalid header name: ${JSON.stringify(String(name))}`);
  }
}

/** Source: Fetch Standard, 5.1 "Headers class". */
export class Headers {
  #received = ''; // not yet taken apart
  #fields = null; // Map of lower-case name -> value, or array of values for set-cookie
  #immutable = false;

  constructor(init = undefined, received = undefined) {
    if (init === kReceived) {
      this.#received = received;
      this.#immutable = true;
      return;
    }
    if (init === undefined) return;
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      throw new TypeError(
        "Failed to construct 'Headers': the provided value is not of type '(sequence<sequence<ByteString>> or record<ByteString, ByteString>)'",
      );
    }
    if (init instanceof Headers) {
      for (const [name, value] of init.#all()) {
        if (Array.isArray(value)) for (const v of value) this.append(name, v);
        else this.append(name, value);
      }
    } else if (typeof init[Symbol.iterator] === 'function') {
      for (const pair of init) {
        const [name, value, ...rest] = pair;
        if (value === undefined || rest.length > 0)
          throw new TypeError('Each header pair must be an iterable of two values');
        this.append(name, value);
      }
    } else {
      for (const name of Reflect.ownKeys(init)) {
        if (typeof name === 'symbol') throw new TypeError('A header name cannot be a symbol');
        if (Object.getOwnPropertyDescriptor(init, name)?.enumerable) this.append(name, init[name]);
      }
    }
  }

  #all() {
    if (this.#fields !== null) return this.#fields;
    const fields = (this.#fields = new Map());
    if (this.#received === '') return fields;
    const raw = parseFields(this.#received);
    for (let i = 0; i < raw.length; i += 2) add(fields, lowerCase(raw[i]), raw[i + 1]);
    return fields;
  }

  #check() {
    if (this.#immutable) throw new TypeError('immutable');
  }

  append(name, value) {
    this.#check();
    add(this.#all(), normalizeName(name), normalizeValue(value));
  }
  set(name, value) {
    this.#check();
    const lower = normalizeName(name);
    const text = normalizeValue(value);
    this.#all().set(lower, lower === 'set-cookie' ? [text] : text);
  }
  delete(name) {
    this.#check();
    this.#all().delete(normalizeName(name));
  }
  get(name) {
    const value = this.#all().get(normalizeName(name));
    if (value === undefined) return null;
    return typeof value === 'string' ? value : value.join(', ');
  }
  has(name) {
    return this.#all().has(normalizeName(name));
  }
  getSetCookie() {
    return [...(this.#all().get('set-cookie') ?? [])];
  }
  forEach(callback, thisArg) {
    if (typeof callback !== 'function')
      throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'");
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }
  *entries() {
    const names = [...this.#all().keys()].sort();
    for (const name of names) {
      const value = this.#all().get(name);
      if (value === undefined) continue;
      if (typeof value === 'string') yield [name, value];
      else for (const cookie of value) yield [name, cookie];
    }
  }
  *keys() {
    for (const [name] of this.entries()) yield name;
  }
  *values() {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  get [Symbol.toStringTag]() {
    return 'Headers';
  }
  [customInspect](_depth, options, inspect) {
    return `Headers ${inspect(Object.fromEntries(this.#all()), options)}`;
  }

  /** "Name: value\r\n" for each; for the wire. */
  static toText(headers) {
    let text = '';
    for (const [name, value] of headers.#all()) {
      if (typeof value === 'string') text += `${name}: ${value}\r\n`;
      else for (const cookie of value) text += `${name}: ${cookie}\r\n`;
    }
    return text;
  }
}

function add(fields, name, value) {
  const before = fields.get(name);
  if (name === 'set-cookie') {
    if (before === undefined) fields.set(name, [value]);
    else before.push(value);
  } else {
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
}

for (const name of ['append', 'set', 'delete', 'get', 'has', 'getSetCookie', 'forEach', 'entries', 'keys', 'values']) {
  Object.defineProperty(Headers.prototype, name, { enumerable: true });
}
