// Watching files and directories as the kernel tells of them.
import EventEmitter from '../../events.js';
import { tracking } from '../async_hooks/origin.js';
import { trackedRepeatedly } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { uvException } from '../errors.js';
import { validateAbortSignal, validateBoolean, validateFunction, validateObject } from '../validators.js';
import { checkEncoding, toPath } from './arguments.js';
import { decodeName, wantsBytes } from './result.js';
import { lastStats } from './stats.js';
import { toIgnore } from './watch_ignore.js';
import { Tree } from './watch_tree.js';

const { ChangeWatcher, lstatSync } = binding('fs');

/** Node fs.FSWatcher since v0.5.8. Made by fs.watch() alone. Emits `change` (eventType, filename), `error` and `close`. */
export class FSWatcher extends EventEmitter {
  /** Each with what tells the async hooks that it has ended. */
  #watchers = new Map();
  #closed = false;
  #ref;
  #encoding;
  #bytes;
  #ignore;

  constructor(persistent, encoding, ignore) {
    super();
    this.#ref = persistent;
    this.#encoding = encoding;
    this.#bytes = wantsBytes(encoding);
    this.#ignore = ignore;
  }

  /** Watches one file, or the entries of one directory. @throws {Error} of the system, syscall `watch` */
  start(path) {
    try {
      this.#add(path, this.#bytes, (raw, type) => this.#tell(type, raw));
    } catch (error) {
      error.filename = error.path;
      throw error;
    }
  }

  /** Watches a directory with all below it. */
  startTree(root) {
    const tree = new Tree(root, {
      ignore: this.#ignore,
      watch: (path, onChange) => this.#add(path, false, onChange),
      tell: (type, name) => this.#emitChange(type, this.#encode(name)),
    });
    tree.start();
  }

  /** @returns {() => void} what ends it */
  #add(path, bytes, onChange) {
    const watcher = new ChangeWatcher();
    let tell = (status, raw, renamed) => {
      if (status < 0) this.#fail(uvException({ errno: status, syscall: 'watch', path }));
      else onChange(raw, renamed ? 'rename' : 'change');
    };
    const tracked = tracking ? trackedRepeatedly('FSEVENTWRAP', watcher, tell) : undefined;
    if (tracked !== undefined) tell = tracked.callback;
    watcher.start(path, bytes, tell);
    if (!this.#ref) watcher.unref();
    this.#watchers.set(watcher, tracked?.end);
    return () => {
      watcher.close();
      this.#watchers.delete(watcher);
      tracked?.end();
    };
  }

  #encode(name) {
    return this.#bytes ? decodeName(new Uint8Array(Buffer.from(name)).buffer, this.#encoding) : name;
  }

  #tell(type, raw) {
    const name = decodeName(raw, this.#encoding);
    if (this.#ignore !== undefined && this.#ignore(this.#bytes ? Buffer.from(raw).toString() : name)) return;
    this.#emitChange(type, name);
  }

  #emitChange(type, name) {
    if (!this.#closed) this.emit('change', type, name);
  }

  #fail(error) {
    if (this.#closed) return;
    error.filename = error.path;
    this.#end();
    this.emit('error', error);
  }

  #end() {
    this.#closed = true;
    for (const [watcher, end] of this.#watchers) {
      watcher.close();
      end?.();
    }
    this.#watchers.clear();
  }

  /** Ends it. The watcher is of no use afterwards. */
  close() {
    if (this.#closed) return;
    this.#end();
    process.nextTick(() => this.emit('close'));
  }

  /** Keeps the event loop alive while watching. @returns {this} */
  ref() {
    this.#ref = true;
    for (const watcher of this.#watchers.keys()) watcher.ref();
    return this;
  }

  /** @returns {this} */
  unref() {
    this.#ref = false;
    for (const watcher of this.#watchers.keys()) watcher.unref();
    return this;
  }
}

/** Ends `watcher` when the signal fires. */
function closeOnAbort(watcher, signal) {
  if (signal.aborted) {
    process.nextTick(() => watcher.close());
    return;
  }
  const onAbort = () => watcher.close();
  signal.addEventListener('abort', onAbort, { once: true });
  watcher.once('close', () => signal.removeEventListener('abort', onAbort));
}

function isDirectory(path) {
  try {
    return lstatSync(path, false, true) && lastStats(false).isDirectory();
  } catch {
    return false;
  }
}

/**
 * @param {string | Buffer | URL} filename
 * @param {string | { persistent?: boolean, recursive?: boolean, encoding?: string, signal?: AbortSignal, throwIfNoEntry?: boolean,
 *   ignore?: string | RegExp | Function | Array }} [options]
 * @param {(eventType: 'rename' | 'change', filename: string | Buffer) => void} [listener]
 * @returns {FSWatcher}
 * @throws {Error} of the system, syscall `watch`, with `filename` beside `path`
 * Node fs.watch since v0.5.10; options.ignore since v25.4.0
 */
export function watch(filename, options, listener) {
  if (typeof options === 'function') [options, listener] = [undefined, options];
  const path = toPath(filename);
  if (typeof options === 'string') options = { encoding: options };
  else if (options == null) options = {};
  else validateObject(options, 'options');
  const { persistent = true, recursive = false, encoding = 'utf8', signal, ignore } = options;
  checkEncoding(encoding);
  if (recursive) validateBoolean(recursive, 'options.recursive');
  validateAbortSignal(signal, 'options.signal');
  if (listener) validateFunction(listener, 'listener');
  const watcher = new FSWatcher(Boolean(persistent), encoding, toIgnore(ignore));
  if (recursive && isDirectory(path)) {
    watcher.startTree(path.toString());
  } else {
    try {
      watcher.start(path);
    } catch (error) {
      if (error.code !== 'ENOENT' || options.throwIfNoEntry !== false) throw error;
    }
  }
  if (listener) watcher.addListener('change', listener);
  if (signal) closeOnAbort(watcher, signal);
  return watcher;
}
