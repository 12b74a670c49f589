// The global `crypto`. Source: Web Cryptography API, section 10.
import { codes } from '../errors.js';
import * as random from './random.js';

let kind;

/** Node Crypto since v17.6.0. */
export class Crypto {
  #isCrypto = true;

  static {
    kind = {
      make: () => Reflect.construct(Crypto, [kind]),
      check(value) {
        if (value === null || typeof value !== 'object' || !(#isCrypto in value))
          throw new codes.ERR_INVALID_THIS('Crypto');
      },
    };
  }

  /** @throws ERR_ILLEGAL_CONSTRUCTOR */
  constructor(maker) {
    if (maker !== kind) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** As crypto.getRandomValues of node:crypto. */
  getRandomValues(array) {
    kind.check(this);
    if (arguments.length < 1) {
      const words = "Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.";
      throw Object.assign(new TypeError(words), { code: 'ERR_MISSING_ARGS' });
    }
    return random.getRandomValues(array);
  }

  /** A UUID of version 4. */
  randomUUID() {
    kind.check(this);
    return random.randomUUID();
  }
}

const enumerable = { enumerable: true };
Object.defineProperties(Crypto.prototype, {
  getRandomValues: enumerable,
  randomUUID: enumerable,
  [Symbol.toStringTag]: { configurable: true, value: 'Crypto' },
});

export const webcrypto = kind.make();
