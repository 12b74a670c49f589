// navigator: what the web's programs ask for about where they run.
import os from '../os.js';
import process from '../process.js';
import { load } from './builtins.js';
import { codes } from './errors.js';

const kMake = Symbol('make');

/** Node Navigator since v21.0.0; HTML, section 8.10.1. */
export class Navigator {
  #languages;

  /** @throws ERR_ILLEGAL_CONSTRUCTOR */
  constructor(maker) {
    if (maker !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** How many threads may run at the same time. */
  get hardwareConcurrency() {
    return os.availableParallelism();
  }

  /** The language tag of the default locale, such as 'en-US'. */
  get language() {
    return this.languages[0];
  }

  /** @returns {readonly string[]} */
  get languages() {
    this.#languages ??= Object.freeze([Intl.DateTimeFormat().resolvedOptions().locale]);
    return this.#languages;
  }

  /** 'Node.js/' and the major version that this is compatible with. */
  get userAgent() {
    return `Node.js/${/\d+/.exec(process.version)[0]}`;
  }

  /** Locks by name. Node since v24.5.0 */
  get locks() {
    return load('internal/locks/lock_manager').locks;
  }

  /** The system and the machine, such as 'Linux x86_64'. */
  get platform() {
    return `${os.type()} ${os.machine()}`;
  }
}
for (const name of ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform', 'locks']) {
  Object.defineProperty(Navigator.prototype, name, { enumerable: true });
}

export const navigator = new Navigator(kMake);
