import assert from 'node:assert';
import { test } from '../harness.js';

function messageOf(fn) {
  try {
    fn();
  } catch (error) {
    return error.message;
  }
  throw new Error('nothing was thrown');
}

test('short values stand beside each other, long ones below each other with a caret', () => {
  assert.strictEqual(
    messageOf(() => assert.strictEqual(1, 2)),
    'Expected values to be strictly equal:\n\n1 !== 2\n',
  );
  assert.strictEqual(
    messageOf(() => assert.strictEqual('test test', 'test foobar')),
    "Expected values to be strictly equal:\n+ actual - expected\n\n+ 'test test'\n- 'test foobar'\n        ^\n",
  );
});

test('objects differ by lines, and long equal parts are left out', () => {
  assert.strictEqual(
    messageOf(() => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] })),
    'Expected values to be strictly deep-equal:\n+ actual - expected\n\n  {\n    a: 1,\n    b: [\n      1,\n+     2\n-     3\n    ]\n  }\n',
  );
  assert.match(
    messageOf(() => assert.deepStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 5, 6, 7, 0, 9])),
    /\n\.\.\. Skipped lines\n\n {2}\[\n {4}1,\n {4}2,\n {4}3,\n {4}4,\n\.\.\.\n {4}7,\n\+ {3}8,\n- {3}0,\n/,
  );
});

test('references', () => {
  assert.strictEqual(
    messageOf(() => assert.strictEqual([], [])),
    'Values have same structure but are not reference-equal:\n\n[]\n',
  );
  assert.match(
    messageOf(() => assert.notStrictEqual(assert, assert)),
    /^Expected "actual" not to be reference-equal to "expected":/,
  );
});

test('the expression of assert() is found in its source', () => {
  assert.strictEqual(
    messageOf(() => assert(1 === 2)),
    'The expression evaluated to a falsy value:\n\n  assert(1 === 2)\n',
  );
  assert.strictEqual(
    messageOf(() => {
      assert.ok([')', '('].length === 3);
    }),
    "The expression evaluated to a falsy value:\n\n  assert.ok([')', '('].length === 3)\n",
  );
  assert.strictEqual(
    messageOf(() => new Function('assert', 'return assert(null)')(assert)),
    'The expression evaluated to a falsy value:\n\n  assert(null)\n',
  );
  assert.strictEqual(
    messageOf(() => assert()),
    'No value argument passed to `assert.ok()`',
  );
});

test("a message of the caller's own goes before the difference; an error is thrown itself", () => {
  assert.strictEqual(
    messageOf(() => assert.strictEqual(1, 2, 'mine')),
    'mine\n\n1 !== 2\n',
  );
  assert.strictEqual(
    messageOf(() => assert.equal(1, 2, 'mine')),
    'mine',
  );
  const own = new RangeError('own');
  assert.throws(
    () => assert.ok(false, own),
    (error) => error === own,
  );
});

test('a difference of 9000 lines takes neither all time nor all memory', () => {
  const a = Array.from({ length: 9000 }, (_, i) => i);
  const b = Array.from({ length: 9000 }, (_, i) => -i - 1);
  assert.match(
    messageOf(() => assert.deepStrictEqual(a, b)),
    /^Expected values to be strictly deep-equal:/,
  );
});

test('the stack begins at the caller', () => {
  function caller() {
    assert.strictEqual(1, 2);
  }
  assert.throws(caller, (error) => /^AssertionError \[ERR_ASSERTION\]: [\s\S]*?\n {4}at caller /.test(error.stack));
});

test('the message of ifError() tells of an error, so it is no generated one', () => {
  assert.throws(() => assert.ifError(new Error('x')), { generatedMessage: false });
});

test('an empty message of fail() counts as a generated one', () => {
  assert.throws(() => assert.fail(''), { generatedMessage: true, message: '' });
});
