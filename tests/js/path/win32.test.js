import assert from 'node:assert';
import { win32 } from 'node:path';
import { test } from '../harness.js';

test('normalize writes backslashes and keeps drives, shares and namespaces', () => {
  const cases = {
    '': '.',
    'a/b/../c': 'a\\c',
    'C:': 'C:.',
    'C:\\': 'C:\\',
    'C:..\\a': 'C:..\\a',
    'C:/a/../..': 'C:\\',
    '//s/h': '\\\\s\\h\\',
    '//s/h/../a/': '\\\\s\\h\\a\\',
    '//s': '\\s',
    '///s/h': '\\s\\h',
    '\\\\.\\pipe\\a\\..\\b': '\\\\.\\pipe\\b',
    '\\\\?\\C:\\a/b': '\\\\?\\C:\\a\\b',
    '../a/': '..\\a\\',
  };
  for (const [input, output] of Object.entries(cases)) assert.strictEqual(win32.normalize(input), output, input);
});

test('normalize makes no drive or device out of what was none', () => {
  const cases = {
    'a/../C:/b': '.\\C:\\b',
    'a/../C:b': '.\\C:b',
    'CON:': '.\\CON:.',
    'con:../../a': '.\\con:..\\..\\a',
    'COM1:a:b': '.\\COM1:a:b',
    'COM\u00b9:/x/../..': '.\\COM\u00b9:..',
    'CONx:a': 'CONx:a',
    'C:COM1': 'C:COM1',
  };
  for (const [input, output] of Object.entries(cases)) assert.strictEqual(win32.normalize(input), output, input);
});

test('join makes a share of the first part alone', () => {
  assert.strictEqual(win32.join('//s', 'h'), '\\\\s\\h\\');
  assert.strictEqual(win32.join('/', '/s/h'), '\\s\\h');
  assert.strictEqual(win32.join('\\', '\\\\s', 'h'), '\\s\\h');
  assert.strictEqual(win32.join('c:', 'a'), 'c:\\a');
  assert.strictEqual(win32.join('\\srv\\up', 'CON:..\\..\\x'), '\\srv\\up\\CON:..\\..\\x');
});

test('resolve looks for a device and a root', () => {
  assert.strictEqual(win32.resolve('c:/ignored', 'd:\\a/b', '\\e.exe'), 'd:\\e.exe');
  assert.strictEqual(win32.resolve('c:/a', 'd:/b', 'c:../x'), 'c:\\x');
  assert.strictEqual(win32.resolve('//s/h', '..', 'r\\'), '\\\\s\\h\\r');
  assert.strictEqual(win32.resolve('\\\\.\\PHYSICALDRIVE0'), '\\\\.\\PHYSICALDRIVE0');
});

test("relative does not mind the letters' case, and gives the target on another device", () => {
  const cases = [
    ['C:\\orandea\\test\\aaa', 'c:\\ORANDEA\\impl\\bbb', '..\\..\\impl\\bbb'],
    ['c:/a', 'd:/b', 'd:\\b'],
    ['c:/', 'c:/a/b', 'a\\b'],
    ['c:/a/b', 'c:/', '..\\..'],
    ['\\\\s\\h\\a', '\\\\s\\h', '..'],
    ['c:/a', '\\\\s\\h\\x', '\\\\s\\h\\x'],
    ['c:/ab', 'c:/a', '..\\a'],
    ['c:\\\u0130\\a', 'c:\\\u0130\\b', '..\\b'],
  ];
  for (const [from, to, way] of cases) assert.strictEqual(win32.relative(from, to), way, `${from} ${to}`);
});

test('parts of a path', () => {
  assert.deepStrictEqual(win32.parse('C:\\path\\dir\\file.txt'), {
    root: 'C:\\',
    dir: 'C:\\path\\dir',
    base: 'file.txt',
    ext: '.txt',
    name: 'file',
  });
  assert.deepStrictEqual(win32.parse('//s/h/f'), { root: '//s/h/', dir: '//s/h/', base: 'f', ext: '', name: 'f' });
  assert.strictEqual(win32.dirname('C:'), 'C:');
  assert.strictEqual(win32.dirname('\\\\s\\h\\a\\b'), '\\\\s\\h\\a');
  assert.strictEqual(win32.basename('C:a.b'), 'a.b');
  assert.strictEqual(win32.extname('a.b\\'), '.b');
  assert.strictEqual(win32.format({ dir: 'C:\\a', base: 'b' }), 'C:\\a\\b');
  assert.strictEqual(win32.isAbsolute('C:'), false);
  assert.strictEqual(win32.isAbsolute('C:/'), true);
});

test('toNamespacedPath', () => {
  assert.strictEqual(win32.toNamespacedPath('C:/a'), '\\\\?\\C:\\a');
  assert.strictEqual(win32.toNamespacedPath('//s/h/a'), '\\\\?\\UNC\\s\\h\\a');
  assert.strictEqual(win32.toNamespacedPath('\\\\?\\C:\\a'), '\\\\?\\C:\\a');
  assert.strictEqual(win32.toNamespacedPath(5), 5);
});
