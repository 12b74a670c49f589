import assert from 'node:assert';
import { test } from '../harness.js';

const list = (params) => [...params];

test('made of text, pairs, an object, or another', () => {
  assert.deepStrictEqual(list(new URLSearchParams('?a=1&b&=c&&a=%zz+%E4%F0%9F%98%80')), [
    ['a', '1'],
    ['b', ''],
    ['', 'c'],
    ['a', '%zz \ufffd\u{1f600}'],
  ]);
  assert.deepStrictEqual(list(new URLSearchParams([['a', 1], new Set(['b', 2])])), [
    ['a', '1'],
    ['b', '2'],
  ]);
  assert.deepStrictEqual(list(new URLSearchParams({ a: 1, b: null })), [
    ['a', '1'],
    ['b', 'null'],
  ]);
  const first = new URLSearchParams('a=1');
  const copy = new URLSearchParams(first);
  copy.append('b', '2');
  assert.strictEqual(`${first}`, 'a=1');
  assert.strictEqual(`${copy}`, 'a=1&b=2');
  assert.throws(() => new URLSearchParams([['a']]), { code: 'ERR_INVALID_TUPLE' });
  assert.throws(() => new URLSearchParams({ [Symbol.iterator]: 1 }), { code: 'ERR_ARG_NOT_ITERABLE' });
});

test('reading and changing', () => {
  const params = new URLSearchParams('a=1&b=2&a=3');
  assert.strictEqual(params.size, 3);
  assert.strictEqual(params.get('a'), '1');
  assert.strictEqual(params.get('c'), null);
  assert.deepStrictEqual(params.getAll('a'), ['1', '3']);
  assert.strictEqual(params.has('a', '3'), true);
  assert.strictEqual(params.has('a', '2'), false);
  params.set('a', '9');
  assert.strictEqual(`${params}`, 'a=9&b=2');
  params.append('b', '3');
  params.delete('b', '2');
  assert.strictEqual(`${params}`, 'a=9&b=3');
  assert.throws(() => params.append('a'), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => params.get.call({}), { code: 'ERR_INVALID_THIS' });
});

test('sort is stable and by UTF-16 units', () => {
  const params = new URLSearchParams('\ufb03=&\u{1f308}=&a=2&b=1&a=1');
  params.sort();
  assert.deepStrictEqual([...params.keys()], ['a', 'a', 'b', '\u{1f308}', '\ufb03']);
  assert.deepStrictEqual(params.getAll('a'), ['2', '1']);
});

test('an iterator walks the live list', () => {
  const params = new URLSearchParams('a=1&b=2');
  const seen = [];
  for (const [name] of params) {
    seen.push(name);
    if (name === 'a') params.append('c', '3');
  }
  assert.deepStrictEqual(seen, ['a', 'b', 'c']);
});

test('text', () => {
  assert.strictEqual(
    `${new URLSearchParams({ 'a b': "*-._~!()'", '\u00e9': '\ud800' })}`,
    'a+b=*-._%7E%21%28%29%27&%C3%A9=%EF%BF%BD',
  );
});

test('what a peer sends is read, whatever it is', () => {
  const read = (text) => [...new URLSearchParams(text)];
  assert.deepEqual(read('a=100%'), [['a', '100%']]);
  assert.deepEqual(read('%=%2&%zz=%4'), [
    ['%', '%2'],
    ['%zz', '%4'],
  ]);
  assert.deepEqual(read('a+b=c+%2B+%zz'), [['a b', 'c + %zz']]);
  assert.deepEqual(read('%ff%41=%c3%a4%+'), [['\ufffdA', 'ä% ']]);
  assert.equal(new URL('http://a/?q=100%').searchParams.get('q'), '100%');
});
