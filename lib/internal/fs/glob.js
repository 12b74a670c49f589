// Files that match glob patterns: one walk for all forms, a generator of steps. minimatch says what a pattern's parts are.
import path from '../../path.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { validateFunction, validateObject, validateString, validateStringArray } from '../validators.js';
import { toPath } from './arguments.js';
import { Dirent } from './dirent.js';
import { lastStats, toStats } from './stats.js';

const native = binding('fs');
const { UV_DIRENT_DIR, UV_DIRENT_FILE, UV_DIRENT_LINK, UV_DIRENT_UNKNOWN } = native.constants;

/** Pattern parts between slashes: strings, RegExps, or GLOBSTAR for any number of directories. */
class Pattern {
  /** @param {Array<string | RegExp | symbol>} parts  @param {symbol} GLOBSTAR */
  constructor(parts, GLOBSTAR) {
    this.absolute = parts.length > 1 && parts[0] === '';
    this.onlyFolders = parts.length > 1 && parts.at(-1) === '';
    // a `**` at the very start does not look into links
    this.anywhere = parts[0] === GLOBSTAR;
    this.globstar = GLOBSTAR;
    /** Where the walk has been: index of the part, and path. */
    this.visited = new Set();
    this.parts = parts.filter(
      (part, i, all) => part !== '' && part !== '.' && (part !== GLOBSTAR || all[i - 1] !== GLOBSTAR),
    );
  }
}

function toPatterns(pattern) {
  const { GLOBSTAR, Minimatch } = load('internal/deps/minimatch');
  const { set } = new Minimatch(pattern, { nonegate: true, nocomment: true });
  const patterns = set.map((parts) => new Pattern(parts, GLOBSTAR));
  return patterns.filter(({ parts }) => parts.length > 0);
}

/** @returns {(name: string, entry: () => Dirent) => boolean} whether a path is left out */
function toExclude(exclude, withTypes, cwd) {
  if (exclude == null) return () => false;
  if (typeof exclude === 'function') return (name, entry) => exclude(withTypes ? entry() : name);
  const { Minimatch, braceExpand } = load('internal/deps/minimatch');
  const matchers = exclude
    .flatMap((pattern) => braceExpand(pattern))
    .map((pattern) => {
      // paths of the walk have no `.` in them
      const plain = pattern.replace(/(^|\/)(?:\.\/+)+/g, '$1');
      const matcher = new Minimatch(plain, { dot: true, nobrace: true, nonegate: true, nocomment: true });
      return { matcher, absolute: path.isAbsolute(plain) };
    });
  return (name) => {
    const full = path.resolve(cwd, name);
    const relative = path.relative(path.resolve(cwd), full);
    return matchers.some(({ matcher, absolute }) => {
      const subject = absolute ? full : relative;
      // a directory is left out along with all that is in it
      return matcher.match(subject) || matcher.match(`${subject}/`);
    });
  };
}

class Walk {
  #cwd;
  #withTypes;
  #exclude;
  /** What was found out: path -> entries of the directory; path -> kind. */
  #entries = new Map();
  #kinds = new Map();
  #found = new Set();

  constructor(cwd, withTypes, exclude) {
    this.#cwd = cwd;
    this.#withTypes = withTypes;
    this.#exclude = toExclude(exclude, withTypes, cwd);
  }

  #full(name) {
    return path.isAbsolute(name) ? name : path.join(this.#cwd, name);
  }

  #dirent(name, kind) {
    const full = name === '' ? path.join(this.#cwd, '.') : this.#full(name);
    if (name === '') return new Dirent('.', full, kind);
    return new Dirent(path.basename(full), path.dirname(full), kind);
  }

  /** The kind of an entry (UV_DIRENT_*), a link's own; null where nothing is there. */
  *#kind(name) {
    let kind = this.#kinds.get(name);
    if (kind === undefined) {
      kind = yield ['kind', this.#full(name)];
      this.#kinds.set(name, kind);
    }
    return kind;
  }

  *#isFolder(name) {
    const kind = yield* this.#kind(name);
    if (kind === UV_DIRENT_LINK || kind === UV_DIRENT_UNKNOWN) return yield ['isFolder', this.#full(name)];
    return kind === UV_DIRENT_DIR;
  }

  /** Names of a directory, whose kinds are known then; none where it cannot be read. */
  *#list(name) {
    let names = this.#entries.get(name);
    if (names === undefined) {
      names = [];
      const raw = yield ['list', this.#full(name)];
      for (let i = 0; i < raw.length; i += 2) {
        names.push(raw[i]);
        this.#kinds.set(path.join(name, raw[i]), raw[i + 1]);
      }
      this.#entries.set(name, names);
    }
    return names;
  }

  /** All that `pattern` matches: each is yielded as ['found', string or Dirent] once. */
  *run(pattern) {
    yield* this.#match(pattern.absolute ? '/' : '', pattern, 0);
  }

  *#match(name, pattern, at) {
    const key = `${at} ${name}`;
    if (pattern.visited.has(key)) return;
    pattern.visited.add(key);
    if (at === pattern.parts.length) {
      yield* this.#end(name, pattern);
      return;
    }
    const part = pattern.parts[at];
    if (typeof part === 'string') yield* this.#literal(name, part, pattern, at);
    else if (part === pattern.globstar) yield* this.#globstar(name, pattern, at);
    else yield* this.#magic(name, part, pattern, at);
  }

  *#end(name, pattern) {
    const kind = yield* this.#kind(name);
    if (kind === null || (pattern.onlyFolders && !(yield* this.#isFolder(name)))) return;
    const result = name === '' ? '.' : name;
    if (this.#found.has(result)) return;
    this.#found.add(result);
    yield ['found', this.#withTypes ? this.#dirent(name, kind) : result];
  }

  *#excluded(name) {
    const kind = yield* this.#kind(name);
    return kind === null || this.#exclude(name === '' ? '.' : name, () => this.#dirent(name, kind));
  }

  *#literal(name, part, pattern, at) {
    if (part === '..' && !(yield* this.#isFolder(name))) return;
    const joined = path.join(name, part);
    const next = joined === '.' ? '' : joined;
    if (!(yield* this.#excluded(next))) yield* this.#match(next, pattern, at + 1);
  }

  *#magic(name, part, pattern, at) {
    const last = at + 1 === pattern.parts.length;
    for (const entry of yield* this.#list(name)) {
      if (!part.test(entry)) continue;
      const next = path.join(name, entry);
      if (!last && (yield* this.#kind(next)) === UV_DIRENT_FILE) continue;
      if (!(yield* this.#excluded(next))) yield* this.#match(next, pattern, at + 1);
    }
  }

  *#globstar(name, pattern, at) {
    yield* this.#match(name, pattern, at + 1);
    const last = at + 1 === pattern.parts.length;
    for (const entry of yield* this.#list(name)) {
      if (entry.startsWith('.')) continue;
      const next = path.join(name, entry);
      if (yield* this.#excluded(next)) continue;
      const kind = yield* this.#kind(next);
      // links are matched, and what follows in the pattern may match what is in them, but `**` does not go through them
      if (kind === UV_DIRENT_DIR) yield* this.#match(next, pattern, at);
      else if (last || (kind !== UV_DIRENT_FILE && !(pattern.anywhere && at === 0)))
        yield* this.#match(next, pattern, at + 1);
    }
  }
}

const kindOf = (stats) =>
  stats.isDirectory()
    ? UV_DIRENT_DIR
    : stats.isSymbolicLink()
      ? UV_DIRENT_LINK
      : stats.isFile()
        ? UV_DIRENT_FILE
        : UV_DIRENT_UNKNOWN;

/** What a step is, done at once. What cannot be read is empty. */
const atOnce = {
  list(path) {
    try {
      return native.readdirSync(path, false, true);
    } catch {
      return [];
    }
  },
  kind(path) {
    try {
      native.lstatSync(path, false, true);
      return kindOf(lastStats(false));
    } catch {
      return null;
    }
  },
  isFolder(path) {
    try {
      native.statSync(path, false, true);
      return lastStats(false).isDirectory();
    } catch {
      return false;
    }
  },
};

const otherwise = (value) => () => value;

/** The same with promises. */
const later = {
  list: (path) => native.readdir(path, false, true).catch(otherwise([])),
  kind: (path) => native.lstat(path, false).then((fields) => kindOf(toStats(fields)), otherwise(null)),
  isFolder: (path) => native.stat(path, false).then((fields) => toStats(fields).isDirectory(), otherwise(false)),
};

function* walkAll(pattern, options) {
  const patterns = Array.isArray(pattern) ? pattern : [pattern];
  const walk = new Walk(options.cwd, options.withFileTypes, options.exclude);
  for (const each of patterns.flatMap(toPatterns)) yield* walk.run(each);
}

function toGlob(pattern, options = {}) {
  if (Array.isArray(pattern)) validateStringArray(pattern, 'patterns');
  else validateString(pattern, 'patterns');
  validateObject(options, 'options');
  const { exclude, withFileTypes } = options;
  if (Array.isArray(exclude)) validateStringArray(exclude, 'options.exclude');
  else if (exclude != null) validateFunction(exclude, 'options.exclude');
  const cwd = options.cwd == null ? '.' : toPath(options.cwd, 'options.cwd').toString();
  return walkAll(pattern, { cwd, exclude, withFileTypes: Boolean(withFileTypes) });
}

/**
 * @param {string | string[]} pattern
 * @param {{ cwd?: string | URL, exclude?: string[] | ((path: string | Dirent) => boolean), withFileTypes?: boolean }} [options]
 * @returns {string[] | Dirent[]}
 * Node fs.globSync since v22.0.0
 */
export function globSync(pattern, options) {
  const found = [];
  const steps = toGlob(pattern, options);
  for (let next = steps.next(); !next.done; ) {
    const [name, value] = next.value;
    if (name === 'found') {
      found.push(value);
      next = steps.next();
    } else {
      next = steps.next(atOnce[name](value));
    }
  }
  return found;
}

async function* iterate(steps) {
  for (let next = steps.next(); !next.done; ) {
    const [name, value] = next.value;
    if (name === 'found') {
      yield value;
      next = steps.next();
    } else {
      next = steps.next(await later[name](value));
    }
  }
}

/** Node fsPromises.glob since v22.0.0. @returns {AsyncIterator<string | Dirent>} */
export async function* globIterator(pattern, options) {
  yield* iterate(toGlob(pattern, options));
}

/** Node fs.glob since v22.0.0 */
export function glob(pattern, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  validateFunction(callback, 'cb');
  const steps = toGlob(pattern, options);
  const collect = async () => {
    const found = [];
    for await (const entry of iterate(steps)) found.push(entry);
    return found;
  };
  collect().then(
    (found) => process.nextTick(callback, null, found),
    (error) => process.nextTick(callback, error),
  );
}
