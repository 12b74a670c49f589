//# allFunctionsCalledOnLoad
// From source to a module of the engine, by format.
import { binding } from '../binding.js';
import { load as loadBuiltin } from '../builtins.js';
import { codes } from '../errors.js';
import { builtinModule } from './builtin_facade.js';
import { commonjsFacade } from './commonjs_facade.js';
import { compileEsModule } from './compile.js';
import { displayName, pathFromHref } from './file_url.js';
import { folderOf, packageScope } from './package_json.js';
import { jsonModule } from './json_module.js';
import { compilesAsCommonJS } from './run_source.js';
import { stripModuleTypes } from './typescript.js';

const { hasModuleSyntax, syntheticModule } = binding('loader');

/** Hooks may give bytes. */
function textOf(source) {
  if (typeof source === 'string') return source;
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer || source instanceof SharedArrayBuffer) {
    return new TextDecoder().decode(source);
  }
  throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
    'string, an ArrayBuffer, or a TypedArray',
    'load',
    'source',
    source,
  );
}

/**
 * @param {string} url
 * @param {string | null | undefined} format  null: by the syntax
 * @param {string | Uint8Array | null} source
 * @param {boolean} isMain
 * @returns {{ module: EsModule, format: string, source?: WebAssembly.Module, names?: Set<string>, isRunning?: () => boolean }}
 * @throws ERR_UNKNOWN_MODULE_FORMAT, and the syntax errors of the source
 */
export function translate(url, format, source, isMain) {
  switch (format) {
    case 'module':
      return { format, module: compileEsModule(textOf(source), url) };
    case 'commonjs':
      return commonjsFacade(url, source === null || source === undefined ? source : textOf(source), isMain);
    case 'json':
      return { format, module: jsonModule(url, textOf(source)) };
    case 'text':
      return { format, module: syntheticModule(url, ['default'], (self) => self.setExport('default', textOf(source))) };
    case 'builtin':
      return { format, module: builtinModule(url) };
    case 'module-typescript':
      return { format: 'module', module: compileEsModule(stripModuleTypes(textOf(source), displayName(url)), url) };
    case 'commonjs-typescript':
      return commonjsFacade(url, stripModuleTypes(textOf(source), displayName(url)), isMain);
    case 'typescript':
      return detect(url, stripModuleTypes(textOf(source), displayName(url)), isMain);
    case 'wasm':
      return { format, ...loadBuiltin('internal/loader/wasm_module').wasmModule(url, source) };
    case null:
    case undefined:
      return detect(url, textOf(source), isMain);
    default:
      throw new codes.ERR_UNKNOWN_MODULE_FORMAT(format, url);
  }
}

/** A file whose name and package do not say what it is: what compiles as CommonJS is CommonJS. */
function detect(url, source, isMain) {
  if (url.startsWith('file:')) {
    const filename = pathFromHref(url);
    if (compilesAsCommonJS(filename, source)) return commonjsFacade(url, source, isMain);
  } else if (!hasModuleSyntax(source, url)) {
    return commonjsFacade(url, source, isMain);
  }
  warnTypeless(url);
  return { format: 'module', module: compileEsModule(source, url) };
}

const warnedScopes = new Set();

/** Finding out by compiling twice costs time that a "type" in the package.json saves. */
export function warnTypeless(url) {
  if (!url.startsWith('file:')) return;
  const filename = pathFromHref(url);
  const pkg = packageScope(folderOf(filename));
  if (pkg === undefined || /[\\/]node_modules[\\/]/.test(filename) || warnedScopes.has(pkg.path)) return;
  warnedScopes.add(pkg.path);
  process.emitWarning(
    `Module type of ${url} is not specified and it doesn't parse as CommonJS.\n` +
      'Reparsing as ES module because module syntax was detected. This incurs a performance overhead.\n' +
      `To eliminate this warning, add "type": "module" to ${pkg.path}.`,
    { code: 'MODULE_TYPELESS_PACKAGE_JSON' },
  );
}
