// MIME types (https://mimesniff.spec.whatwg.org/#understanding-mime-types).
import { codes } from '../errors.js';

const httpToken = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notQuotable = /[^\t\u0020-~\u0080-\u00FF]/;
const space = '\\t\\n\\r ';
const leadingSpace = new RegExp(`^[${space}]*`);
const trailingSpace = new RegExp(`[${space}]*$`);
const notSpace = /[^\r\n\t ]|$/;

const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The part of a type before or after its slash. */
function checked(production, text) {
  const at = text.search(notToken);
  if (text === '' || at !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX(production, text, at);
  return lower(text);
}

/** @returns {{ type: string, subtype: string, rest: string }} */
function split(text) {
  const trimmed = text.replace(leadingSpace, '');
  const slash = trimmed.indexOf('/');
  const type = slash === -1 ? trimmed : trimmed.slice(0, slash);
  const typeError = type.search(notToken);
  if (slash <= 0 || typeError !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('type', text, typeError);
  const after = trimmed.slice(slash + 1);
  const semicolon = after.indexOf(';');
  const subtype = (semicolon === -1 ? after : after.slice(0, semicolon)).replace(trailingSpace, '');
  const subtypeError = subtype.search(notToken);
  if (subtype === '' || subtypeError !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('subtype', text, subtypeError);
  return { type: lower(type), subtype: lower(subtype), rest: semicolon === -1 ? '' : after.slice(semicolon + 1) };
}

/** A value in quotes, from behind the opening one. @returns {[value: string, end: number]} */
function quotedValue(text, from) {
  let value = '';
  let at = from;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  return [value, at + 1];
}

/** @param {Map<string, string>} into  first values of a name count */
function parseParameters(text, into) {
  let at = 0;
  while (at < text.length) {
    at += text.slice(at).search(notSpace);
    let end = at;
    while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
    const name = lower(text.slice(at, end));
    at = end;
    if (text[at] !== '=') {
      at++;
      continue;
    }
    at++;
    let value;
    if (text[at] === '"') {
      [value, at] = quotedValue(text, at + 1);
      const semicolon = text.indexOf(';', at);
      at = semicolon === -1 ? text.length : semicolon;
    } else {
      const semicolon = text.indexOf(';', at);
      end = semicolon === -1 ? text.length : semicolon;
      value = text.slice(at, end).replace(trailingSpace, '');
      at = end;
      if (value === '') {
        at++;
        continue;
      }
    }
    at++;
    if (name !== '' && httpToken.test(name) && !notQuotable.test(value) && !into.has(name)) into.set(name, value);
  }
}

function serializeValue(value) {
  return httpToken.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

let parseInto;

/** The parameters of a MIME type. (Node util.MIMEParams since v19.1.0) */
export class MIMEParams {
  /** Parsed when it is first asked for. */
  #source = '';
  #values;

  static {
    parseInto = (params, text) => {
      params.#source = text;
      params.#values = undefined;
    };
  }

  #parsed() {
    if (this.#values === undefined) {
      this.#values = new Map();
      parseParameters(this.#source, this.#values);
    }
    return this.#values;
  }

  delete(name) {
    this.#parsed().delete(name);
  }

  /** @returns {string | null} */
  get(name) {
    return this.#parsed().get(name) ?? null;
  }

  has(name) {
    return this.#parsed().has(name);
  }

  /** @throws {TypeError} ERR_INVALID_MIME_SYNTAX */
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    const nameError = name.search(notToken);
    if (name === '' || nameError !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('parameter name', name, nameError);
    const valueError = value.search(notQuotable);
    if (valueError !== -1) throw new codes.ERR_INVALID_MIME_SYNTAX('parameter value', value, valueError);
    this.#parsed().set(name, value);
  }

  *entries() {
    yield* this.#parsed().entries();
  }

  *keys() {
    yield* this.#parsed().keys();
  }

  *values() {
    yield* this.#parsed().values();
  }

  toString() {
    return Array.from(this.#parsed(), ([name, value]) => `${name}=${serializeValue(value)}`).join(';');
  }
}
Object.defineProperties(MIMEParams.prototype, {
  [Symbol.iterator]: { value: MIMEParams.prototype.entries, writable: true, configurable: true },
  toJSON: { value: MIMEParams.prototype.toString, writable: true, configurable: true },
});

/** A MIME type such as `text/html;charset=utf-8`. (Node util.MIMEType since v19.1.0) */
export class MIMEType {
  #type;
  #subtype;
  #params;

  /** @param {string} text  @throws {TypeError} ERR_INVALID_MIME_SYNTAX */
  constructor(text) {
    const { type, subtype, rest } = split(`${text}`);
    this.#type = type;
    this.#subtype = subtype;
    this.#params = new MIMEParams();
    parseInto(this.#params, rest);
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    this.#type = checked('type', `${value}`);
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    this.#subtype = checked('subtype', `${value}`);
  }

  /** Type and subtype without parameters. */
  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return `${this.essence}${params === '' ? '' : `;${params}`}`;
  }

  toJSON() {
    return this.toString();
  }
}
