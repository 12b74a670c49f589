// Watching a file by asking for its stats at intervals.
import EventEmitter from '../../events.js';
import path from '../../path.js';
import { tracking } from '../async_hooks/origin.js';
import { trackedRepeatedly } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { validateFunction, validateUint32 } from '../validators.js';
import { toPath } from './arguments.js';
import { toStats } from './stats.js';

const native = binding('fs');
const DEFAULT_INTERVAL = 5007;

/** Each path that is watched has one. */
const watchers = new Map();

/** Node fs.StatWatcher since v14.3.0. Made by fs.watchFile() alone. Emits `change` (now, before) and `stop`. */
export class StatWatcher extends EventEmitter {
  #watcher = new native.StatWatcher();
  /** How many listeners want the loop alive, and how many of them still hold it after unref(). */
  #persistent = 0;
  #refs = 0;
  #tracked;

  /** @param {string} path  @param {number} interval  ms  @param {boolean} bigint */
  start(path, interval, bigint) {
    let tell = (now, before) => this.emit('change', toStats(now), toStats(before));
    if (tracking) {
      this.#tracked = trackedRepeatedly('STATWATCHER', this, tell);
      tell = this.#tracked.callback;
    }
    this.#watcher.start(path, interval, bigint, tell);
    this.#watcher.unref();
  }

  /** Node: ends it; `stop` follows. */
  stop() {
    if (this.#watcher === null) return;
    process.nextTick(() => this.emit('stop'));
    this.#watcher.close();
    this.#watcher = null;
    this.#tracked?.end();
  }

  addPersistent() {
    this.#persistent++;
    this.ref();
  }

  removePersistent() {
    this.#persistent--;
    this.unref();
  }

  /** @returns {this} */
  ref() {
    if (this.#refs === this.#persistent) return this;
    if (this.#refs++ === 0) this.#watcher?.ref();
    return this;
  }

  /** @returns {this} */
  unref() {
    if (this.#refs === 0) return this;
    if (--this.#refs === 0) this.#watcher?.unref();
    return this;
  }
}

const kPersistent = Symbol('persistent');

/**
 * @param {string | Buffer | URL} filename
 * @param {{ bigint?: boolean, persistent?: boolean, interval?: number }} [options]  interval: ms
 * @param {(now: Stats, before: Stats) => void} listener
 * @returns {StatWatcher}
 * Node fs.watchFile since v0.1.31
 */
export function watchFile(filename, options, listener) {
  filename = path.resolve(toPath(filename).toString());
  if (options === null || typeof options !== 'object') [options, listener] = [{}, options];
  const { interval = DEFAULT_INTERVAL, persistent = true, bigint = false } = options;
  validateFunction(listener, 'listener');
  let watcher = watchers.get(filename);
  if (watcher === undefined) {
    validateUint32(interval, 'interval');
    watcher = new StatWatcher();
    watcher[kPersistent] = [];
    watcher.start(filename, interval, Boolean(bigint));
    watchers.set(filename, watcher);
  }
  if (persistent) {
    watcher[kPersistent].push(listener);
    watcher.addPersistent();
  }
  watcher.addListener('change', listener);
  return watcher;
}

function removePersistent(watcher, listener) {
  const at = watcher[kPersistent].indexOf(listener);
  if (at < 0) return;
  watcher[kPersistent].splice(at, 1);
  watcher.removePersistent();
}

/** Node fs.unwatchFile since v0.1.31. @param {Function} [listener]  without it all of the file's listeners go */
export function unwatchFile(filename, listener) {
  filename = path.resolve(toPath(filename).toString());
  const watcher = watchers.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') {
    const before = watcher.listenerCount('change');
    watcher.removeListener('change', listener);
    if (watcher.listenerCount('change') < before) removePersistent(watcher, listener);
  } else {
    watcher.removeAllListeners('change');
  }
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    watchers.delete(filename);
  }
}
