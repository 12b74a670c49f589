// Promises as the standard uses them.

export function noop() {}

const resolved = Promise.resolve();

/** For algorithms that have nothing to do. */
export function done() {
  return resolved;
}

/** Calls back in a microtask, in the asynchronous context of now. */
export function soon(callback) {
  resolved.then(callback);
}

/** A promise and the functions that settle it. */
export class Deferred {
  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

const PENDING = 0;
const RESOLVED = 1;
const REJECTED = 2;

/**
 * A promise that is made when someone asks for it: most streams and readers are never asked for their `closed` or `ready`. Its
 * rejection counts as handled, as the standard wants it everywhere.
 */
export class LazyPromise {
  #state = PENDING;
  #makeError;
  #deferred;
  #waiting;

  /** @param {() => Error} [makeError]  for one that is rejected from the beginning */
  static rejected(makeError) {
    const lazy = new LazyPromise();
    lazy.reject(makeError);
    return lazy;
  }

  static resolved() {
    const lazy = new LazyPromise();
    lazy.resolve();
    return lazy;
  }

  get pending() {
    return this.#state === PENDING;
  }

  get promise() {
    if (this.#deferred === undefined) {
      this.#deferred = new Deferred();
      this.#settle();
    }
    return this.#deferred.promise;
  }

  /** Calls back in a microtask once it is resolved, without making the promise. For one caller, who waits no more than once. */
  whenResolved(callback) {
    if (this.#state === RESOLVED) soon(callback);
    else this.#waiting = callback;
  }

  resolve() {
    if (this.#state !== PENDING) return;
    this.#state = RESOLVED;
    this.#settle();
    if (this.#waiting !== undefined) soon(this.#waiting);
  }

  /** @param {() => *} makeError  gives the reason, when someone looks */
  reject(makeError) {
    if (this.#state !== PENDING) return;
    this.#state = REJECTED;
    this.#makeError = makeError;
    this.#settle();
  }

  #settle() {
    if (this.#deferred === undefined) return;
    if (this.#state === RESOLVED) {
      this.#deferred.resolve();
    } else if (this.#state === REJECTED) {
      this.#deferred.promise.then(undefined, noop);
      this.#deferred.reject(this.#makeError());
    }
  }
}

/** Calls what a program gave, as a promise: what it throws rejects. (Web IDL: a callback that returns a promise) */
export function callForPromise(fn, self, first, second) {
  try {
    const result = fn.call(self, first, second);
    return result === undefined ? resolved : Promise.resolve(result);
  } catch (error) {
    return Promise.reject(error);
  }
}
