// vm.measureMemory: how much of the heap each context holds.
import assert from 'node:assert';
import { once } from 'node:events';
import vm from 'node:vm';
import { test } from '../harness.js';

const MB = 1 << 20;

function isMeasure({ jsMemoryEstimate, jsMemoryRange }) {
  assert.ok(Number.isInteger(jsMemoryEstimate) && jsMemoryEstimate > 0);
  const [lower, upper] = jsMemoryRange;
  assert.equal(jsMemoryRange.length, 2);
  assert.ok(lower <= jsMemoryEstimate && jsMemoryEstimate <= upper, `${lower} ${jsMemoryEstimate} ${upper}`);
}

test('it warns of being experimental, and gives a promise', async () => {
  const warned = once(process, 'warning');
  const promise = vm.measureMemory({ execution: 'eager' });
  assert.ok(promise instanceof Promise);
  const [warning] = await warned;
  assert.equal(warning.name, 'ExperimentalWarning');
  assert.equal(warning.message, 'vm.measureMemory is an experimental feature and might change at any time');
  isMeasure((await promise).total);
});

test('a summary: all contexts together', async () => {
  for (const options of [{ execution: 'eager' }, { mode: 'summary', execution: 'eager' }]) {
    const result = await vm.measureMemory(options);
    assert.deepEqual(Object.keys(result), ['total', 'WebAssembly']);
    isMeasure(result.total);
    assert.ok(result.total.jsMemoryEstimate > MB && result.total.jsMemoryEstimate < 100 * MB);
  }
});

test('in detail: this context, and each of the others', async () => {
  const alone = await vm.measureMemory({ mode: 'detailed', execution: 'eager' });
  assert.deepEqual(Object.keys(alone), ['total', 'WebAssembly', 'current', 'other']);
  isMeasure(alone.current);

  // small objects: V8 knows whose an object is by its shape, and guesses for large arrays of numbers
  const context = vm.createContext();
  vm.runInContext('globalThis.kept = []; for (let i = 0; i < 400_000; i++) kept.push({ i });', context);
  const { total, current, other } = await vm.measureMemory({ mode: 'detailed', execution: 'eager' });
  assert.equal(other.length, alone.other.length + 1);
  other.forEach(isMeasure);
  const largest = Math.max(...other.map((each) => each.jsMemoryEstimate));
  assert.ok(largest > 8 * MB && largest < 40 * MB, `${largest} for 400,000 objects`);
  assert.ok(current.jsMemoryEstimate < largest);
  assert.ok(total.jsMemoryEstimate >= current.jsMemoryEstimate + largest);
  assert.equal(context.kept.length, 400_000);
});

test('unless it is eager, it waits for a collection, and does not keep the loop alive for that', async () => {
  const measured = vm.measureMemory({ execution: 'default' });
  let rubbish;
  const result = await new Promise((resolve) => {
    measured.then(resolve);
    // what the next collections of the old generation are made of
    const timer = setInterval(() => {
      rubbish = new Array(MB).fill(rubbish?.length);
    }, 1);
    measured.finally(() => clearInterval(timer));
  });
  isMeasure(result.total);
});

test('options that are none', () => {
  const type = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
  for (const options of [null, 5, 'eager']) assert.throws(() => vm.measureMemory(options), type);
  assert.throws(() => vm.measureMemory({ mode: 'x' }), {
    name: 'TypeError',
    code: 'ERR_INVALID_ARG_VALUE',
    message: "The property 'options.mode' must be one of: 'summary', 'detailed'. Received 'x'",
  });
  assert.throws(() => vm.measureMemory({ execution: 'x' }), {
    name: 'TypeError',
    code: 'ERR_INVALID_ARG_VALUE',
    message: "The property 'options.execution' must be one of: 'default', 'eager'. Received 'x'",
  });
});
