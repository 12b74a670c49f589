// WebAssembly that waits for promises (JavaScript Promise Integration)
import assert from 'node:assert';
import { setTimeout } from 'node:timers/promises';
import { test } from '../harness.js';

// (module (import "m" "f" (func (param i32) (result i32))) (func (export "run") (param i32) (result i32) local.get 0 call 0))
const bytes = Buffer.from(
  '0061736d0100000001060160017f017f020701016d0166000003020100070701' + '0372756e00010a08010600200010000b',
  'hex',
);

test('an import that gives a promise suspends the code, an exported function gives one', async () => {
  const f = new WebAssembly.Suspending(async (n) => (await setTimeout(1, n)) + 1);
  const { instance } = await WebAssembly.instantiate(bytes, { m: { f } });
  const run = WebAssembly.promising(instance.exports.run);
  assert.deepEqual(await Promise.all([run(1), run(5)]), [2, 6]);
});

const withImport = async (result) => {
  const f = new WebAssembly.Suspending(result);
  return (await WebAssembly.instantiate(bytes, { m: { f } })).instance.exports.run;
};

test('what it rejects with comes out', async () => {
  const run = await withImport(() => Promise.reject(new Error('no')));
  await assert.rejects(WebAssembly.promising(run)(1), /^Error: no$/);
});

test('nothing is suspended that nobody has promised for', async () => {
  const run = await withImport(async () => 1);
  assert.throws(() => run(1), WebAssembly.SuspendError);
});
