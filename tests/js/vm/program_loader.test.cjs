const assert = require('node:assert');
const { once } = require('node:events');
const { spawnSync } = require('node:child_process');
const vm = require('node:vm');

// The loader that a script is given warns once that it may change; the REPL's own use of it does not.
(async () => {
  // What a promise evals has no code of the program beneath it: names are meant from the current folder.
  const context = vm.createContext({}, { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
  const evaluated = new vm.Script('Promise.resolve("import(\'./none.mjs\')").then(eval)').runInContext(context);
  await assert.rejects(evaluated, { code: 'ERR_MODULE_NOT_FOUND', url: `file://${process.cwd()}/none.mjs` });
  const options = { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const warned = once(process, 'warning');
  // so are those of code without a name
  const unnamed = vm.compileFunction("return import('./none.mjs')", [], options)();
  await assert.rejects(unnamed, { code: 'ERR_MODULE_NOT_FOUND', url: `file://${process.cwd()}/none.mjs` });
  const { readFile } = await new vm.Script("import('node:fs')", options).runInThisContext();
  assert.equal(readFile, require('node:fs').readFile);
  const [{ name, message }] = await warned;
  assert.equal(name, 'ExperimentalWarning');
  assert.match(message, /^vm\.USE_MAIN_CONTEXT_DEFAULT_LOADER is an experimental feature/);
  const repl = spawnSync(process.execPath, ['-i'], { input: "await import('node:fs')\n", encoding: 'utf8' });
  assert.match(repl.stdout, /readFile/);
  assert.equal(repl.stderr, '');
})();
