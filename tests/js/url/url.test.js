import assert from 'node:assert';
import { test } from '../harness.js';

const names = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];

test('components', () => {
  const cases = [
    [
      'HTTP://u:p@EX.org:8080/a/../b c?q=1#h',
      'http://u:p@ex.org:8080/b%20c?q=1#h',
      'http://ex.org:8080',
      'http:',
      'u',
      'p',
      'ex.org:8080',
      'ex.org',
      '8080',
      '/b%20c',
      '?q=1',
      '#h',
    ],
    ['https://a/', 'https://a/', 'https://a', 'https:', '', '', 'a', 'a', '', '/', '', ''],
    ['https://u@a:1/?#', 'https://u@a:1/?#', 'https://a:1', 'https:', 'u', '', 'a:1', 'a', '1', '/', '', ''],
    ['file:///a/b', 'file:///a/b', 'null', 'file:', '', '', '', '', '', '/a/b', '', ''],
    ['data:text/plain,x?y', 'data:text/plain,x?y', 'null', 'data:', '', '', '', '', '', 'text/plain,x', '?y', ''],
    ['blob:https://a.b/x', 'blob:https://a.b/x', 'https://a.b', 'blob:', '', '', '', '', '', 'https://a.b/x', '', ''],
    [
      'http://[::1]:81/x',
      'http://[::1]:81/x',
      'http://[::1]:81',
      'http:',
      '',
      '',
      '[::1]:81',
      '[::1]',
      '81',
      '/x',
      '',
      '',
    ],
    ['web+x:/.//p', 'web+x:/.//p', 'null', 'web+x:', '', '', '', '', '', '//p', '', ''],
  ];
  for (const [input, ...expected] of cases) {
    const url = new URL(input);
    assert.deepStrictEqual(
      names.map((name) => url[name]),
      expected,
      input,
    );
    assert.strictEqual(`${url}`, expected[0]);
    assert.strictEqual(JSON.stringify(url), JSON.stringify(expected[0]));
  }
});

test('a base', () => {
  assert.strictEqual(new URL('../c?d', 'http://a/x/y/z').href, 'http://a/x/c?d');
  assert.strictEqual(new URL('/p', 'http://a:1/x?y').href, 'http://a:1/p');
  assert.strictEqual(new URL('//h/p', 'https://a').href, 'https://h/p');
  assert.strictEqual(new URL('', 'http://a/b#c').href, 'http://a/b');
  assert.strictEqual(new URL('\u20ac', new URL('http://a/')).href, 'http://a/%E2%82%AC');
});

test('what is no URL', () => {
  for (const args of [
    ['x'],
    [''],
    ['http://'],
    ['http://a:99999'],
    ['/a', 'b'],
    [undefined],
    [null],
    [{}],
    ['http://a b/'],
  ]) {
    assert.throws(() => new URL(...args), {
      name: 'TypeError',
      code: 'ERR_INVALID_URL',
      message: 'Invalid URL',
      input: `${args[0]}`,
    });
    assert.strictEqual(URL.canParse(...args), false);
    assert.strictEqual(URL.parse(...args), null);
  }
  assert.throws(() => new URL(), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => URL.canParse(), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => URL.prototype.href, TypeError);
  assert.throws(() => new URL(Symbol('s')), TypeError);
});

test('setters', () => {
  const url = new URL('http://a.b/c');
  Object.assign(url, {
    protocol: 'https',
    username: 'u',
    password: 'p@',
    host: 'X.y:8080',
    pathname: 'd e',
    search: 'q',
    hash: 'h',
  });
  assert.strictEqual(url.href, 'https://u:p%40@x.y:8080/d%20e?q#h');
  Object.assign(url, { port: '443', search: '', hash: '', protocol: 'data', hostname: '' });
  assert.strictEqual(url.href, 'https://u:p%40@x.y/d%20e');
  url.href = 'file:///z';
  assert.strictEqual(url.pathname, '/z');
  assert.throws(
    () => {
      url.href = 'z';
    },
    { code: 'ERR_INVALID_URL' },
  );
  assert.strictEqual(url.href, 'file:///z');
});

test('searchParams and the query follow each other', () => {
  const url = new URL('http://a/?x=1#h');
  const { searchParams } = url;
  searchParams.append('y', 'a b&\u00fc');
  assert.strictEqual(url.search, '?x=1&y=a+b%26%C3%BC');
  assert.strictEqual(url.href, 'http://a/?x=1&y=a+b%26%C3%BC#h');
  searchParams.set('x', '2');
  url.pathname = '/p';
  assert.strictEqual(url.href, 'http://a/p?x=2&y=a+b%26%C3%BC#h');
  searchParams.append('z', '1');
  url.search = '?x=2';
  assert.strictEqual(`${searchParams}`, 'x=2');
  searchParams.delete('x');
  assert.strictEqual(url.href, 'http://a/p#h');
  url.href = 'http://b/?n=1';
  assert.strictEqual(searchParams.get('n'), '1');
  assert.strictEqual(url.searchParams, searchParams);
});

test('strings that are no plain ASCII', () => {
  assert.strictEqual(new URL('http://\u00e9.fr/\u00e9').href, 'http://xn--9ca.fr/%C3%A9');
  assert.strictEqual(new URL('http://a/\u{1f600}\ud800').href, 'http://a/%F0%9F%98%80%EF%BF%BD');
  assert.strictEqual(new URL(`http://a/${'x'.repeat(100_000)}`).pathname.length, 100_001);
});
