import assert from 'node:assert';
import path from 'node:path';
import { test } from '../harness.js';

const { posix } = path;

test('normalize resolves dots and doubled slashes, and keeps a slash at the end', () => {
  const cases = {
    '': '.',
    '.': '.',
    './': './',
    '..': '..',
    '/': '/',
    '//': '/',
    'a/..': '.',
    'a/../': './',
    '/..': '/',
    '/../a': '/a',
    'a//b//../c/.': 'a/c',
    '../../a': '../../a',
    'a/../../b/': '../b/',
    '/a/./b/': '/a/b/',
    '.a/b': '.a/b',
    'a/.b/c': 'a/.b/c',
    'a/...': 'a/...',
    '...': '...',
    'a\\..\\b': 'a\\..\\b',
  };
  for (const [input, output] of Object.entries(cases)) assert.strictEqual(posix.normalize(input), output, input);
});

test('join puts slashes between and skips empty parts', () => {
  assert.strictEqual(posix.join(), '.');
  assert.strictEqual(posix.join('', ''), '.');
  assert.strictEqual(posix.join('/foo', 'bar', 'baz/asdf', 'quux', '..'), '/foo/bar/baz/asdf');
  assert.strictEqual(posix.join('a', '', '/b/'), 'a/b/');
  assert.strictEqual(posix.join('a/', '../../../b'), '../../b');
});

test('resolve goes from the right up to the first absolute part', () => {
  assert.strictEqual(posix.resolve('/foo/bar', './baz'), '/foo/bar/baz');
  assert.strictEqual(posix.resolve('/foo', '/tmp/file/'), '/tmp/file');
  assert.strictEqual(posix.resolve('/a', '../../..'), '/');
  assert.strictEqual(posix.resolve('/.a', ''), '/.a');
  assert.strictEqual(posix.resolve('a'), `${process.cwd()}/a`);
  assert.strictEqual(posix.resolve(), process.cwd());
});

test('relative leads from one path to the other', () => {
  const cases = [
    ['/data/test/aaa', '/data/impl/bbb', '../../impl/bbb'],
    ['/a', '/ab', '../ab'],
    ['/ab', '/a', '../a'],
    ['/a', '/a/b', 'b'],
    ['/a/b/', '/a', '..'],
    ['/', '/a/b', 'a/b'],
    ['/a/b', '/', '../..'],
    ['/a', '/a', ''],
    ['a', 'b', '../b'],
  ];
  for (const [from, to, way] of cases) assert.strictEqual(posix.relative(from, to), way, `${from} ${to}`);
});

test('dirname, basename and extname take a path apart', () => {
  const cases = [
    ['/a/b.c', '/a', 'b.c', '.c'],
    ['/a/', '/', 'a', ''],
    ['a//b', 'a/', 'b', ''],
    ['//a', '//', 'a', ''],
    ['/', '/', '', ''],
    ['', '.', '', ''],
    ['..', '.', '..', ''],
    ['...', '.', '...', '.'],
    ['.a', '.', '.a', ''],
    ['.a.b', '.', '.a.b', '.b'],
    ['a.', '.', 'a.', '.'],
    ['a.b/', '.', 'a.b', '.b'],
    ['a.b/c', 'a.b', 'c', ''],
  ];
  for (const [input, dir, base, ext] of cases) {
    assert.strictEqual(posix.dirname(input), dir, `dirname ${input}`);
    assert.strictEqual(posix.basename(input), base, `basename ${input}`);
    assert.strictEqual(posix.extname(input), ext, `extname ${input}`);
  }
  assert.strictEqual(posix.basename('/a/b.html', '.html'), 'b');
  assert.strictEqual(posix.basename('/a/.html', '.html'), '.html');
  assert.strictEqual(posix.basename('/a/b.htm', '.html'), 'b.htm');
  assert.strictEqual(posix.basename('a', 'a'), '');
});

test("parse and format are each other's reverse", () => {
  assert.deepStrictEqual(posix.parse('/home/user/file.txt'), {
    root: '/',
    dir: '/home/user',
    base: 'file.txt',
    ext: '.txt',
    name: 'file',
  });
  assert.deepStrictEqual(posix.parse('./.bashrc'), { root: '', dir: '.', base: '.bashrc', ext: '', name: '.bashrc' });
  for (const whole of ['/a/b.c', 'a', '/', './a.b', 'x/y']) assert.strictEqual(posix.format(posix.parse(whole)), whole);
  assert.strictEqual(posix.format({ root: '/', name: 'file', ext: 'txt' }), '/file.txt');
  assert.strictEqual(posix.format({ dir: '/a', root: '/ignored', base: 'b' }), '/a/b');
});

test('matchesGlob', () => {
  assert.strictEqual(posix.matchesGlob('a/b/c.js', 'a/**/*.js'), true);
  assert.strictEqual(posix.matchesGlob('a/b/c.js', 'a/*.js'), false);
  assert.strictEqual(posix.matchesGlob('!a', '!a'), true);
  assert.throws(() => posix.matchesGlob(1, 'a'), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('what is no string is refused', () => {
  const calls = [
    () => posix.normalize(1),
    () => posix.join('a', null),
    () => posix.resolve({}),
    () => posix.relative('a'),
    () => posix.dirname(),
    () => posix.basename('a', 1),
    () => posix.extname([]),
    () => posix.parse(true),
    () => posix.format('a'),
    () => posix.isAbsolute(),
  ];
  for (const call of calls) assert.throws(call, { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }, String(call));
});

test('every door leads to the same object', async () => {
  assert.strictEqual(path, path.posix);
  assert.strictEqual((await import('node:path/posix')).default, path.posix);
  assert.strictEqual((await import('node:path/win32')).default, path.win32);
  assert.strictEqual(path.win32.posix, path);
});

test('format() looks at no ext where there is a base', () => {
  const parts = {
    base: 'x',
    get ext() {
      throw new Error('looked at');
    },
  };
  assert.strictEqual(path.posix.format(parts), 'x');
});
