// navigator.locks: locks by name, which all threads of the process share (Web Locks API).
import { binding } from '../binding.js';
import { DOMException } from '../dom_exception.js';
import { AbortError, codes } from '../errors.js';
import { validateAbortSignal, validateFunction, validateObject, validateOneOf } from '../validators.js';
import { thisThread } from '../worker_threads/this_thread.js';

const native = binding('locks');
const WAITING = 1;
const UNAVAILABLE = 2;
const kMake = Symbol('make');

/** id -> { granted, stolen }: the two things that may be told of a request, as promises with their resolvers */
const requests = new Map();
let lastId = 0;

/** What this thread is called. */
const clientId = () => `node-${process.pid}-${thisThread.threadId}`;

/** Passes on what has become of requests. */
function hear() {
  const told = native.take();
  for (let i = 0; i < told.length; i += 2) {
    const request = requests.get(told[i]);
    if (told[i + 1] === 1) request?.granted.resolve();
    else request?.stolen.reject(new AbortError());
  }
}

/** What a lock's holder is given. */
export class Lock {
  #name;
  #mode;

  /** @throws ERR_ILLEGAL_CONSTRUCTOR */
  constructor(maker, name, mode) {
    if (maker !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#name = name;
    this.#mode = mode;
  }

  get name() {
    return this.#name;
  }

  /** 'exclusive' or 'shared' */
  get mode() {
    return this.#mode;
  }

  get [Symbol.toStringTag]() {
    return 'Lock';
  }
}

const unsupported = (message) => new DOMException(message, 'NotSupportedError');

/** @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE  @throws {DOMException} NotSupportedError */
function check(name, options, callback) {
  validateFunction(callback, 'callback');
  validateObject(options, 'options');
  const { mode = 'exclusive', ifAvailable = false, steal = false, signal } = options;
  validateOneOf(mode, 'options.mode', ['exclusive', 'shared']);
  validateAbortSignal(signal, 'options.signal');
  if (name.startsWith('-')) throw unsupported('Lock name may not start with hyphen');
  if (ifAvailable && steal) throw unsupported('ifAvailable and steal are mutually exclusive');
  if (mode !== 'exclusive' && steal) throw unsupported("mode must be 'exclusive' when steal is true");
  if (signal !== undefined && (steal || ifAvailable)) {
    throw unsupported('signal cannot be used together with ifAvailable or steal');
  }
  return { mode, ifAvailable: Boolean(ifAvailable), steal: Boolean(steal), signal };
}

/** Until the lock is there. @throws the signal's reason */
async function wait(id, { granted }, signal) {
  const abort = () => {
    if (native.cancel(id)) granted.reject(signal.reason);
    hear();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await granted.promise;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Node LockManager since v24.5.0 */
export class LockManager {
  /** @throws ERR_ILLEGAL_CONSTRUCTOR */
  constructor(maker) {
    if (maker !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  /**
   * Calls `callback` with the lock, which is held until what it returns has settled; with null where `ifAvailable` was in vain.
   * @param {string} name
   * @param {{ mode?: 'exclusive' | 'shared', ifAvailable?: boolean, steal?: boolean, signal?: AbortSignal }} [options]
   * @param {(lock: Lock | null) => unknown} callback
   * @returns {Promise<unknown>} what the callback returns; an AbortError where somebody steals the lock
   */
  async request(name, options, callback = undefined) {
    if (callback === undefined) [options, callback] = [{}, options];
    const text = `${name}`;
    const { mode, ifAvailable, steal, signal } = check(text, options, callback);
    signal?.throwIfAborted();
    native.join(clientId(), hear);
    const id = (lastId = (lastId + 1) >>> 0);
    const request = { granted: Promise.withResolvers(), stolen: Promise.withResolvers() };
    request.stolen.promise.catch(() => {});
    requests.set(id, request);
    try {
      const outcome = native.request(id, text, mode === 'shared', ifAvailable, steal);
      hear();
      if (outcome === WAITING) await wait(id, request, signal);
      // The caller goes on first, whether or not the lock is free.
      else await undefined;
      if (outcome === UNAVAILABLE) return await callback(null);
      // The theft first: it may be older than what the callback returns.
      return await Promise.race([request.stolen.promise, callback(new Lock(kMake, text, mode))]);
    } finally {
      requests.delete(id);
      native.release(id);
      hear();
    }
  }

  /** @returns {Promise<{ held: object[], pending: object[] }>} { name, mode, clientId } of each, this thread's first; a client is a thread */
  async query() {
    const state = { held: [], pending: [] };
    const flat = native.query();
    for (let i = 0; i < flat.length; i += 4) {
      state[flat[i]].push({ name: flat[i + 1], mode: flat[i + 2], clientId: flat[i + 3] });
    }
    const own = clientId();
    const ownFirst = (a, b) => Number(b.clientId === own) - Number(a.clientId === own);
    state.held.sort(ownFirst);
    state.pending.sort(ownFirst);
    return state;
  }

  get [Symbol.toStringTag]() {
    return 'LockManager';
  }
}
for (const name of ['request', 'query']) Object.defineProperty(LockManager.prototype, name, { enumerable: true });
for (const name of ['name', 'mode']) Object.defineProperty(Lock.prototype, name, { enumerable: true });

export const locks = new LockManager(kMake);
