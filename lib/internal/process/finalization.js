// process.finalization: functions that are called with an object when the process ends, unless the object is gone before.
import { load } from '../builtins.js';
import { onStart } from '../start.js';
import { validateFunction } from '../validators.js';
import { codes } from '../errors.js';

let ending = null;

/** What is registered for one event: weakly, so that being registered keeps nothing. */
class Registered {
  /** A weak reference -> what is called with the object. */
  #refs = new Map();
  #registry = new FinalizationRegistry((ref) => this.#refs.delete(ref));
  #event;

  constructor(event) {
    this.#event = event;
    load('process').on(event, () => this.#call());
  }

  add(object, fn) {
    const ref = new WeakRef(object);
    this.#refs.set(ref, fn);
    this.#registry.register(object, ref, object);
  }

  remove(object) {
    this.#registry.unregister(object);
    for (const ref of this.#refs.keys()) if (ref.deref() === object) this.#refs.delete(ref);
  }

  #call() {
    for (const [ref, fn] of this.#refs) {
      const object = ref.deref();
      if (object !== undefined) fn(object, this.#event);
    }
    if (this.#event === 'exit') this.#refs.clear();
  }
}

function registered(event) {
  ending ??= {};
  ending[event] ??= new Registered(event);
  return ending[event];
}

onStart(() => {
  ending = null;
});

function check(object, callback) {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
    throw new codes.ERR_INVALID_ARG_TYPE('ref', 'object', object);
  }
  validateFunction(callback, 'callback');
}

/** Source: Node process.finalization since v22.5.0. */
export const finalization = {
  /**
   * @param {object} ref  is kept by nobody for this
   * @param {(ref: object, event: string) => void} callback  at 'exit'
   */
  register(ref, callback) {
    check(ref, callback);
    registered('exit').add(ref, callback);
  },
  /** The same, at 'beforeExit'. */
  registerBeforeExit(ref, callback) {
    check(ref, callback);
    registered('beforeExit').add(ref, callback);
  },
  /** @param {object} ref */
  unregister(ref) {
    if (ending === null) return;
    ending.exit?.remove(ref);
    ending.beforeExit?.remove(ref);
  },
};
