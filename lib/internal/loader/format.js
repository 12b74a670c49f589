//# allFunctionsCalledOnLoad
// What kind of module a file is, by its name and its package (Node: "Modules: Packages", "Determining module system").
import { codes } from '../errors.js';
import { options } from '../options.js';
import { pathFromHref } from './file_url.js';
import { folderOf, packageScope } from './package_json.js';

/** Extension of a path with its dot; '' for none. A leading dot is no extension. */
export function extensionOf(path) {
  for (let i = path.length - 1; i > 0; i--) {
    const code = path.charCodeAt(i);
    if (code === 47) return '';
    if (code === 46) return path.charCodeAt(i - 1) === 47 ? '' : path.slice(i);
  }
  return '';
}

const typeOf = (path) => packageScope(folderOf(path))?.type ?? 'none';

/** Formats that the package does not decide. */
const FIXED = {
  __proto__: null,
  '.mjs': 'module',
  '.cjs': 'commonjs',
  '.json': 'json',
  '.wasm': 'wasm',
  '.mts': 'module-typescript',
  '.cts': 'commonjs-typescript',
};

/**
 * For require().
 * @param {string} path
 * @returns {string | undefined} undefined: by the syntax found in it
 */
export function requireFormat(path) {
  const extension = extensionOf(path);
  if (extension === '.js' || extension === '.ts') {
    const type = typeOf(path);
    if (extension === '.ts' && options['strip-types']) return type === 'none' ? 'typescript' : `${type}-typescript`;
    return type === 'none' ? undefined : type;
  }
  const format = FIXED[extension];
  return format === 'wasm' || (format?.endsWith('-typescript') && !options['strip-types']) ? undefined : format;
}

/**
 * For import.
 * @param {string} path  of an existing file
 * @returns {string | null} null: by the syntax found in it
 * @throws ERR_UNKNOWN_FILE_EXTENSION
 */
export function importFormat(path) {
  const extension = extensionOf(path);
  if (extension === '.js' || extension === '') {
    const type = typeOf(path);
    if (type === 'module' && extension === '') return 'extensionless';
    if (type !== 'none') return type;
    return options['experimental-detect-module'] ? null : 'commonjs';
  }
  if (extension === '.ts' && options['strip-types']) {
    const type = typeOf(path);
    return type === 'none' ? 'typescript' : `${type}-typescript`;
  }
  const format = FIXED[extension];
  if (format === undefined || (format.endsWith('-typescript') && !options['strip-types'])) {
    throw new codes.ERR_UNKNOWN_FILE_EXTENSION(extension, path);
  }
  return format;
}

/** What a `data:` URL's type means. */
const DATA_FORMATS = [
  [/^\s*(?:text|application)\/javascript\s*(?:;|$)/i, 'module'],
  [/^\s*application\/json\s*(?:;|$)/i, 'json'],
  [/^\s*application\/wasm\s*(?:;|$)/i, 'wasm'],
];

const DATA_URL = /^data:([^,]*?)(;base64)?,(.*)$/s;

/** The format of a module by its URL alone, as the default resolve step says it; undefined where only loading tells. */
export function formatHint(href) {
  if (href.startsWith('node:') || href.startsWith('rondo:')) return 'builtin';
  if (href.startsWith('data:')) {
    const type = DATA_URL.exec(href)?.[1] ?? '';
    for (let i = 0; i < DATA_FORMATS.length; i++) if (DATA_FORMATS[i][0].test(type)) return DATA_FORMATS[i][1];
    return null;
  }
  if (!href.startsWith('file:')) return undefined;
  try {
    const format = importFormat(pathFromHref(href));
    return format === 'extensionless' ? 'module' : format === 'typescript' ? null : format;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} href  a data: URL
 * @returns {{ type: string, base64: boolean, body: string }}
 * @throws ERR_INVALID_URL
 */
export function parseDataUrl(href) {
  const parts = DATA_URL.exec(href);
  if (parts === null) throw new codes.ERR_INVALID_URL(href);
  return { type: parts[1].split(';', 1)[0], base64: parts[2] !== undefined, body: parts[3] };
}
