// process.allowedNodeEnvironmentFlags: what NODE_OPTIONS may hold, as a set that knows the ways to write an option.
import { environmentNames } from '../options.js';

/** `--max_old-space_size=1` -> `--max-old-space-size` */
const plain = (flag) => flag.replace(/=.*$/s, '').replace(/(?<=[a-zA-Z0-9])_/g, '-');

class Flags extends Set {
  #names;

  constructor(names) {
    super();
    this.#names = new Set(names);
    Object.freeze(this);
  }

  /** Nobody changes what the runtime knows. */
  add() {
    return this;
  }
  delete() {
    return false;
  }
  clear() {}

  /** @param {string} flag  with its dashes or without, `_` for `-`, with a value or without */
  has(flag) {
    if (typeof flag !== 'string') return false;
    const name = plain(flag);
    if (name.startsWith('-')) return this.#names.has(name);
    return this.#names.has(`--${name}`) || this.#names.has(`-${name}`);
  }

  get size() {
    return this.#names.size;
  }

  keys() {
    return this.#names.values();
  }
  values() {
    return this.#names.values();
  }
  [Symbol.iterator]() {
    return this.#names.values();
  }
  entries() {
    return this.#names.entries();
  }

  forEach(callback, self) {
    for (const flag of this.#names) callback.call(self, flag, flag, this);
  }
}

/** Source: Node process.allowedNodeEnvironmentFlags since v10.10.0. */
export const allowedFlags = () => new Flags(environmentNames());
