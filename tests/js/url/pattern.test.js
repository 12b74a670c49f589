import assert from 'node:assert';
import { URLPattern } from 'node:url';
import { test } from '../harness.js';

test('a match with its groups', () => {
  const pattern = new URLPattern('https://:sub.example.com/:a/(\\d+){/:rest}?*');
  const match = pattern.exec('https://x.example.com/q/12?z');
  assert.deepStrictEqual(match.inputs, ['https://x.example.com/q/12?z']);
  assert.deepStrictEqual(match.hostname, { input: 'x.example.com', groups: { sub: 'x' } });
  assert.strictEqual(match.pathname.input, '/q/12');
  assert.deepStrictEqual({ ...match.pathname.groups }, { a: 'q', 0: '12', rest: undefined, 1: '' });
  assert.strictEqual(match.search.groups[0], 'z');
  assert.strictEqual(pattern.exec('https://x.example.com/q/none'), null);
  assert.strictEqual(pattern.hasRegExpGroups, true);
});

test('components', () => {
  const pattern = new URLPattern({ pathname: '/books/:id' });
  assert.strictEqual(pattern.pathname, '/books/:id');
  assert.strictEqual(pattern.protocol, '*');
  assert.strictEqual(pattern.test({ pathname: '/books/1' }), true);
  assert.strictEqual(pattern.test('https://any.org/books/1'), true);
  assert.strictEqual(pattern.test('/books/1', 'https://any.org'), true);
  assert.strictEqual(pattern.test('/other', 'https://any.org'), false);
  assert.strictEqual(pattern.test('no URL'), false);
});

test('a base and options', () => {
  assert.strictEqual(new URLPattern('/x', 'http://a', { ignoreCase: true }).test('http://a/X'), true);
  assert.strictEqual(new URLPattern({ pathname: '/x' }).test({ pathname: '/X' }), false);
  assert.strictEqual(new URLPattern({ pathname: 'b', baseURL: 'http://a/' }).test('http://a/b'), true);
});

test('Unicode sets and names that are no ASCII', () => {
  assert.strictEqual(
    new URLPattern({ pathname: '/:caf\u00e9' }).exec({ pathname: '/x' }).pathname.groups['caf\u00e9'],
    'x',
  );
});

test('bad input', () => {
  for (const args of [['('], ['relative'], [{}, 'http://a'], ['http://a', 'no base'], [{ pathname: '/([[a--b]--]' }]]) {
    assert.throws(
      () => new URLPattern(...args),
      { name: 'TypeError', code: 'ERR_INVALID_URL_PATTERN' },
      JSON.stringify(args),
    );
  }
  for (const args of [[1], [{}, 1], [{}, '', 1], [{}, { ignoreCase: '' }]]) {
    assert.throws(() => new URLPattern(...args), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  assert.throws(() => URLPattern(), { code: 'ERR_CONSTRUCT_CALL_REQUIRED' });
  assert.throws(() => new URLPattern().exec({}, 'http://a'), { code: 'ERR_OPERATION_FAILED' });
  assert.throws(() => URLPattern.prototype.test.call({}), TypeError);
  const boom = {
    get pathname() {
      throw new Error('boom');
    },
  };
  assert.throws(() => new URLPattern(boom), { message: 'boom' });
});
