// Programs that are no file: -e, -p, standard input.
import { join } from '../path/posix.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { workingFolder } from '../process/working_folder.js';
import { defineBuiltins } from './builtin_globals.js';
import { Module } from './commonjs.js';
import { compileEsModule } from './compile.js';
import { afterPreloads, runMainModule } from './entry.js';
import { addJob } from './es_loader.js';
import { hrefFromPath } from './file_url.js';
import { makeRequire } from './require_function.js';
import { stripModuleTypes } from './typescript.js';

const { compileModule, compilesAsScript, hasModuleSyntax, runScript } = binding('loader');

function defineGlobal(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Runs `source` where somebody is going to type more: its variables are already there. */
export function runTyped(name, source) {
  return runScript(withoutTypes(source, name), name);
}

/** Runs `source` as a script with CommonJS's variables as globals. */
function runCommonJS(name, source, print) {
  const folder = workingFolder();
  const module = new Module(name);
  module.filename = join(folder, name);
  module.paths = Module._nodeModulePaths(folder);
  defineBuiltins(globalThis);
  defineGlobal('__filename', name);
  defineGlobal('module', module);
  defineGlobal('exports', module.exports);
  defineGlobal('__dirname', '.');
  defineGlobal('require', makeRequire(module));
  const result = runScript(source, name);
  if (print) console.log(result);
}

let evaluated = 0;

function runModule(source, print) {
  if (print) throw new codes.ERR_EVAL_ESM_CANNOT_PRINT();
  const url = `${hrefFromPath(`${workingFolder()}/`)}[eval${++evaluated}]`;
  runMainModule(addJob(url, { format: 'module', module: compileEsModule(source, url) }));
}

/** The mark of a module may stand in front of types. */
function compilesAsModule(source, name) {
  if (!hasModuleSyntax(source, name)) return false;
  try {
    compileModule(name, source, 0, 0, true, undefined);
    return true;
  } catch {
    return false;
  }
}

const isJavaScript = (source, name) => compilesAsScript(source, name) || compilesAsModule(source, name);

/** Types are only looked for where the source is no JavaScript. @returns {string} JavaScript, if it can be had */
function withoutTypes(source, name) {
  if (!options['strip-types'] || isJavaScript(source, name)) return source;
  try {
    const stripped = stripModuleTypes(source, name);
    return isJavaScript(stripped, name) ? stripped : source;
  } catch {
    // Running it tells what is wrong with it as JavaScript.
    return source;
  }
}

/**
 * Runs a program's text, after what -r and --import name.
 * @param {string} name  '[eval]' or '[stdin]'
 * @param {string} source
 * @param {boolean} [print]  whether to print the value of the last statement
 */
export function evaluate(name, source, print = false) {
  const type = options['input-type'];
  afterPreloads(() => {
    switch (type) {
      case 'module':
        return runModule(source, print);
      case 'module-typescript':
        return runModule(stripModuleTypes(source, name), print);
      case 'commonjs':
        return runCommonJS(name, source, print);
      case 'commonjs-typescript':
        return runCommonJS(name, stripModuleTypes(source, name), print);
      default: {
        const text = withoutTypes(source, name);
        return options['experimental-detect-module'] && !compilesAsScript(text, name) && hasModuleSyntax(text, name)
          ? runModule(text, print)
          : runCommonJS(name, text, print);
      }
    }
  });
}
