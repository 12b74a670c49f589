// Errors of the module loader, vm and WebAssembly.
import { define } from './define.js';
import { describe } from './describe.js';

/** ` imported from X`, or nothing where the importer is not known (require() does not name it). */
const from = (base) => (base ? ` imported from ${base}` : '');

function missingExport(path, subpath, base) {
  const end = `${path}${from(base)}`;
  return subpath === '.'
    ? `No "exports" main defined in ${end}`
    : `Package subpath '${subpath}' is not defined by "exports" in ${end}`;
}

function badTarget(path, key, target, isImport = false, base = undefined) {
  const text = typeof target === 'object' && target !== null ? JSON.stringify(target) : String(target);
  const hint = !isImport && text !== '' && !text.startsWith('./');
  const shown = JSON.stringify(text);
  const where = key === '.' && !isImport ? `main target ${shown} defined` : `target ${shown} defined for '${key}'`;
  return (
    `Invalid "${isImport ? 'imports' : 'exports'}" ${where} in the package config ${path}${from(base)}` +
    (hint ? '; targets must start with "./"' : '')
  );
}

define(Error, {
  ERR_EVAL_ESM_CANNOT_PRINT: '--print cannot be used with ESM input',
  ERR_DLOPEN_DISABLED: (message) => message,
  ERR_DLOPEN_FAILED: (message) => message,
  ERR_IMPORT_ASSERTION_TYPE_MISSING: (url, type) => `Module "${url}" needs an import assertion of type "${type}"`,
  ERR_INVALID_PACKAGE_CONFIG: (path, base, message) =>
    `Invalid package config ${path}${base ? ` while importing ${base}` : ''}.${message ? ` ${message}` : ''}`,
  ERR_INVALID_PACKAGE_TARGET: badTarget,
  ERR_LOADER_CHAIN_INCOMPLETE: (hook) =>
    `"${hook}" did not call the next hook in its chain and did not explicitly signal a short circuit. If this is intentional, include \`shortCircuit: true\` in the hook's return.`,
  ERR_MODULE_NOT_FOUND: (path, base, kind = 'package') => `Cannot find ${kind} '${path}'${from(base)}`,
  ERR_PACKAGE_PATH_NOT_EXPORTED: missingExport,
  ERR_REQUIRE_ASYNC_MODULE: (filename, parent) =>
    'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the' +
    ' top-level await comes from, use --experimental-print-required-tla.' +
    (parent ? `\n  From ${parent} ` : '') +
    (filename ? `\n  Requiring ${filename} ` : ''),
  ERR_REQUIRE_CYCLE_MODULE: (message) => message,
  ERR_REQUIRE_ESM: (filename, parent, packagePath) =>
    `require() of ES Module ${filename}${parent ? ` from ${parent}` : ''} not supported.` +
    (packagePath && filename.endsWith('.js')
      ? `\n${filename} is treated as an ES module file as it is a .js file whose nearest parent package.json contains ` +
        '"type": "module" which declares all .js files in that package scope as ES modules.\n' +
        `Instead either rename ${filename.slice(filename.lastIndexOf('/') + 1)} to end in .cjs, change the requiring code to use dynamic import() ` +
        `which is available in all CommonJS modules, or change "type": "module" to "type": "commonjs" in ${packagePath} ` +
        'to treat all .js files as CommonJS (using .mjs for all ES modules instead).\n'
      : `\nInstead change the require of ${filename}${parent ? ` in ${parent}` : ''} to a dynamic import() which is available in all CommonJS modules.`),
  ERR_UNKNOWN_BUILTIN_MODULE: (id) => `No such built-in module: ${id}`,
  ERR_UNSUPPORTED_DIR_IMPORT: (path, base) =>
    `Directory import '${path}' is not supported resolving ES modules${from(base)}`,
  ERR_UNSUPPORTED_ESM_URL_SCHEME: (protocol, supported) =>
    `Only URLs with a scheme in: ${supported} are supported by the default ESM loader. Received protocol '${protocol}'`,
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING: (path) =>
    `Stripping types is currently unsupported for files under node_modules, for "${path}"`,
  ERR_MODULE_LINK_MISMATCH: (message) => message,
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING: 'A dynamic import callback was not specified.',
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG:
    'A dynamic import callback was invoked without --experimental-vm-modules',
  ERR_VM_MODULE_ALREADY_LINKED: 'Module has already been linked',
  ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA: 'Cached data cannot be created for a module which has been evaluated',
  ERR_VM_MODULE_CACHED_DATA_REJECTED: 'cachedData buffer was rejected',
  ERR_VM_MODULE_DIFFERENT_CONTEXT: 'Linked modules must use the same context',
  ERR_VM_MODULE_LINK_FAILURE: {
    message: (message) => message,
    props: (_message, cause) => ({ cause }),
  },
  ERR_VM_MODULE_NOT_MODULE: 'Provided module is not an instance of Module',
  ERR_VM_MODULE_STATUS: (reason) => `Module status ${reason}`,
  ERR_WASI_ALREADY_STARTED: 'WASI instance has already started',
  ERR_WASI_NOT_STARTED: 'wasi.start() has not been called',
});

define(TypeError, {
  ERR_IMPORT_ATTRIBUTE_MISSING: (url, key, value) => `Module "${url}" needs an import attribute of "${key}: ${value}"`,
  ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE: (url, type) => `Module "${url}" is not of type "${type}"`,
  ERR_IMPORT_ATTRIBUTE_UNSUPPORTED: (key, value, url) =>
    `Import attribute "${key}" with value "${value}" is not supported${url === undefined ? '' : ` in ${url}`}`,
  ERR_INVALID_MODULE_SPECIFIER: (request, reason, base) => `Invalid module "${request}" ${reason}${from(base)}`,
  ERR_NETWORK_IMPORT_DISALLOWED: (url, parent, reason) => `import of '${url}' by ${parent} is not supported: ${reason}`,
  ERR_PACKAGE_IMPORT_NOT_DEFINED: (specifier, packagePath, base) =>
    `Package import specifier "${specifier}" is not defined${packagePath ? ` in package ${packagePath}` : ''}${from(base)}`,
  ERR_UNKNOWN_FILE_EXTENSION: (extension, path) => `Unknown file extension "${extension}" for ${path}`,
  ERR_UNSUPPORTED_RESOLVE_REQUEST: (request, base) =>
    `Failed to resolve module specifier "${request}" from "${base}": Invalid relative URL or base scheme is not hierarchical.`,
  ERR_WEBASSEMBLY_NOT_SUPPORTED: 'WebAssembly is not supported in this environment, but is required for this operation',
  ERR_WEBASSEMBLY_RESPONSE: (reason) => `WebAssembly response ${reason}`,
});

define(RangeError, {
  ERR_UNKNOWN_MODULE_FORMAT: (format, path) => `Unknown module format: ${format} for URL ${path}`,
});

define(SyntaxError, {
  ERR_SOURCE_PHASE_NOT_DEFINED: (url) => `Source phase import object is not defined for module '${url}'`,
  ERR_INVALID_TYPESCRIPT_SYNTAX: (message) => message,
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: (message) => message,
});

define(TypeError, {
  ERR_INVALID_MODULE: (value) => `Invalid module: ${describe(value)}`,
});
