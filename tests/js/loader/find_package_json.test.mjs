// module.findPackageJSON: a package's own, or the nearest one to a file.
import assert from 'node:assert';
import { findPackageJSON } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from '../harness.js';

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-find-')));
process.on('exit', () => fs.rmSync(root, { recursive: true, force: true }));
const at = (name) => path.join(root, name);
const files = {
  'app/package.json': '{ "name": "app", "exports": "./src/main.js" }',
  'app/src/main.js': '',
  'app/src/inner/package.json': '{ "type": "module" }',
  'app/src/inner/x.js': '',
  'app/node_modules/near/package.json': '{}',
  'app/node_modules/broken/package.json': '{ no JSON',
  'node_modules/near/package.json': '{}',
  'node_modules/p/package.json': '{ "exports": { "./x": "./lib/x.js" } }',
  'node_modules/p/lib/package.json': '{ "type": "module" }',
  'node_modules/p/lib/x.js': '',
  'node_modules/@scope/q/package.json': '{}',
};
for (const [name, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), text);
}
const base = at('app/src/main.js');

test('a bare specifier: the package itself, whatever it exports', () => {
  for (const form of [base, pathToFileURL(base), pathToFileURL(base).href]) {
    assert.equal(findPackageJSON('p', form), at('node_modules/p/package.json'));
    assert.equal(findPackageJSON('p/x', form), at('node_modules/p/package.json'));
    assert.equal(findPackageJSON('p/not/exported', form), at('node_modules/p/package.json'));
    assert.equal(findPackageJSON('@scope/q/deep', form), at('node_modules/@scope/q/package.json'));
  }
});

test('the nearest of several; its own name; one that is no JSON', () => {
  assert.equal(findPackageJSON('near', base), at('app/node_modules/near/package.json'));
  assert.equal(findPackageJSON('near', at('other.js')), at('node_modules/near/package.json'));
  assert.equal(findPackageJSON('app', base), at('app/package.json'));
  assert.equal(findPackageJSON('broken', base), at('app/node_modules/broken/package.json'));
});

test('a relative specifier: the nearest package.json to the file', () => {
  assert.equal(findPackageJSON('.', base), at('app/package.json'));
  assert.equal(findPackageJSON('..', base), at('app/package.json'));
  assert.equal(findPackageJSON('./inner/x.js', base), at('app/src/inner/package.json'));
  assert.equal(findPackageJSON('./inner', base), at('app/src/inner/package.json'));
  assert.equal(findPackageJSON('./inner/', base), at('app/src/inner/package.json'));
  assert.equal(findPackageJSON('..', `${at('app/src/inner')}/`), at('app/package.json'));
});

test('an absolute one likewise, as path or URL', () => {
  for (const name of ['app/src/inner/x.js', 'app/src/inner', 'app/src/inner/'])
    assert.equal(findPackageJSON(pathToFileURL(at(name))), at('app/src/inner/package.json'), name);
  assert.equal(findPackageJSON(pathToFileURL(base).href), at('app/package.json'));
  assert.equal(findPackageJSON(import.meta.url), path.resolve(import.meta.dirname, '../../../package.json'));
});

test('nothing there', () => {
  assert.equal(findPackageJSON('..', at('none/x.js')), undefined);
  assert.throws(() => findPackageJSON('none/x', base), {
    name: 'Error',
    code: 'ERR_MODULE_NOT_FOUND',
    message: `Cannot find package 'none' imported from ${base}`,
  });
  assert.throws(() => findPackageJSON('fs', base), { code: 'ERR_MODULE_NOT_FOUND' });
});

test('what is no specifier', () => {
  assert.throws(() => findPackageJSON(), { name: 'TypeError', code: 'ERR_MISSING_ARGS' });
  for (const wrong of [5, null, {}, Symbol('s')]) {
    assert.throws(() => findPackageJSON(wrong, base), { name: 'TypeError' });
    assert.throws(() => findPackageJSON('p', wrong), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
  }
  for (const url of ['http://host/x', 'node:fs', 'data:text/javascript,1'])
    assert.throws(() => findPackageJSON(url, base), { name: 'TypeError', code: 'ERR_INVALID_URL_SCHEME' }, url);
  for (const name of ['@scope', 'a%2fb', '.hidden'])
    assert.throws(
      () => findPackageJSON(name, base),
      { name: 'TypeError', code: 'ERR_INVALID_MODULE_SPECIFIER', message: /is not a valid package name/ },
      name,
    );
});
