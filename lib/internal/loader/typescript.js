// TypeScript by type stripping (Node: "Modules: TypeScript"), with the package amaro, loaded at the first file that needs it.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { cacheEntry } from './compile_cache.js';
import { options } from '../options.js';
import { noteExcerpt } from '../process/excerpt.js';
import { warnExperimental } from '../process/warnings.js';
import { validateBoolean, validateObject, validateOneOf, validateString } from '../validators.js';

/** amaro's result for `source`. @throws ERR_INVALID_TYPESCRIPT_SYNTAX, ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX */
function transform(source, settings) {
  const { transformSync } = load('internal/deps/amaro');
  try {
    return transformSync(source, { __proto__: null, ...settings });
  } catch (error) {
    throw syntaxError(error, settings.filename);
  }
}

/** amaro throws plain objects, with the line that they are about and marks below it. */
function syntaxError(error, filename) {
  const Coded =
    error?.code === 'UnsupportedSyntax'
      ? codes.ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX
      : error?.code === 'InvalidSyntax'
        ? codes.ERR_INVALID_TYPESCRIPT_SYNTAX
        : undefined;
  if (Coded === undefined) return error;
  const coded = new Coded(error.message);
  noteExcerpt(coded, `${error.filename || filename}:${error.startLine ?? 1}\n${(error.snippet ?? '').trimEnd()}\n`);
  return coded;
}

const inNodeModules = (filename) => /[\\/]node_modules[\\/]/.test(filename);

let warned = false;

/**
 * The JavaScript of a module written in TypeScript. Types become spaces, so that places stay.
 * @param {string} source
 * @param {string} filename  path or URL
 * @returns {string}
 * @throws ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING, ERR_INVALID_TYPESCRIPT_SYNTAX, ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX
 */
export function stripModuleTypes(source, filename) {
  if (inNodeModules(filename)) throw new codes.ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING(filename);
  const transforms = options['experimental-transform-types'];
  if (transforms && !warned) {
    warned = true;
    process.emitWarning(
      'Transform Types is an experimental feature and might change at any time',
      'ExperimentalWarning',
    );
  }
  const sourceMap = Boolean(transforms) && options['enable-source-maps'] !== false;
  const kind = transforms ? `TransformedTypeScript${sourceMap ? 'WithSourceMaps' : ''}` : 'StrippedTypeScript';
  const entry = cacheEntry(kind, filename, source);
  if (entry?.content !== undefined) return entry.takeText();
  const { code, map } = transform(source, { mode: transforms ? 'transform' : 'strip-only', sourceMap, filename });
  const text = map ? withMap(code, map) : code;
  entry?.keepText(text);
  return text;
}

function withMap(code, map) {
  const encoded = load('buffer').Buffer.from(map).toString('base64');
  return `${code}\n\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

/**
 * @param {string} code
 * @param {{ mode?: 'strip' | 'transform', sourceMap?: boolean, sourceUrl?: string }} [settings]
 * @returns {string}
 * @throws ERR_INVALID_ARG_VALUE, ERR_INVALID_TYPESCRIPT_SYNTAX, ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX
 * Node module.stripTypeScriptTypes since v22.13.0
 */
export function stripTypeScriptTypes(code, settings = { __proto__: null }) {
  warnExperimental('stripTypeScriptTypes');
  validateString(code, 'code');
  validateObject(settings, 'options');
  const { sourceMap = false, sourceUrl = '', mode = 'strip' } = settings;
  validateOneOf(mode, 'options.mode', ['strip', 'transform']);
  validateString(sourceUrl, 'options.sourceUrl');
  if (mode === 'strip') {
    validateOneOf(sourceMap, 'options.sourceMap', [false, undefined]);
  } else {
    validateBoolean(sourceMap, 'options.sourceMap');
  }
  const result = transform(code, {
    mode: mode === 'strip' ? 'strip-only' : 'transform',
    sourceMap,
    filename: sourceUrl,
  });
  if (result.map) return withMap(result.code, result.map);
  return sourceUrl ? `${result.code}\n\n//# sourceURL=${sourceUrl}` : result.code;
}
