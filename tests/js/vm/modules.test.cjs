// Flags: --experimental-vm-modules
const assert = require('node:assert');
const vm = require('node:vm');

(async () => {
  const { test } = await import('../harness.js');

  test('a linker answers requests, of the modules that it gives as well', async () => {
    const sources = { a: 'export { x } from "b"', b: 'export const x = 42' };
    const asked = [];
    const root = new vm.SourceTextModule('import { x } from "a"; export default x');
    await root.link((specifier, referrer) => {
      asked.push([specifier, referrer.identifier]);
      return new vm.SourceTextModule(sources[specifier], { identifier: specifier });
    });
    assert.equal(root.status, 'linked');
    await root.evaluate();
    assert.equal(root.namespace.default, 42);
    assert.deepEqual(
      asked.map(([specifier]) => specifier),
      ['a', 'b'],
    );
  });

  test('a module lives in the context that it was made for', async () => {
    const context = vm.createContext({ seen: null });
    const module = new vm.SourceTextModule('seen = typeof process; export default Object', { context });
    await module.link(() => {});
    await module.evaluate();
    assert.equal(context.seen, 'undefined');
    assert.notEqual(module.namespace.default, Object);
  });

  test('import() gives a promise of the context that asked', async () => {
    const context = vm.createContext();
    const answer = new vm.SyntheticModule(['x'], () => answer.setExport('x', 1), { context });
    const script = new vm.Script('[import("x"), Promise]', { importModuleDynamically: () => answer });
    const [promise, ItsPromise] = script.runInContext(context);
    assert.ok(promise instanceof ItsPromise);
    assert.equal((await promise).x, 1);
  });

  test('a module that does not come to an end is stopped', async () => {
    const module = new vm.SourceTextModule('for (;;);');
    await module.link(() => {});
    await assert.rejects(module.evaluate({ timeout: 20 }), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
  });

  test('what is not linked cannot be instantiated', () => {
    const root = new vm.SourceTextModule('import "gone"', { identifier: 'root' });
    assert.throws(() => root.instantiate(), { code: 'ERR_VM_MODULE_LINK_FAILURE' });
    const other = new vm.SourceTextModule('import "also gone"', { identifier: 'other' });
    root.linkRequests([other]);
    assert.throws(() => root.instantiate(), /'also gone' can not be resolved on module 'other'/);
  });

  test('two modules for one name are a mismatch, also where one is asked for by its source', () => {
    const [one, two] = ['1', '2'].map((n) => new vm.SourceTextModule(`export default ${n}`));
    const module = new vm.SourceTextModule('import x from "y"; import source z from "y"');
    assert.throws(() => module.linkRequests([one, two]), { code: 'ERR_MODULE_LINK_MISMATCH' });
    assert.throws(() => module.linkRequests([one, one]), { code: 'ERR_SOURCE_PHASE_NOT_DEFINED' });
  });

  test('modules of vm have no source phase', async () => {
    const answer = new vm.SourceTextModule('export var p = 5;', { identifier: 'answer' });
    for (const text of ['import source x from "y"', 'await import.source("y")']) {
      const module = new vm.SourceTextModule(text, { importModuleDynamically: () => answer });
      const end = module.link(() => answer).then(() => module.evaluate());
      await assert.rejects(end, {
        name: 'SyntaxError',
        code: 'ERR_SOURCE_PHASE_NOT_DEFINED',
        message: "Source phase import object is not defined for module 'answer'",
      });
    }
  });

  test('a linker that answers with a module whose evaluation has failed', async () => {
    const failed = new vm.SourceTextModule('throw new TypeError("at its start")');
    await failed.link(() => {});
    await assert.rejects(failed.evaluate(), { message: 'at its start' });
    const expected = {
      code: 'ERR_VM_MODULE_LINK_FAILURE',
      message: "request for 'x' resolved to an errored module",
      cause: failed.error,
    };
    const linked = new vm.SourceTextModule('import "x"');
    await assert.rejects(
      linked.link(() => failed),
      expected,
    );
    assert.equal(linked.status, 'errored');
    assert.throws(() => new vm.SourceTextModule('import "x"').linkRequests([failed]), expected);
  });
})();
