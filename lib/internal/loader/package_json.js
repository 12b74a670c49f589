//# allFunctionsCalledOnLoad
// package.json files, each read once: what the loader needs of them, and which one governs a file.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { hrefFromPath } from './file_url.js';

const { readPackage: readPackageNative, readSource } = binding('loader');

/** A package.json. Fields are declared: a program may have put accessors onto Object.prototype. Its larger fields stay JSON text until someone resolves through them. */
class Package {
  path;
  dir;
  name;
  main;
  /** 'module', 'commonjs' or 'none' */
  type;
  #exportsText;
  #importsText;
  #exports;
  #imports;
  #href;

  constructor(path, name, main, type, exportsText, importsText) {
    this.path = path;
    this.dir = path.slice(0, -'/package.json'.length);
    this.name = name;
    this.main = main;
    this.type = type;
    this.#exportsText = exportsText;
    this.#importsText = importsText;
  }

  get hasExports() {
    return this.#exportsText !== undefined;
  }

  get exports() {
    if (this.#exports === undefined && this.#exportsText !== undefined)
      this.#exports = parse(this.#exportsText, this.path);
    return this.#exports;
  }

  get imports() {
    if (this.#imports === undefined && this.#importsText !== undefined)
      this.#imports = parse(this.#importsText, this.path);
    return this.#imports;
  }

  /** The folder's file: URL, with a slash at its end. */
  get href() {
    return (this.#href ??= hrefFromPath(`${this.dir}/`));
  }
}

function parse(text, path) {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidPackage(path);
  }
}

/** ERR_INVALID_PACKAGE_CONFIG that says what is wrong with the file, and where. */
function invalidPackage(path, context) {
  let text;
  let reason;
  try {
    text = readSource(path);
    JSON.parse(text);
  } catch (error) {
    reason = error.message;
  }
  const error = new codes.ERR_INVALID_PACKAGE_CONFIG(path, context, reason);
  if (text === undefined || reason === undefined) return error;
  return load('internal/loader/json_fault').pointAtFault(error, text, path);
}

const packages = new Map();
const scopes = new Map();

/**
 * @param {string} path  of a package.json
 * @param {string} [context]  what is being resolved, for the message
 * @returns {Package | undefined} undefined where there is no such file
 * @throws ERR_INVALID_PACKAGE_CONFIG where it isn't a JSON object
 */
export function readPackage(path, context) {
  let found = packages.get(path);
  if (found !== undefined || packages.has(path)) return found;
  const fields = readPackageNative(path);
  if (fields !== undefined) {
    if (fields === null) throw invalidPackage(path, context);
    found = new Package(path, ...fields);
  }
  packages.set(path, found);
  return found;
}

/**
 * The package that a file belongs to: the nearest folder above it with a package.json, up to a node_modules folder.
 * @param {string} dir  absolute folder of the file, without a slash at its end
 * @param {string} [context]
 * @returns {Package | undefined}
 */
export function packageScope(dir, context) {
  const known = scopes.get(dir);
  if (known !== undefined || scopes.has(dir)) return known;
  let found;
  if (!dir.endsWith('/node_modules')) {
    found = readPackage(`${dir}/package.json`, context);
    if (found === undefined && dir !== '') found = packageScope(dir.slice(0, dir.lastIndexOf('/')), context);
  }
  scopes.set(dir, found);
  return found;
}

/** The folder of an absolute path, without a slash at its end ('' for the root). */
export function folderOf(path) {
  return path.slice(0, path.lastIndexOf('/'));
}
