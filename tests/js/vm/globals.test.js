import assert from 'node:assert';
import vm from 'node:vm';
import { test } from '../harness.js';

test('what a script has declared with var cannot be deleted, what it has only assigned can', () => {
  const sandbox = vm.createContext({ given: 1 });
  const run = (code) => vm.runInContext(code, sandbox);
  assert.equal(run('var declared = 1; delete declared'), false);
  assert.equal(run('declared'), 1);
  assert.equal(run('assigned = 1; delete assigned'), true);
  assert.equal(run('delete given'), true);
  assert.throws(() => run('"use strict"; delete globalThis.declared'), /TypeError: Cannot delete property 'declared'/);
  assert.deepEqual(sandbox, { declared: 1 });
});

test('a function is no context', () => {
  const refused = { code: 'ERR_INVALID_ARG_TYPE', message: /^The "object" argument must be of type object/ };
  assert.throws(() => vm.isContext(() => {}), refused);
  assert.throws(() => vm.createContext(() => {}), refused);
  assert.strictEqual(vm.isContext([]), false);
});
