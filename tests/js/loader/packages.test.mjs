// "exports" and "imports" of package.json, by require() and by import.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { test } from '../harness.js';

const base = new URL('./fixtures/noop.mjs', import.meta.url);
const require = createRequire(base);
const from = (await import('./fixtures/cjs/dynamic.cjs')).default;
const importFrom = (specifier) =>
  import(new URL('./fixtures/import-from.mjs', import.meta.url).href).then((m) => m.default(specifier));
const pkg = fileURLToPath(new URL('./fixtures/node_modules/pack/package.json', import.meta.url));

test('conditions', async () => {
  assert.strictEqual(require('pack'), 'required');
  assert.strictEqual((await importFrom('pack')).default, 'imported');
  assert.strictEqual((await from('pack')).kind, 'mjs');
  assert.strictEqual(require('pack/custom').name, 'feature');
});

test('subpaths, patterns, lists, encoded names', () => {
  assert.strictEqual(require('pack/feature').name, 'feature');
  assert.strictEqual(require('pack/lib/special').name, 'special');
  assert.strictEqual(require('pack/list').name, 'feature');
  assert.strictEqual(require('pack/space').name, 'a space');
});

test('a package reaches itself and its own "imports"', async () => {
  const self = require('pack/self');
  assert.strictEqual(self.same, true);
  assert.strictEqual(self.feature, 'feature');
  assert.strictEqual(self.branch, 'require');
  assert.strictEqual((await self.imported()).default, 'import');
  assert.strictEqual(self.other, 'plain');
  assert.strictEqual(self.builtin, true);
  assert.strictEqual(self.pattern, 'special');
  assert.throws(() => self.missing('#nothing'), {
    code: 'ERR_PACKAGE_IMPORT_NOT_DEFINED',
    message: `Package import specifier "#nothing" is not defined in package ${pkg} imported from ${pkg.replace('package.json', 'lib/self.js')}`,
  });
});

const refused = [
  [
    'pack/nowhere',
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    `Package subpath './nowhere' is not defined by "exports" in ${pkg}`,
  ],
  [
    'pack/lib/private/secret',
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    `Package subpath './lib/private/secret' is not defined by "exports" in ${pkg}`,
  ],
  [
    'pack/browser',
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
    `Package subpath './browser' is not defined by "exports" in ${pkg}`,
  ],
  [
    'pack/outside',
    'ERR_INVALID_PACKAGE_TARGET',
    `Invalid "exports" target "../outside.js" defined for './outside' in the package config ${pkg}`,
  ],
  [
    'pack/lib/../main',
    'ERR_INVALID_MODULE_SPECIFIER',
    `Invalid module "./lib/../main" request is not a valid match in pattern "./lib/*" for the "exports" resolution of ${pkg}`,
  ],
];
for (const [request, code, message] of refused) {
  test(`refused: ${request}`, async () => {
    assert.throws(
      () => require(request),
      (error) => {
        assert.strictEqual(error.code, code);
        assert.ok(error.message.startsWith(message), error.message);
        return true;
      },
    );
    await assert.rejects(importFrom(request), { code });
  });
}

test('import names the importer where a package or a file is missing', async () => {
  const importer = fileURLToPath(new URL('./fixtures/import-from.mjs', import.meta.url));
  await assert.rejects(importFrom('absent'), {
    code: 'ERR_MODULE_NOT_FOUND',
    message: `Cannot find package 'absent' imported from ${importer}`,
  });
  await assert.rejects(importFrom('./es/named'), (error) => {
    assert.strictEqual(error.code, 'ERR_MODULE_NOT_FOUND');
    assert.ok(error.message.endsWith(`imported from ${importer}`), error.message);
    assert.strictEqual(error.url, new URL('./fixtures/es/named', import.meta.url).href);
    return true;
  });
  const folder = new URL('fixtures/cjs/folder/', import.meta.url);
  for (const [specifier, index] of [
    ['./cjs/folder/', './cjs/folder/index.js'],
    [folder.href, `${folder.pathname}index.js`],
    [folder.pathname, `${folder.pathname}index.js`],
  ]) {
    await assert.rejects(importFrom(specifier), (error) => {
      assert.strictEqual(error.code, 'ERR_UNSUPPORTED_DIR_IMPORT');
      assert.strictEqual(error.message.split('\n')[1], `Did you mean to import "${index}"?`);
      return true;
    });
  }
  await assert.rejects(importFrom('plain/other'), (error) => {
    assert.strictEqual(error.message.split('\n')[1], 'Did you mean to import "plain/other.js"?');
    return true;
  });
});

const specifiers = [
  ['@bad', 'ERR_INVALID_MODULE_SPECIFIER'],
  ['.bad', 'ERR_INVALID_MODULE_SPECIFIER'],
  ['a\\b', 'ERR_INVALID_MODULE_SPECIFIER'],
  ['a%62', 'ERR_INVALID_MODULE_SPECIFIER'],
  ['./a%2fb', 'ERR_INVALID_MODULE_SPECIFIER'],
  ['#', 'ERR_INVALID_MODULE_SPECIFIER'],
  ['#x', 'ERR_PACKAGE_IMPORT_NOT_DEFINED'],
  ['node:nothing', 'ERR_UNKNOWN_BUILTIN_MODULE'],
  ['http://a/b', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
  ['foo:bar', 'ERR_UNSUPPORTED_ESM_URL_SCHEME'],
  ['data:text/plain,x', 'ERR_UNKNOWN_MODULE_FORMAT'],
  ['data:x', 'ERR_INVALID_URL'],
  ['file://host/x', 'ERR_INVALID_FILE_URL_HOST'],
  ['data:text/javascript,import"./x"', 'ERR_UNSUPPORTED_RESOLVE_REQUEST'],
  ['broken', 'ERR_INVALID_PACKAGE_CONFIG'],
  ['./import-from.unknown', 'ERR_UNKNOWN_FILE_EXTENSION'],
];
for (const [specifier, code] of specifiers)
  test(`import '${specifier}' fails`, () => assert.rejects(importFrom(specifier), { code }));

test('the specifier that is suggested leads upwards where the file lies above', () => {
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', "import '../cjs/data'"], {
    cwd: new URL('fixtures/es/', import.meta.url),
    encoding: 'utf8',
  });
  assert.match(stderr, /\nDid you mean to import "\.\.\/cjs\/data\.json"\?\n/);
});

test('the importer of what -e imports is named as require() names it', () => {
  const run = ['-e', "import('./none.js').catch(({ message }) => console.log(message))"];
  const { stdout } = spawnSync(process.execPath, run, { cwd: '/', encoding: 'utf8' });
  assert.strictEqual(stdout, "Cannot find module '/none.js' imported from /[eval]\n");
});
