import assert from 'node:assert';
import { inspect } from 'node:util';
import { test } from '../harness.js';

function table(cases) {
  for (const [value, text, options] of cases) assert.strictEqual(inspect(value, options), text);
}

test('primitives', () => {
  table([
    [1, '1'],
    [-0, '-0'],
    [10n, '10n'],
    [true, 'true'],
    [undefined, 'undefined'],
    [null, 'null'],
    [Symbol('a'), 'Symbol(a)'],
    ['a', "'a'"],
    ["it's", '"it\'s"'],
    ['"\'', '`"\'`'],
    ['\n\x01\u{1F600}', "'\\n\\x01\u{1F600}'"],
    ['\ud800', "'\\ud800'"],
    [1234567.1234567, '1_234_567.123_456_7', { numericSeparator: true }],
    ['abcdef', "'ab'... 4 more characters", { maxStringLength: 2 }],
  ]);
});

test('objects, arrays, and what is too deep', () => {
  table([
    [{}, '{}'],
    [[], '[]'],
    [{ a: 1, 'b-c': 2, [Symbol('d')]: 3 }, "{ a: 1, 'b-c': 2, Symbol(d): 3 }"],
    [Object.assign(new Array(3), { 0: 1, 2: 3 }), '[ 1, <1 empty item>, 3 ]'],
    [Object.assign([1], { x: 2 }), '[ 1, x: 2 ]'],
    [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: [Object] } } }'],
    [{ a: { b: {} } }, '{ a: [Object] }', { depth: 0 }],
    [[1, 2, 3], '[ 1, ... 2 more items ]', { maxArrayLength: 1 }],
    [{ b: 1, a: 2 }, '{ a: 2, b: 1 }', { sorted: true }],
    [Object.create(null), '[Object: null prototype] {}'],
  ]);
});

test('classes are named, and told what they extend', () => {
  class Foo {
    x = 1;
  }
  class List extends Array {}
  table([
    [new Foo(), 'Foo { x: 1 }'],
    [new List(2), 'List(2) [ <2 empty items> ]'],
    [Foo, '[class Foo]'],
    [List, '[class List extends Array]'],
    [function f() {}, '[Function: f]'],
    [async () => {}, '[AsyncFunction (anonymous)]'],
    [function* g() {}, '[GeneratorFunction: g]'],
  ]);
});

test('collections, iterators and promises', () => {
  const map = new Map([['a', 1]]);
  table([
    [map, "Map(1) { 'a' => 1 }"],
    [new Set([1, [2]]), 'Set(2) { 1, [ 2 ] }'],
    [map.entries(), "[Map Entries] { [ 'a', 1 ] }"],
    [map.keys(), "[Map Iterator] { 'a' }"],
    [new WeakSet(), 'WeakSet { <items unknown> }'],
    [Promise.resolve(1), 'Promise { 1 }'],
    [new Promise(() => {}), 'Promise { <pending> }'],
    [new Uint8Array(2), 'Uint8Array(2) [ 0, 0 ]'],
    [new ArrayBuffer(1), 'ArrayBuffer { [Uint8Contents]: <00>, [byteLength]: 1 }'],
  ]);
  const rejected = Promise.reject(new Error('x'));
  rejected.catch(() => {});
  assert.match(inspect(rejected), /^Promise {\n {2}<rejected> Error: x\n/);
});

test('dates, regular expressions and boxed primitives, with properties', () => {
  table([
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), 'Invalid Date'],
    [/a/g, '/a/g'],
    [Object(1), '[Number: 1]'],
    [Object.assign(new String('ab'), { x: 1 }), "[String: 'ab'] { x: 1 }"],
    [Object.assign(/a/, { x: 1 }), '/a/ { x: 1 }'],
  ]);
});

test('what contains itself is numbered', () => {
  const a = { b: {} };
  a.b.a = a;
  a.b.b = a.b;
  assert.strictEqual(inspect(a), '<ref *1> { b: <ref *2> { a: [Circular *1], b: [Circular *2] } }');
});

test('proxies show their target, or themselves, and no trap runs', () => {
  const trap = () => assert.fail('a trap ran');
  const proxy = new Proxy({ a: 1 }, { get: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap });
  assert.strictEqual(inspect(proxy), '{ a: 1 }');
  assert.match(inspect(proxy, { showProxy: true }), /^Proxy \[\n {2}{ a: 1 },/);
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.strictEqual(inspect(revoked), '<Revoked Proxy>');
});

test('getters are named, or run where that is wanted', () => {
  const value = {
    get a() {
      return 1;
    },
    set a(x) {},
    get b() {
      throw new Error('no');
    },
  };
  assert.strictEqual(inspect(value), '{ a: [Getter/Setter], b: [Getter] }');
  assert.match(
    inspect(value, { getters: true }),
    /a: \[Getter\/Setter: 1\],\n {2}b: \[Getter: <Inspection threw \(Error: no/,
  );
});

test('errors show stack, cause and properties', () => {
  const error = Object.assign(new TypeError('bad', { cause: new Error('why') }), { code: 'E' });
  const text = inspect(error);
  assert.match(text, /^TypeError: bad\n {4}at .*inspect\.test\.js/);
  assert.match(text, /\n {2}code: 'E',\n {2}\[cause\]: Error: why\n/);
  class Special extends RangeError {}
  assert.match(inspect(new Special('x')), /^Special \[RangeError\]: x\n/);
  const bare = new Error('x');
  bare.stack = undefined;
  assert.strictEqual(inspect(bare), '[Error: x]');
});

test('a recursion of many frames is told by its number', () => {
  const error = new Error('deep');
  error.stack = `Error: deep\n${'    at f (a.js:1:1)\n'.repeat(9)}    at main (a.js:2:1)`;
  assert.strictEqual(
    inspect(error),
    'Error: deep\n    at f (a.js:1:1)\n    ... collapsed 8 duplicate lines matching above 1 lines 8 times...\n    at main (a.js:2:1)',
  );
});

test('long lists of short entries go into columns, numbers to the right', () => {
  assert.strictEqual(inspect([100, 0, 1, 2, 3, 4, 5, 6, 7, 8]), '[\n  100, 0, 1, 2, 3,\n    4, 5, 6, 7, 8\n]');
});

test('colours', () => {
  assert.strictEqual(
    inspect({ a: 'x', b: 1 }, { colors: true }),
    "{ a: \u001b[32m'x'\u001b[39m, b: \u001b[33m1\u001b[39m }",
  );
});

test('an object inspects itself', () => {
  const value = {
    [inspect.custom](depth, options, inner) {
      assert.strictEqual(inner, inspect);
      return `<${depth} ${options.stylize('x', 'special')}>`;
    },
  };
  assert.strictEqual(inspect({ value }), '{ value: <1 x> }');
  assert.strictEqual(inspect({ [inspect.custom]: () => ({ other: 1 }) }), '{ other: 1 }');
});

test('a list of 100000 links ends in words, not in an overflow', () => {
  const list = {};
  let end = list;
  for (let i = 0; i < 100000; i++) end = end.next = {};
  assert.match(
    inspect(list, { depth: Infinity }),
    /Inspection interrupted prematurely\. Maximum call stack size exceeded\./,
  );
});

test("default options are the caller's to change", () => {
  const { depth } = inspect.defaultOptions;
  inspect.defaultOptions.depth = 0;
  assert.strictEqual(inspect({ a: { b: 1 } }), '{ a: [Object] }');
  inspect.defaultOptions = { depth };
  assert.throws(
    () => {
      inspect.defaultOptions = null;
    },
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
});
