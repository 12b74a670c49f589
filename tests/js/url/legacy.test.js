import assert from 'node:assert';
import url from 'node:url';
import { test } from '../harness.js';

const parts = (text, ...rest) =>
  Object.fromEntries(Object.entries(url.parse(text, ...rest)).filter(([, value]) => value !== null));

test('parse', () => {
  assert.deepStrictEqual(parts('HTTP://U:p%40@EX.org:80/a b?c=d#e'), {
    protocol: 'http:',
    slashes: true,
    auth: 'U:p@',
    host: 'ex.org:80',
    port: '80',
    hostname: 'ex.org',
    hash: '#e',
    search: '?c=d',
    query: 'c=d',
    pathname: '/a%20b',
    path: '/a%20b?c=d',
    href: 'http://U:p%40@ex.org:80/a%20b?c=d#e',
  });
  assert.deepStrictEqual(parts('/a<b>?c'), {
    search: '?c',
    query: 'c',
    pathname: '/a<b>',
    path: '/a<b>?c',
    href: '/a<b>?c',
  });
  assert.deepStrictEqual(parts('//h/p', false, true), {
    slashes: true,
    host: 'h',
    hostname: 'h',
    pathname: '/p',
    path: '/p',
    href: '//h/p',
  });
  assert.deepStrictEqual(parts('mailto:a@b.c?d'), {
    protocol: 'mailto:',
    auth: 'a',
    host: 'b.c',
    hostname: 'b.c',
    search: '?d',
    query: 'd',
    path: '?d',
    href: 'mailto:a@b.c?d',
  });
  assert.deepStrictEqual(parts('javascript:a("//b")'), {
    protocol: 'javascript:',
    pathname: 'a("//b")',
    path: 'a("//b")',
    href: 'javascript:a("//b")',
  });
  assert.deepStrictEqual({ ...url.parse('?a=1&a=2', true).query }, { a: ['1', '2'] });
});

test('what parse refuses', () => {
  assert.throws(() => url.parse(1), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => url.parse('http://a:b/'), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => url.parse('http://a\0b/'), { code: 'ERR_INVALID_URL' });
  assert.throws(() => url.parse('http://%E0%A4%A@a'), URIError);
});

test('format', () => {
  assert.strictEqual(
    url.format({ protocol: 'http', hostname: '::1', port: 8080, pathname: 'a?#', query: { b: ['c', 'd'] }, hash: 'e' }),
    'http://[::1]:8080/a%3F%23?b=c&b=d#e',
  );
  assert.strictEqual(url.format({ auth: 'u:p@', host: 'h', slashes: true, search: 'x#y' }), '//u:p%40@h?x%23y');
  assert.strictEqual(
    url.format(new URL('http://u:p@xn--g6w251d/a?b#c'), { auth: false, fragment: false, search: false, unicode: true }),
    'http://\u6e2c\u8a66/a',
  );
  assert.throws(() => url.format(5), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('resolve', () => {
  const cases = [
    ['http://a/b/c/d;p?q', 'g', 'http://a/b/c/g'],
    ['http://a/b/c/d;p?q', '?y', 'http://a/b/c/d;p?y'],
    ['http://a/b/c/d;p?q', '../../../g', 'http://a/g'],
    ['http://a/b', '//c', 'http://c/'],
    ['http://a/b', 'https:/c/d', 'https://c/d'],
    ['/a/b', '../c', '/c'],
    ['a/b', '../../../c', '../../c'],
    ['mailto:a@b', 'c@d', 'mailto:c@d'],
    ['http://u:p@a/', 'http://b/', 'http://b/'],
  ];
  for (const [from, to, result] of cases) assert.strictEqual(url.resolve(from, to), result, `${from} ${to}`);
});

test('domains', () => {
  assert.strictEqual(url.domainToASCII('espa\u00f1ol.com'), 'xn--espaol-zwa.com');
  assert.strictEqual(url.domainToUnicode('xn--espaol-zwa.com'), 'espa\u00f1ol.com');
  assert.strictEqual(url.domainToASCII('xn--i\u00f1valid.com'), '');
});

test('resolve() asks for a string', () => {
  for (const to of [undefined, null, 5, {}]) {
    assert.throws(() => url.resolve('http://a/b', to), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: /^The "url" argument/,
    });
  }
  assert.strictEqual(url.resolve('http://a/b', url.parse('c')), 'http://a/c');
});
