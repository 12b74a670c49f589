import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => folder.remove());
for (const name of ['a/b/c.js', 'a/d.js', 'a/e.txt', 'a/.hidden/f.js', 'g.js']) {
  fs.mkdirSync(path.join(folder.path, path.dirname(name)), { recursive: true });
  fs.writeFileSync(path.join(folder.path, name), '');
}
fs.symlinkSync('..', path.join(folder.path, 'a/b/up'));
const options = { cwd: folder.path };

test('patterns find what they say, each once', () => {
  assert.deepStrictEqual(fs.globSync('**/*.js', options).sort(), ['a/b/c.js', 'a/d.js', 'g.js']);
  assert.deepStrictEqual(fs.globSync(['*.js', '{g,h}.*'], options), ['g.js']);
  assert.deepStrictEqual(fs.globSync('a/*/', options), ['a/b']);
  assert.deepStrictEqual(fs.globSync('a/**/../*.js', options).sort(), ['a/d.js', 'g.js'].concat('a/b/c.js').sort());
});

test('links are matched but not walked through', () => {
  assert.deepStrictEqual(fs.globSync('**/up', options), ['a/b/up']);
  assert.deepStrictEqual(fs.globSync('**/d.js', options), ['a/d.js']);
});

test('what is excluded is not walked into', async () => {
  assert.deepStrictEqual(fs.globSync('**/*.js', { ...options, exclude: ['./a/b'] }).sort(), ['a/d.js', 'g.js']);
  const asked = [];
  const exclude = (entry) => {
    asked.push(entry.name);
    return entry.name === 'a';
  };
  const found = [];
  for await (const entry of fs.promises.glob('**/*.js', { ...options, withFileTypes: true, exclude }))
    found.push(entry.name);
  assert.deepStrictEqual(found, ['g.js']);
  assert.ok(!asked.includes('b'));
});

test('arguments are checked', () => {
  assert.throws(() => fs.globSync(1), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => fs.globSync('*', { exclude: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => fs.glob('*'), { code: 'ERR_INVALID_ARG_TYPE' });
});
