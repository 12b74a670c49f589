// Copying files, links and whole directories. The way is one, a generator of steps; the synchronous form takes each step at once, the
// others wait for it.
import path from '../../path.js';
import { binding } from '../binding.js';
import { codes, systemErrors } from '../errors.js';
import { validateBoolean, validateFunction, validateObject } from '../validators.js';
import { requestCallback, toBits, toPath } from './arguments.js';
import * as attributes from './attributes.js';
import * as entries from './entries.js';
import { readdirPromise, readdirSync } from './list.js';
import { settled } from './result.js';
import * as stat from './stat.js';

const native = binding('fs');
const { dirname, isAbsolute, join, parse, resolve, sep } = path;
const { ERR_INCOMPATIBLE_OPTION_PAIR, ERR_INVALID_RETURN_VALUE } = codes;

const defaults = {
  dereference: false,
  errorOnExist: false,
  filter: undefined,
  force: true,
  mode: 0,
  preserveTimestamps: false,
  recursive: false,
  verbatimSymlinks: false,
};
const flags = ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks'];

function toCopyOptions(options) {
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  for (const flag of flags) validateBoolean(options[flag], `options.${flag}`);
  options.mode = toBits(options.mode);
  if (options.dereference && options.verbatimSymlinks)
    throw new ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

/** @returns {Error} codes[code], in terms of the system error `name` */
function refusal(code, name, message, path) {
  let errno;
  for (const [number, [each]] of systemErrors()) if (each === name) errno = -number;
  return new codes[code]({ message, path, syscall: 'cp', errno, code: name });
}

const isSame = (a, b) => a.ino === b.ino && a.dev === b.dev;

/** Whether `inner` is `outer` or lies in it. */
function isWithin(outer, inner) {
  const outerParts = resolve(outer).split(sep).filter(Boolean);
  const innerParts = resolve(inner).split(sep).filter(Boolean);
  return outerParts.every((part, i) => innerParts[i] === part);
}

const bigint = { bigint: true };

/** The stats of `path`; null where nothing is there. */
function* statIfThere(step, path) {
  try {
    return yield [step, path, bigint];
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Refuses what cannot be. @returns {Generator<unknown, { source: BigIntStats, target: BigIntStats | null }>} */
function* check(src, dest, options) {
  const step = options.dereference ? 'stat' : 'lstat';
  const source = yield [step, src, bigint];
  const target = yield* statIfThere(step, dest);
  if (target !== null) {
    if (isSame(source, target)) throw refusal('ERR_FS_CP_EINVAL', 'EINVAL', 'src and dest cannot be the same', dest);
    if (source.isDirectory() && !target.isDirectory()) {
      throw refusal(
        'ERR_FS_CP_DIR_TO_NON_DIR',
        'EISDIR',
        `cannot overwrite non-directory ${dest} with directory ${src}`,
        dest,
      );
    }
    if (!source.isDirectory() && target.isDirectory()) {
      throw refusal(
        'ERR_FS_CP_NON_DIR_TO_DIR',
        'ENOTDIR',
        `cannot overwrite directory ${dest} with non-directory ${src}`,
        dest,
      );
    }
  }
  if (source.isDirectory() && isWithin(src, dest)) throw intoItself(src, dest);
  return { source, target };
}

const intoItself = (src, dest) =>
  refusal('ERR_FS_CP_EINVAL', 'EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest);

/** Links may lead from the target's parents back into the source. */
function* checkParents(src, source, dest) {
  const end = resolve(dirname(src));
  let parent = resolve(dirname(dest));
  while (parent !== end && parent !== parse(parent).root) {
    const stats = yield* statIfThere('stat', parent);
    if (stats !== null && isSame(source, stats)) throw intoItself(src, dest);
    parent = resolve(dirname(parent));
  }
}

function* copyAll(src, dest, options) {
  if (!(yield* isWanted(src, dest, options))) return;
  const { source, target } = yield* check(src, dest, options);
  if (source.isDirectory()) yield* checkParents(src, source, dest);
  if ((yield* statIfThere('stat', dirname(dest))) === null) yield ['mkdir', dirname(dest), { recursive: true }];
  yield* copy(src, dest, source, target, options);
}

function* isWanted(src, dest, options) {
  return options.filter === undefined || (yield ['filter', options.filter, src, dest]);
}

function* copy(src, dest, source, target, options) {
  if (source.isDirectory()) {
    if (!options.recursive)
      throw refusal('ERR_FS_EISDIR', 'EISDIR', `Recursive option not enabled, cannot copy a directory: ${src}`, src);
    yield* copyDirectory(src, dest, source, target, options);
  } else if (source.isFile() || source.isCharacterDevice() || source.isBlockDevice()) {
    yield* copyFile(src, dest, source, target, options);
  } else if (source.isSymbolicLink()) {
    yield* copyLink(src, dest, target, options);
  } else if (source.isSocket()) {
    throw refusal('ERR_FS_CP_SOCKET', 'EINVAL', `cannot copy a socket file: ${dest}`, dest);
  } else if (source.isFIFO()) {
    throw refusal('ERR_FS_CP_FIFO_PIPE', 'EINVAL', `cannot copy a FIFO pipe: ${dest}`, dest);
  } else {
    throw refusal('ERR_FS_CP_UNKNOWN', 'EINVAL', `cannot copy an unknown file type: ${dest}`, dest);
  }
}

function* copyDirectory(src, dest, source, target, options) {
  if (target === null) yield ['mkdir', dest];
  else if (options.errorOnExist && !options.force) throw exists(dest);
  for (const name of yield ['readdir', src]) {
    const from = join(src, name);
    const to = join(dest, name);
    if (!(yield* isWanted(from, to, options))) continue;
    const below = yield* check(from, to, options);
    yield* copy(from, to, below.source, below.target, options);
  }
  // last, since it may forbid writing
  if (target === null) yield ['chmod', dest, Number(source.mode & 0o7777n)];
}

const exists = (dest) => refusal('ERR_FS_CP_EEXIST', 'EEXIST', `${dest} already exists`, dest);

function* copyFile(src, dest, source, target, options) {
  if (target !== null) {
    if (!options.force) {
      if (options.errorOnExist) throw exists(dest);
      return;
    }
    yield ['unlink', dest];
  }
  yield ['copyFile', src, dest, options.mode];
  if (!options.preserveTimestamps) return;
  yield ['copyTimes', src, dest];
}

function* copyLink(src, dest, target, options) {
  let to = yield ['readlink', src];
  if (!options.verbatimSymlinks && !isAbsolute(to)) to = resolve(dirname(src), to);
  if (target !== null && target.isSymbolicLink()) {
    let old = yield ['readlink', dest];
    if (!isAbsolute(old)) old = resolve(dirname(dest), old);
    const real = resolve(dirname(src), to);
    const source = yield* statIfThere('stat', src);
    if (source?.isDirectory() && isWithin(real, old)) throw intoItself(real, old);
    // the directory that the link led to would lose its way to what lies in it
    if ((yield* statIfThere('stat', dest))?.isDirectory() && isWithin(old, real)) {
      throw refusal('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'EINVAL', `cannot overwrite ${old} with ${real}`, dest);
    }
    yield ['unlink', dest];
  }
  yield ['symlink', to, dest];
}

/** What a step is, done at once. */
const atOnce = {
  chmod: attributes.chmodSync,
  copyFile: entries.copyFileSync,
  lstat: stat.lstatSync,
  mkdir: entries.mkdirSync,
  readdir: readdirSync,
  readlink: entries.readlinkSync,
  stat: stat.statSync,
  symlink: entries.symlinkSync,
  unlink: entries.unlinkSync,
  copyTimes: (src, dest) => native.copyTimesSync(src, dest),
  filter(filter, src, dest) {
    const wanted = filter(src, dest);
    if (typeof wanted?.then === 'function') throw new ERR_INVALID_RETURN_VALUE('boolean', 'filter', wanted);
    return wanted;
  },
};

/** The same with promises. */
const later = {
  ...attributes.promises,
  ...entries.promises,
  ...stat.promises,
  readdir: readdirPromise,
  copyTimes: (src, dest) => settled(native.copyTimes(src, dest)),
  filter: (filter, src, dest) => filter(src, dest),
};

const toText = (value, name) => {
  const path = toPath(value, name);
  return typeof path === 'string' ? path : Buffer.from(path).toString();
};

/**
 * @param {string | Buffer | URL} src
 * @param {string | Buffer | URL} dest
 * @param {{ dereference?: boolean, errorOnExist?: boolean, filter?: (src: string, dest: string) => boolean, force?: boolean,
 *   mode?: number, preserveTimestamps?: boolean, recursive?: boolean, verbatimSymlinks?: boolean }} [options]
 * @throws {Error} ERR_FS_CP_*, ERR_FS_EISDIR; of the system
 * Node fs.cpSync since v16.7.0
 */
export function cpSync(src, dest, options) {
  options = toCopyOptions(options);
  const steps = copyAll(toText(src, 'src'), toText(dest, 'dest'), options);
  let next = steps.next();
  while (!next.done) {
    const [name, ...args] = next.value;
    let result;
    try {
      result = atOnce[name](...args);
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(result);
  }
}

async function run(steps) {
  let next = steps.next();
  while (!next.done) {
    const [name, ...args] = next.value;
    let result;
    try {
      result = await later[name](...args);
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(result);
  }
}

/** Node fs.cp since v16.7.0; the filter may return a promise */
export function cp(src, dest, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  callback = requestCallback(callback);
  options = toCopyOptions(options);
  const steps = copyAll(toText(src, 'src'), toText(dest, 'dest'), options);
  run(steps).then(
    () => process.nextTick(callback, null),
    (error) => process.nextTick(callback, error),
  );
}

/** Node fsPromises.cp since v16.7.0 */
export async function cpPromise(src, dest, options) {
  options = toCopyOptions(options);
  await run(copyAll(toText(src, 'src'), toText(dest, 'dest'), options));
}
