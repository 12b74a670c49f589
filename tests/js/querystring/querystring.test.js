import assert from 'node:assert';
import querystring from 'node:querystring';
import { test } from '../harness.js';

const { parse, stringify, escape, unescape, unescapeBuffer } = querystring;
const plain = (object) => ({ ...object });

test('parse reads pairs, repeated keys and what lacks a value', () => {
  assert.deepStrictEqual(plain(parse('a=1&b&a=2&=x&&c=d=e')), { a: ['1', '2'], b: '', '': 'x', c: 'd=e' });
  assert.deepStrictEqual(plain(parse('a+b=%20%2B+&%zz=%')), { 'a b': ' + ', '%zz': '%' });
  assert.deepStrictEqual(plain(parse('a:1;;b::2', ';;', '::')), { 'a:1': '', b: '2' });
  assert.strictEqual(Object.getPrototypeOf(parse('__proto__=1')), null);
  // biome-ignore lint/suspicious/noProto: a name like any other, in an object without a prototype
  assert.strictEqual(parse('__proto__=1').__proto__, '1');
});

test('parse reads bytes that are no UTF-8', () => {
  assert.strictEqual(parse('a=%E4').a, '\ufffd');
  assert.strictEqual(parse('a=%F0%9F%98%80').a, '\u{1f600}');
});

test('maxKeys counts pairs, empty ones too', () => {
  const many = Array.from({ length: 1500 }, (_, i) => `k${i}=1`).join('&');
  assert.strictEqual(Object.keys(parse(many)).length, 1000);
  assert.strictEqual(Object.keys(parse(many, null, null, { maxKeys: 0 })).length, 1500);
  assert.strictEqual(Object.keys(parse('&a', null, null, { maxKeys: 1 })).length, 0);
});

test("a decoder of the program's own gets + as an escape; one that throws is passed over", () => {
  const seen = [];
  parse('a+b=c&d=', null, null, {
    decodeURIComponent: (text) => {
      seen.push(text);
      return text;
    },
  });
  assert.deepStrictEqual(seen, ['a%20b', 'c', 'd']);
  const out = parse('a=%20%41', null, null, {
    decodeURIComponent() {
      throw new Error('no');
    },
  });
  assert.strictEqual(out.a, ' A');
});

test('a replaced unescape or escape is used', () => {
  const { escape, unescape } = querystring;
  querystring.unescape = () => 'U';
  querystring.escape = () => 'E';
  try {
    assert.deepStrictEqual(plain(parse('a=b')), { U: 'U' });
    assert.strictEqual(stringify({ a: 'b' }), 'E=E');
  } finally {
    Object.assign(querystring, { escape, unescape });
  }
});

test('stringify writes what has a text', () => {
  assert.strictEqual(
    stringify({ a: 1, b: ['x y', null], c: true, d: 2n, e: NaN, f: {}, g: [] }),
    'a=1&b=x%20y&b=&c=true&d=2&e=&f=',
  );
  assert.strictEqual(stringify({ a: 'b', c: 'd' }, ';', ':'), 'a:b;c:d');
  assert.strictEqual(stringify('a'), '');
  assert.strictEqual(stringify({ a: '\u00e9' }, null, null, { encodeURIComponent: (text) => text }), 'a=\u00e9');
});

test('escape and unescape', () => {
  assert.strictEqual(escape("a!'()*-._~ &\u00e9\u20ac\u{1f600}"), "a!'()*-._~%20%26%C3%A9%E2%82%AC%F0%9F%98%80");
  assert.throws(() => escape('\ud800'), { name: 'URIError', code: 'ERR_INVALID_URI' });
  assert.throws(() => escape(Symbol('s')), TypeError);
  assert.strictEqual(unescape('%41%zz%E4'), 'A%zz\ufffd');
  assert.deepStrictEqual([...unescapeBuffer('%d3a+%2', true)], [0xd3, 0x61, 0x20, 0x25, 0x32]);
});

test('the time of parse grows with the text alone', () => {
  const text = 'a&'.repeat(500_000);
  const started = performance.now();
  assert.strictEqual(parse(text, '&', '=', { maxKeys: 0 }).a.length, 500_000);
  assert.ok(performance.now() - started < 5000);
});
