// Files and folders that are watched: what has changed is told once that is over.
import { dirname, resolve } from '../path/posix.js';
import { load } from '../builtins.js';

const SETTLE_TIME = 200; // ms: an editor writes a file more than once

export class Watched {
  #watchers = new Map();
  #files = new Set();
  #changed = new Set();
  #onChange;
  #timer;

  /** @param {(changed: Set<string>) => void} onChange  paths; of a folder that is watched as a whole, its own */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** A folder with all that is in it. */
  addTree(path) {
    const watcher = load('fs').watch(path, { recursive: true });
    watcher.on('change', () => this.#note(path));
    this.#watchers.set(path, watcher);
  }

  /** A file. Its folder is watched: editors put another file in its place. */
  addFile(path) {
    this.#files.add(path);
    const folder = dirname(path);
    if (this.#watchers.has(folder)) return;
    const watcher = load('fs').watch(folder);
    watcher.on('change', (_, name) => {
      if (name === null) for (const file of this.#files) this.#note(file);
      else if (this.#files.has(resolve(folder, String(name)))) this.#note(resolve(folder, String(name)));
    });
    watcher.on('error', () => this.#watchers.delete(folder));
    this.#watchers.set(folder, watcher);
  }

  forgetFiles() {
    this.#files.clear();
  }

  /** No change is told any more. */
  close() {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #note(path) {
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = this.#changed;
      this.#changed = new Set();
      this.#onChange(changed);
    }, SETTLE_TIME);
  }
}
