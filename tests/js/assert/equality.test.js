import assert from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { test } from '../harness.js';

function loose(a, b) {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

function part(a, b) {
  try {
    assert.partialDeepStrictEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

class Foo {
  a = 1;
}
const args = (function () {
  return arguments;
})(1);

test('strictly and loosely equal, by a table', () => {
  const cases = [
    // a, b, strictly, loosely
    [1, '1', false, true],
    [NaN, NaN, true, true],
    [0, -0, false, true],
    [null, undefined, false, true],
    [{ a: 1 }, { a: 1 }, true, true],
    [{ a: 1 }, { a: '1' }, false, true],
    [{ a: undefined }, {}, false, false],
    [new Foo(), { a: 1 }, false, true],
    [[1, 2], [1, 2], true, true],
    [[1], { 0: 1 }, false, false],
    [Object.assign(new Array(2), { 1: 1 }), [undefined, 1], false, false],
    [args, [1], false, false],
    [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1]), true, true],
    [new Set([1]), new Set(['1']), false, true],
    [new Map([[{ k: 1 }, 'v']]), new Map([[{ k: 1 }, 'v']]), true, true],
    [new Map([[1, 'a']]), new Map([[1, 'b']]), false, false],
    [new Date(0), new Date(0), true, true],
    [new Date(0), new Date(1), false, false],
    [/a/g, /a/, false, false],
    [new Error('a'), new Error('a'), true, true],
    [new Error('a'), new TypeError('a'), false, false],
    [new Error('a', { cause: 1 }), new Error('a'), false, false],
    [Object(1), Object(1), true, true],
    [Object(1), 1, false, false],
    [new Uint8Array([1]), new Uint8Array([1]), true, true],
    [new Uint8Array([1]), new Int8Array([1]), false, false],
    [new Float32Array([0]), new Float32Array([-0]), false, true],
    [new ArrayBuffer(1), new ArrayBuffer(2), false, false],
    [() => {}, () => {}, false, false],
    [new WeakMap(), new WeakMap(), false, false],
    [Promise.resolve(), Promise.resolve(), false, false],
    [new URL('http://a/'), new URL('http://a/'), true, true],
    [new URL('http://a/'), new URL('http://b/'), false, false],
  ];
  for (const [a, b, strictly, loosely] of cases) {
    assert.strictEqual(isDeepStrictEqual(a, b), strictly);
    assert.strictEqual(isDeepStrictEqual(b, a), strictly);
    assert.strictEqual(loose(a, b), loosely);
    assert.strictEqual(loose(b, a), loosely);
  }
});

test('what contains itself equals what contains itself in the same way', () => {
  const a = {};
  a.a = a;
  const b = {};
  b.a = b;
  const c = { a: { a } };
  assert.ok(isDeepStrictEqual(a, b));
  assert.ok(!isDeepStrictEqual(a, c));
  assert.ok(!isDeepStrictEqual(c, a));
});

test('a part of something', () => {
  assert.ok(part({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } }));
  assert.ok(part([1, 2, 3], [1, 3]));
  assert.ok(!part([1, 2, 3], [3, 1]));
  assert.ok(part(new Set([1, { a: 1, b: 2 }]), new Set([{ a: 1 }])));
  assert.ok(!part({}, { a: undefined }));
  assert.ok(part(new Foo(), { a: 1 }));
});

test('classes do not count where that is asked for', () => {
  assert.ok(isDeepStrictEqual(new Foo(), { a: 1 }, true));
  new assert.Assert({ skipPrototype: true }).deepStrictEqual(new Foo(), { a: 1 });
});
