// Errors of the engine in words that help: a name that CommonJS does not show, a variable that only CommonJS has.
import { reword } from './reword.js';
import { displayName, pathFromHref } from './file_url.js';
import { readSource } from './files.js';
import { folderOf, packageScope } from './package_json.js';

const MISSING_NAME = /^The requested module '(.*)' does not provide an export named '(.*)'$/s;

/**
 * @param {unknown} error  of instantiating `root`
 * @param {Job} root
 * @returns {unknown} the same error; where the missing name is a CommonJS module's, it says what to write instead
 */
export function explainMissingName(error, root) {
  const parts = typeof error?.message === 'string' ? MISSING_NAME.exec(error.message) : null;
  if (parts === null) return error;
  const [, specifier, name] = parts;
  const importer = importerOf(root, specifier, name);
  if (importer === undefined) return error;
  const destructured = importedNames(importer, specifier, name);
  return reword(
    error,
    `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support ` +
      'all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example ' +
      `using:\n\nimport pkg from '${specifier}';\n${destructured === undefined ? '' : `const ${destructured} = pkg;\n`}`,
  );
}

/** The Job that asks a CommonJS module, as `specifier`, for a name that it does not show. */
function importerOf(root, specifier, name) {
  const found = [root];
  const seen = new Set(found);
  for (const job of found) {
    const requests = job.module.requests();
    const children = job.children ?? [];
    for (let i = 0; i < children.length; i++) {
      const child = children[i];
      if (child === null) continue;
      if (requests[i].specifier === specifier && child.names !== undefined && !child.names.has(name)) return job;
      if (seen.has(child)) continue;
      seen.add(child);
      found.push(child);
    }
  }
  return undefined;
}

/** `{ a, b: c }` for `import { a, b as c } from 'specifier'`, where it stands in one line. */
function importedNames(importer, specifier, name) {
  if (!importer.url.startsWith('file:')) return undefined;
  let source;
  try {
    source = readSource(pathFromHref(importer.url));
  } catch {
    return undefined;
  }
  for (const line of source.split('\n')) {
    const statement = /\bimport\b[^'"{]*(\{[^}]*\})\s*from\s*(['"])(.*?)\2/.exec(line);
    if (statement === null || statement[3] !== specifier || !statement[1].includes(name)) continue;
    return statement[1].replace(/\s+as\s+/g, ': ');
  }
  return undefined;
}

const COMMONJS_VARIABLE = /^(require|module|exports|__filename|__dirname) is not defined$/;

/** What stands for a variable of CommonJS in an ES module. */
const INSTEAD = {
  __proto__: null,
  require: 'replace require() with import',
  module: 'use export instead of module.exports/exports',
  exports: 'use export instead of module.exports/exports',
  __filename: 'use import.meta.filename instead',
  __dirname: 'use import.meta.dirname instead',
};

const ambiguous = (variable) =>
  `Cannot determine intended module format because both '${variable}' and top-level await are present. ` +
  'If the code is intended to be CommonJS, wrap await in an async function. ' +
  `If the code is intended to be an ES module, ${INSTEAD[variable]}.`;

/**
 * @param {unknown} error  of evaluating `root`
 * @param {Job} root
 * @returns {unknown} the same error; where CommonJS's variables were used, it says so
 */
export function explainEvaluation(error, root) {
  const variable =
    error?.name === 'ReferenceError' && typeof error.message === 'string'
      ? COMMONJS_VARIABLE.exec(error.message)
      : null;
  if (variable === null) return error;
  const url = /\bat (?:.*\()?((?:file|data):.*?):\d+:\d+\)?$/m.exec(String(error.stack))?.[1] ?? root.url;
  if (url === root.url && root.module.hasTopLevelAwait()) return reword(error, ambiguous(variable[1]));
  let message = `${error.message} in ES module scope`;
  if (variable[1] === 'require') message += ', you can use import instead';
  const file = url.startsWith('file:') ? displayName(url) : undefined;
  if (file?.endsWith('.js')) {
    const pkg = packageScope(folderOf(file));
    if (pkg?.type === 'module') {
      message +=
        "\nThis file is being treated as an ES module because it has a '.js' file extension and " +
        `'${pkg.path}' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`;
    }
  }
  return reword(error, message);
}
