// WebAssembly as an ES module: its imports are imports of modules, its exports are exports
// (WebAssembly/ES Module Integration; Node: "Modules: ECMAScript modules", "Wasm modules").
import { compileFacade } from './compile.js';
import { displayName } from './file_url.js';

/** What is known of strings without importing anything. */
const COMPILE_OPTIONS = { builtins: ['js-string'], importedStringConstants: 'wasm:js/string-constants' };

/** Namespace of a WebAssembly module -> its instance's exports: who imports from it gets globals themselves, not their values. */
const exportsOf = new WeakMap();

let warned = false;

function warn() {
  if (warned) return;
  warned = true;
  process.emitWarning(
    'Importing WebAssembly module instances is an experimental feature and might change at any time',
    'ExperimentalWarning',
  );
}

const isReserved = (name) => name.startsWith('wasm:') || name.startsWith('wasm-js:');

/** Names that the integration keeps for itself. @throws WebAssembly.LinkError */
function checkNames(imports, exports, url) {
  const refuse = (what, name) => {
    throw new WebAssembly.LinkError(`Invalid Wasm ${what} "${name}" in ${url}`);
  };
  for (const { module, name } of imports) {
    if (module.startsWith('wasm-js:')) refuse('import', module);
    if (isReserved(name)) refuse('import name', name);
  }
  for (const { name } of exports) if (isReserved(name)) refuse('export name', name);
}

/** A global's value; a vector has none that JavaScript could see. */
function valueOf(exported) {
  if (!(exported instanceof WebAssembly.Global)) return exported;
  try {
    return exported.value;
  } catch {
    return undefined;
  }
}

/** The imports object of an instance, from the namespaces of the modules. */
function importsFrom(imports, specifiers, namespaces) {
  const object = { __proto__: null };
  for (const { module, name, kind } of imports) {
    const namespace = namespaces[specifiers.indexOf(module)];
    const own = kind === 'global' ? exportsOf.get(namespace) : undefined;
    object[module] ??= { __proto__: null };
    object[module][name] = own !== undefined && Object.hasOwn(own, name) ? own[name] : namespace[name];
  }
  return object;
}

/**
 * A module of JavaScript that imports what the WebAssembly module asks for, makes the instance, and exports what it has.
 * @param {string} url
 * @param {ArrayBufferView | ArrayBuffer} bytes
 * @returns {{ module: EsModule, source: WebAssembly.Module }}
 * @throws WebAssembly.CompileError, WebAssembly.LinkError
 */
export function wasmModule(url, bytes) {
  let source;
  try {
    source = new WebAssembly.Module(bytes, COMPILE_OPTIONS);
  } catch (error) {
    error.message = `${displayName(url)}: ${error.message}`;
    throw error;
  }
  const imports = WebAssembly.Module.imports(source);
  const exports = WebAssembly.Module.exports(source);
  checkNames(imports, exports, url);
  const specifiers = [...new Set(imports.map(({ module }) => module))];
  const text = [
    ...specifiers.map((specifier, i) => `import * as i${i} from ${JSON.stringify(specifier)};`),
    `const e = import.meta.instantiate([${specifiers.map((_, i) => `i${i}`)}]);`,
    ...exports.map(({ name }, i) => `const e${i} = e[${i}]; export { e${i} as ${JSON.stringify(name)} };`),
  ].join('\n');
  const module = compileFacade(url, text);
  module.initializeImportMeta = (meta) => {
    meta.instantiate = (namespaces) => {
      warn();
      const instance = new WebAssembly.Instance(source, importsFrom(imports, specifiers, namespaces));
      exportsOf.set(module.namespace(), instance.exports);
      return exports.map(({ name }) => valueOf(instance.exports[name]));
    };
  };
  return { module, source };
}
