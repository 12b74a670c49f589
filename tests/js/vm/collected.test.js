// Flags: --expose-gc --no-compilation-cache --experimental-vm-modules --no-warnings
// What node:vm makes goes when nobody holds it any more, also where it leads back to itself; and not before.
import assert from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import vm from 'node:vm';
import { test } from '../harness.js';

const COUNT = 100;
const settled = async (module, linker = () => {}) => {
  await module.link(linker);
  await module.evaluate();
  return module;
};
const collect = async () => {
  for (let i = 0; i < 4; i++) {
    globalThis.gc();
    await delay(1);
  }
};
const unique = () => JSON.stringify(`${Math.random()}`);
const importModuleDynamically = async () => {};

const kinds = {
  'a script': () => new vm.Script(unique()),
  'a script that ran': () => {
    const script = new vm.Script(unique());
    script.runInThisContext();
    return script;
  },
  'a script that answers import()': () => new vm.Script(unique(), { async importModuleDynamically() {} }),
  'a script for the program’s loader': () =>
    new vm.Script(unique(), { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }),
  'a function': () => vm.compileFunction(`return ${unique()}`),
  'a function that answers import()': () =>
    vm.compileFunction(`return ${unique()}`, [], { async importModuleDynamically() {} }),
  'a context': () => {
    const context = vm.createContext({});
    vm.runInContext('var self = globalThis; function f() { return self } held = { f, self }', context);
    return context;
  },
  'a context with its own microtasks': () => {
    const context = vm.createContext({}, { microtaskMode: 'afterEvaluate' });
    vm.runInContext('Promise.resolve().then(() => {}); p = new Promise(() => {})', context);
    return context;
  },
  'a plain context': () => {
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
    vm.runInContext('var self = globalThis', context);
    return context;
  },
  'a context that holds its script': () => {
    const context = vm.createContext({});
    context.script = new vm.Script('var x = 1; (() => x)', { importModuleDynamically });
    context.result = context.script.runInContext(context);
    return context;
  },
  'a module': () => new vm.SourceTextModule(`export default ${unique()}`),
  'a module that answers import() with itself': () => {
    const module = new vm.SourceTextModule(`export default ${unique()}; import.meta.x`, {
      initializeImportMeta: (meta) => (meta.module = module),
      importModuleDynamically: async () => module,
    });
    return settled(module);
  },
  'a module that exports itself': async () => {
    const module = await settled(new vm.SourceTextModule('export let x; export default function (v) { x = v }'));
    module.namespace.default(module);
    return module;
  },
  'modules that hold each other': async () => {
    const other = new vm.SyntheticModule(['default'], function () {
      this.setExport('default', this);
    });
    const module = new vm.SourceTextModule('import x from "x"; export default x');
    other.module = module;
    await module.link(() => other);
    return module;
  },
  'a context that holds its module': async () => {
    const context = vm.createContext({});
    context.module = await settled(new vm.SourceTextModule('export default globalThis', { context }));
    return context;
  },
  'a synthetic module that was not evaluated': () => {
    const module = new vm.SyntheticModule(['a'], () => module.setExport('a', module));
    return module;
  },
  'a synthetic module that exports itself': () => {
    const module = new vm.SyntheticModule(['a'], () => module.setExport('a', module));
    return settled(module);
  },
};

for (const [name, make] of Object.entries(kinds)) {
  test(`${name} is collected`, async () => {
    let gone = 0;
    const registry = new FinalizationRegistry(() => gone++);
    for (let i = 0; i < COUNT; i++) registry.register(await make(), i);
    await collect();
    assert.ok(gone > 0.9 * COUNT, `${gone} of ${COUNT}`);
  });
}

test('code that is left answers import.meta and import() as before', async () => {
  const make = async (body, options) => (await settled(new vm.SourceTextModule(body, options))).namespace.default;
  const meta = await make('export default () => import.meta.x', { initializeImportMeta: (meta) => (meta.x = 'here') });
  const answer = async (_specifier, referrer) =>
    settled(
      new vm.SyntheticModule(['default'], function () {
        this.setExport('default', referrer.constructor.name);
      }),
    );
  const later = await make('export default () => import("x")', { importModuleDynamically: answer });
  const script = new vm.Script('() => import("x")', { importModuleDynamically: answer }).runInThisContext();
  await collect();
  assert.equal(meta(), 'here');
  assert.equal((await later()).default, 'SourceTextModule');
  assert.equal((await script()).default, 'Script');
});

test('so do modules that only others need', async () => {
  const modules = {
    synthetic: () =>
      new vm.SyntheticModule(['default'], function () {
        this.setExport('default', 'synthetic');
      }),
    text: () =>
      new vm.SourceTextModule('export default import.meta.x', { initializeImportMeta: (meta) => (meta.x = 'text') }),
    waits: () => new vm.SourceTextModule('await waiting; import x from "text"; export default x'),
  };
  const top = new vm.SourceTextModule('import a from "synthetic"; import b from "waits"; export default [a, b]');
  await top.link((name) => modules[name]());
  await collect();
  const { promise, resolve } = Promise.withResolvers();
  globalThis.waiting = promise;
  const evaluated = top.evaluate();
  await collect();
  resolve();
  await evaluated;
  assert.deepEqual(top.namespace.default, ['synthetic', 'text']);
});
