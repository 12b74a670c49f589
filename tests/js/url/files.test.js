import assert from 'node:assert';
import { fileURLToPath, fileURLToPathBuffer, pathToFileURL, urlToHttpOptions } from 'node:url';
import { test } from '../harness.js';

test('paths as URLs and back', () => {
  for (const path of ['/a/b.js', '/a b/%/#?', '/\u00e9\u{1f600}', '/a\\b', '/x\n\t', '/dir/']) {
    const url = pathToFileURL(path);
    assert.strictEqual(fileURLToPath(url), path);
    assert.strictEqual(fileURLToPath(url.href), path);
  }
  assert.strictEqual(pathToFileURL('/a b#?%~').href, 'file:///a%20b%23%3F%25%7E');
  assert.strictEqual(pathToFileURL('x/').href, `file://${process.cwd()}/x/`);
});

test('paths of Windows', () => {
  const windows = { windows: true };
  assert.strictEqual(pathToFileURL('C:\\a b\\c', windows).href, 'file:///C:/a%20b/c');
  assert.strictEqual(pathToFileURL('\\\\srv\\share\\f', windows).href, 'file://srv/share/f');
  assert.strictEqual(fileURLToPath('file:///C:/a%20b/c', windows), 'C:\\a b\\c');
  assert.strictEqual(fileURLToPath('file://srv/share/f', windows), '\\\\srv\\share\\f');
  assert.throws(() => fileURLToPath('file:///a', windows), { code: 'ERR_INVALID_FILE_URL_PATH' });
  assert.throws(() => pathToFileURL('\\\\srv', windows), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('bytes that are no UTF-8', () => {
  assert.deepStrictEqual([...fileURLToPathBuffer('file:///%F0%FF')], [0x2f, 0xf0, 0xff]);
});

test('what is no file', () => {
  assert.throws(() => fileURLToPath('http://a/'), { code: 'ERR_INVALID_URL_SCHEME' });
  assert.throws(() => fileURLToPath('file://host/a'), { code: 'ERR_INVALID_FILE_URL_HOST' });
  assert.throws(() => fileURLToPath('file:///a%2Fb'), { code: 'ERR_INVALID_FILE_URL_PATH' });
  assert.throws(() => fileURLToPath(5), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => pathToFileURL(5), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('options for a request', () => {
  const options = urlToHttpOptions(new URL('http://u%40:p@[::1]:81/a?b#c'));
  assert.deepStrictEqual(
    { ...options },
    {
      protocol: 'http:',
      hostname: '::1',
      hash: '#c',
      search: '?b',
      pathname: '/a',
      path: '/a?b',
      href: 'http://u%40:p@[::1]:81/a?b#c',
      port: 81,
      auth: 'u@:p',
    },
  );
});

test('pathToFileURL with windows: a path without a drive has one slash', () => {
  assert.strictEqual(pathToFileURL('\\a b', { windows: true }).href, 'file:///a%20b');
  assert.strictEqual(pathToFileURL('/a b', { windows: true }).href, 'file:///a%20b');
  assert.strictEqual(pathToFileURL('C:\\a b', { windows: true }).href, 'file:///C:/a%20b');
});
