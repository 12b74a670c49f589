//# allFunctionsCalledOnLoad
// The code of a CommonJS module: from its text to the function that runs it, or to the ES module that it turns out to be.
import { binding } from '../binding.js';
import { parentOf } from './commonjs.js';
import { options } from '../options.js';
import { codes } from '../errors.js';
import { compileCommonJS } from './compile.js';
import { readSource } from './files.js';
import { warnNow } from '../process/warnings.js';
import { folderOf, packageScope } from './package_json.js';
import { requireModule } from './require_module.js';
import { noteSource } from '../source_map/support.js';
import { stripModuleTypes } from './typescript.js';
import { isWrapperPatched, wrap } from './wrapper.js';

const { hasModuleSyntax, runScript } = binding('loader');

/** filename -> { source, fn } of files that an import has read already; what loads the file takes it. */
const kept = new Map();

/** Lets whoever loads `filename` next start from `source`. */
export function keepSource(filename, source) {
  if (kept.get(filename)?.source !== source) kept.set(filename, { source, fn: undefined });
}

/** The text of a file, from an import before or from the disk. */
export function sourceOf(filename) {
  return kept.get(filename)?.source ?? readSource(filename);
}

/**
 * Whether `source` compiles as CommonJS; the function is kept for whoever loads the file.
 * @throws SyntaxError where it compiles as nothing
 */
export function compilesAsCommonJS(filename, source) {
  const fn = compileCommonJS(source, filename, true);
  if (fn === undefined) return false;
  kept.set(filename, { source, fn });
  return true;
}

/**
 * @param {Module} module  that is being loaded
 * @param {string} content
 * @param {string} filename
 * @param {string} [format]
 * @returns {Function | undefined} undefined: it was an ES module and has run
 */
export function codeOf(module, content, filename, format) {
  let source = content;
  let kind = format;
  if (kind?.startsWith('module')) allowEsModule(module, filename);
  if (kind?.endsWith('typescript')) {
    source = stripModuleTypes(source, filename);
    kind = kind === 'typescript' ? undefined : kind.slice(0, -'-typescript'.length);
  }
  if (kind !== 'module') {
    noteSource(filename, source, module);
    if (isWrapperPatched()) return runScript(wrap(source), filename);
    const before = kept.get(filename);
    if (before !== undefined) {
      kept.delete(filename);
      if (before.fn !== undefined && before.source === source) return before.fn;
    }
    const fn = compileOrWarn(source, filename, kind === undefined && options['experimental-detect-module']);
    if (fn !== undefined) return fn;
  }
  allowEsModule(module, filename);
  requireModule(module, source, filename, kind === undefined);
  return undefined;
}

/** compileCommonJS; where the error is that the source is an ES module, says how it becomes one. */
function compileOrWarn(source, filename, mayBeModule) {
  let compiles = false;
  try {
    const fn = compileCommonJS(source, filename, mayBeModule);
    compiles = true;
    return fn;
  } finally {
    // The error goes on as it is, with the place that it was thrown at.
    if (!compiles && !mayBeModule && hasModuleSyntax(source, filename)) {
      warnNow(
        `Failed to load the ES module: ${filename}. Make sure to set "type": "module" in the nearest package.json file or use the .mjs extension.`,
      );
    }
  }
}

/** @throws ERR_REQUIRE_ESM where ES modules are not to be required */
function allowEsModule(module, filename) {
  if (options['experimental-require-module'] || process.mainModule === module) return;
  const pkg = packageScope(folderOf(filename));
  throw new codes.ERR_REQUIRE_ESM(filename, parentOf(module)?.filename, pkg?.type === 'module' ? pkg.path : undefined);
}
