// The eval function that a REPL has when none is given.
import { load } from '../builtins.js';
import { Script } from '../vm/script.js';
import { PROGRAM_LOADER } from '../vm/options.js';
import { REPL_MODE_STRICT } from './modes.js';
import { Recoverable, isUnfinished } from './recoverable.js';
import { wrapTopLevelAwait } from './top_level_await.js';

/** A function of this name, on the callback, takes what was thrown, whatever it is. */
export const THROWN = Symbol('thrown');

const fail = (done, error) => (done[THROWN] ?? done)(error);

const STRICT = "'use strict'; void 0;\n";

const looksLikeObject = (code) => /^\s*\{/.test(code) && !/;\s*$/.test(code);

/** The script to run for `code`; `isAsync` where its value is a promise of `{ value }`. */
function compile(server, code, file) {
  const make = (text) => {
    const isStrict = server.replMode === REPL_MODE_STRICT;
    return new Script(isStrict ? STRICT + text : text, {
      filename: file,
      lineOffset: isStrict ? -1 : 0,
      importModuleDynamically: PROGRAM_LOADER,
    });
  };
  // Braces are an object's if they can be.
  if (looksLikeObject(code)) {
    const text = `(${code.trim()})\n`;
    try {
      const wrapped = text.includes('await') ? wrapTopLevelAwait(text) : undefined;
      return { script: make(wrapped ?? text), isAsync: wrapped !== undefined, text };
    } catch {
      // It is a block.
    }
  }
  const wrapped = code.includes('await') ? wrapTopLevelAwait(code) : undefined;
  return { script: make(wrapped ?? code), isAsync: wrapped !== undefined, text: code };
}

/** Names that let, const and class declare, for completion. */
function noteDeclarations(server, text) {
  if (!/\b(?:let|const|class)\b/.test(text)) return;
  const { parse } = load('internal/deps/acorn');
  try {
    for (const node of parse(text, { ecmaVersion: 'latest', allowAwaitOutsideFunction: true }).body) {
      if (node.type === 'ClassDeclaration') server.lexicalNames.add(node.id.name);
      if (node.type !== 'VariableDeclaration' || node.kind === 'var') continue;
      for (const { id } of node.declarations) addNames(server.lexicalNames, id);
    }
  } catch {
    // Syntax that only the engine knows: its names are not offered.
  }
}

function addNames(names, pattern) {
  if (pattern === null) return;
  if (pattern.type === 'Identifier') names.add(pattern.name);
  for (const property of pattern.properties ?? []) addNames(names, property.argument ?? property.value);
  for (const element of pattern.elements ?? []) addNames(names, element);
  if (pattern.type === 'AssignmentPattern') addNames(names, pattern.left);
  if (pattern.type === 'RestElement') addNames(names, pattern.argument);
}

const STATIC_IMPORT = 'Cannot use import statement inside the Node.js REPL, alternatively use dynamic import: ';

/** The error of code that does not compile, in the REPL's words. */
function explained(error, code) {
  if (error.message !== 'Cannot use import statement outside a module') return error;
  const { parse } = load('internal/deps/acorn');
  let text;
  try {
    text = parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
      .body.filter(({ type }) => type === 'ImportDeclaration')
      .map(dynamicImport)
      .join('\n');
  } catch {
    return error;
  }
  error.message = STATIC_IMPORT + text;
  error.stack = error.stack.replace('Cannot use import statement outside a module', () => error.message);
  return error;
}

/** The declaration that does the same as an import. */
function dynamicImport({ specifiers, source }) {
  const call = `await import(${JSON.stringify(source.value)});`;
  if (specifiers.length === 0) return call;
  const namespace = specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier');
  if (namespace !== undefined) return `const ${namespace.local.name} = ${call}`;
  const names = specifiers.map(({ type, imported, local }) => {
    const name = type === 'ImportDefaultSpecifier' ? 'default' : (imported.name ?? JSON.stringify(imported.value));
    return name === local.name ? name : `${name}: ${local.name}`;
  });
  return `const { ${names.join(', ')} } = ${call}`;
}

/**
 * @param {string} code
 * @param {object} context
 * @param {string} file  'REPL1', ...
 * @param {(error: unknown, value?: unknown) => void} done
 */
export function defaultEval(code, context, file, done) {
  if (code === '\n') {
    done(null);
    return;
  }
  let compiled;
  try {
    compiled = compile(this, code, file);
  } catch (error) {
    done(isUnfinished(code) ? new Recoverable(error) : explained(error, code));
    return;
  }
  const { script, isAsync, text } = compiled;
  const settings = { displayErrors: false, breakOnSigint: this.breakEvalOnSigint };
  // Out of raw mode the terminal turns Ctrl+C into a signal, which is seen while the code runs.
  const raw = this.breakEvalOnSigint && this.terminal ? this._setRawMode(false) : undefined;
  let result;
  try {
    result = this.useGlobal ? script.runInThisContext(settings) : script.runInContext(context, settings);
    noteDeclarations(this, text);
  } catch (error) {
    fail(done, this._interrupted(error) ?? error);
    return;
  } finally {
    if (raw !== undefined) this._setRawMode(raw);
  }
  if (isAsync) this._await(result, done);
  else done(null, result);
}
