// --check: the syntax of a program, without running it.
import { resolve as resolvePath } from '../path/posix.js';
import { load } from '../builtins.js';
import { options } from '../options.js';
import { Module } from './commonjs.js';
import { compileCommonJS, compileEsModule } from './compile.js';
import { readSource } from './files.js';
import { refuseInputType } from './entry.js';
import { requireFormat } from './format.js';
import { stripModuleTypes } from './typescript.js';
import { isWrapperPatched, wrap } from './wrapper.js';

/** @throws SyntaxError */
function check(source, filename, format) {
  let text = source;
  let kind = format;
  if (kind?.endsWith('typescript')) {
    text = stripModuleTypes(source, filename);
    kind = kind === 'typescript' ? undefined : kind.slice(0, -'-typescript'.length);
  }
  if (kind !== 'module' && isWrapperPatched()) {
    new (load('vm').Script)(wrap(text), { filename });
    return;
  }
  if (
    kind === 'module' ||
    compileCommonJS(text, filename, kind === undefined && options['experimental-detect-module']) === undefined
  )
    compileEsModule(text, filename);
}

/** @param {string} program  as on the command line @throws SyntaxError, MODULE_NOT_FOUND, ERR_INPUT_TYPE_NOT_ALLOWED */
export function checkFile(program) {
  refuseInputType();
  const filename = Module._resolveFilename(resolvePath(program), null, true);
  check(readSource(filename), filename, requireFormat(filename));
}

/** @param {string} source  of standard input */
export function checkInput(source) {
  check(source, '[stdin]', options['input-type']);
}
