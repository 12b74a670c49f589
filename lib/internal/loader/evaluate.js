// Programs that are no file: -e, -p, standard input.
import { join } from '../path/posix.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { noteExcerpt } from '../process/excerpt.js';
import { workingFolder } from '../process/working_folder.js';
import { defineBuiltins } from './builtin_globals.js';
import { Module } from './commonjs.js';
import { compileEsModule } from './compile.js';
import { afterPreloads, runMainModule } from './entry.js';
import { addJob } from './es_loader.js';
import { hrefFromPath } from './file_url.js';
import { makeRequire } from './require_function.js';
import { stripModuleTypes } from './typescript.js';

const { compileModule, hasModuleSyntax, runScript, scriptError } = binding('loader');

function defineGlobal(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Runs `source` where somebody is going to type more: its variables are already there. */
export function runTyped(name, source) {
  return withoutTypes(source, name, (text) => runScript(text, name));
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

const isScript = (source, name) => scriptError(source, name) === undefined;
const isJavaScript = (source, name) => isScript(source, name) || compilesAsModule(source, name);

/**
 * Runs a source without its types, which are only looked for where it is no JavaScript.
 * @param {(text: string) => T} run  given the source itself where no JavaScript can be had: running it tells what is wrong with it
 * @returns {T}
 */
function withoutTypes(source, name, run) {
  if (!options['strip-types'] || isJavaScript(source, name)) return run(source);
  let stripped;
  try {
    stripped = stripModuleTypes(source, name);
  } catch (error) {
    const words = error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' ? error.message : '';
    return words === '' || hasModuleSyntax(source, name) ? run(source) : runUnsupported(source, name, run, words);
  }
  return run(isJavaScript(stripped, name) ? stripped : source);
}

/** Below the line that is no JavaScript, `words` say what TypeScript's part in it is. */
function runUnsupported(source, name, run, words) {
  try {
    return run(source);
  } catch (error) {
    noteExcerpt(error, `${scriptError(source, name)}${words}\n`);
    throw error;
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
        const detect = options['experimental-detect-module'];
        return withoutTypes(source, name, (text) =>
          detect && !isScript(text, name) && hasModuleSyntax(text, name)
            ? runModule(text, print)
            : runCommonJS(name, text, print),
        );
      }
    }
  });
}
