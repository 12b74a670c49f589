// The stacks of errors that belong to contexts.
import assert from 'node:assert';
import vm from 'node:vm';
import { test } from '../harness.js';

const throwing = 'let stack; try { null.x } catch (error) { stack = error.stack } stack';

function withMain(prepare, fn) {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = prepare;
  try {
    return fn();
  } finally {
    Error.prepareStackTrace = before;
  }
}

test('Error.prepareStackTrace of the main context is asked for errors of all contexts', () => {
  const prepare = (error, sites) => `${error.name} with ${sites[0].getFileName()}`;
  const stack = withMain(prepare, () => vm.runInNewContext(throwing, {}, { filename: 'a.js' }));
  assert.equal(stack, 'TypeError with a.js');
});

test("a context's own one goes first, and is called by its own Error", () => {
  const code = `Error.prepareStackTrace = function () { return ['own', this === Error] }; ${throwing}`;
  const stack = withMain(
    () => 'main',
    () => vm.runInNewContext(code),
  );
  assert.deepEqual([...stack], ['own', true]);
});

test('without any, a stack is what it always is', () => {
  const stack = withMain(undefined, () => vm.runInNewContext(throwing, {}, { filename: 'a.js' }));
  assert.match(stack, /^TypeError: Cannot read properties of null \(reading 'x'\)\n {4}at a\.js:1:23\n/);
  assert.match(
    withMain(undefined, () => new Error('x').stack),
    /^Error: x\n {4}at .*stacks\.test\.js/,
  );
});

test('a context has no Error.prepareStackTrace, and no Intl.v8BreakIterator', () => {
  assert.equal(vm.runInNewContext('typeof Error.prepareStackTrace'), 'undefined');
  assert.equal(vm.runInNewContext('"v8BreakIterator" in Intl'), false);
  assert.equal('v8BreakIterator' in Intl, false);
});
