//# allFunctionsCalledOnLoad
// What the loader asks of the file system: what a path is, and where it really lies.
import { binding } from '../binding.js';

const { entryKind, realPath, readSource: nativeReadSource } = binding('loader');

/** Kinds that `entryKind` gives; a negative number is an error. Above `FOLDER` the entry is a link to the kind below. */
export const FILE = 0;
export const FOLDER = 1;
const LINK = 2;

/** Kinds of entries, remembered while a program's outermost require() runs: its tree asks for the same ones over and over. */
let known = null;

export function rememberEntries() {
  known = new Map();
}

export function forgetEntries() {
  known = null;
}

function kindOf(path) {
  if (known === null) return entryKind(path);
  let kind = known.get(path);
  if (kind === undefined) {
    kind = entryKind(path);
    // What isn't there may come: only what exists is remembered.
    if (kind >= 0) known.set(path, kind);
  }
  return kind;
}

/**
 * @param {string} path  absolute
 * @returns {number} FILE (anything that isn't a folder), FOLDER, or a negative errno
 */
export function stat(path) {
  const kind = kindOf(path);
  return kind >= LINK ? kind - LINK : kind;
}

/** Folder -> the folder it really is. */
const realFolders = new Map();

/** The path of a file that is no link itself: only its folder has to be looked at, once. */
function inRealFolder(path) {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash);
  let realFolder = realFolders.get(folder);
  if (realFolder === undefined) {
    realFolder = folder === '' ? '' : realPath(folder);
    if (realFolder === '/') realFolder = '';
    realFolders.set(folder, realFolder);
  }
  return realFolder === folder ? path : realFolder + path.slice(slash);
}

/**
 * Looks for a file: one call into the system for most that exist.
 * @param {string} path  absolute
 * @param {boolean} keepLinks  whether to leave symbolic links in the path
 * @returns {string | number} its path, by default without symbolic links; FOLDER where a folder is there instead; a negative errno
 */
export function locate(path, keepLinks) {
  const kind = kindOf(path);
  if (kind === FILE) return keepLinks ? path : inRealFolder(path);
  if (kind === LINK + FILE) return keepLinks ? path : realPath(path);
  return kind === LINK + FOLDER ? FOLDER : kind;
}

let observer;

/** @param {(path: string) => void} fn  called with each file that is loaded */
export function observeFiles(fn) {
  observer = fn;
}

/** @returns {string} the text of a file @throws the system's error */
export function readSource(path) {
  observer?.(path);
  return nativeReadSource(path);
}
