// A directory watched with all below it: the kernel tells of a directory's own entries alone, so each directory has its own watcher, and
// those that come are added. Links are not followed.
import { binding } from '../binding.js';
import { lastStats } from './stats.js';

const { constants, lstatSync, readdirSync } = binding('fs');
const { UV_DIRENT_DIR } = constants;

const join = (folder, name) => (folder === '' ? name : `${folder}/${name}`);

export class Tree {
  #root;
  #ignore;
  #watch;
  #tell;
  /** Path below the root -> what ends its watcher. */
  #folders = new Map();

  /**
   * @param {string} root
   * @param {{ ignore?: (name: string) => boolean, watch: (path: string, onChange: Function) => () => void, tell: (type: string, name: string) => void }} to
   *   watch: begins to watch one directory; tell: is given each change, with its path below the root
   */
  constructor(root, { ignore, watch, tell }) {
    this.#root = root;
    this.#ignore = ignore;
    this.#watch = watch;
    this.#tell = tell;
  }

  /** @throws {Error} of the system where the root cannot be watched */
  start() {
    this.#add('');
    this.#addBelow('', false);
  }

  #ignored(name) {
    return this.#ignore !== undefined && this.#ignore(name);
  }

  #pathOf(folder) {
    return folder === '' ? this.#root : `${this.#root}/${folder}`;
  }

  #add(folder) {
    this.#folders.set(
      folder,
      this.#watch(this.#pathOf(folder), (name, type) => this.#onChange(folder, name, type)),
    );
  }

  /** Adds the directories below one; what lies there already is told of where it is `new`. */
  #addBelow(folder, isNew) {
    let raw;
    try {
      raw = readdirSync(this.#pathOf(folder), false, true);
    } catch {
      return; // gone again
    }
    for (let i = 0; i < raw.length; i += 2) {
      const path = join(folder, raw[i]);
      if (this.#ignored(path)) continue;
      if (isNew) this.#tell('rename', path);
      if (raw[i + 1] === UV_DIRENT_DIR) this.#addFolder(path, isNew);
    }
  }

  #addFolder(folder, isNew) {
    if (this.#folders.has(folder)) return;
    try {
      this.#add(folder);
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return;
      throw error;
    }
    this.#addBelow(folder, isNew);
  }

  #drop(folder) {
    for (const [path, end] of this.#folders) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      end();
      this.#folders.delete(path);
    }
  }

  #isFolder(path) {
    try {
      return lstatSync(path, false, false) && lastStats(false).isDirectory();
    } catch {
      return false;
    }
  }

  #onChange(folder, name, type) {
    const path = join(folder, name);
    if (this.#ignored(path)) return;
    // of itself, which the directory above tells of as well
    if (folder !== '' && !this.#isFolder(this.#pathOf(folder))) {
      this.#drop(folder);
      return;
    }
    this.#tell(type, path);
    if (type !== 'rename') return;
    if (this.#isFolder(this.#pathOf(path))) this.#addFolder(path, true);
    else this.#drop(path);
  }
}
