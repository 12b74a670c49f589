// ES modules: what they import, how they run, what they say where a name or a file is missing.
import assert from 'node:assert';
import fs_, { sep, join } from 'node:path';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import * as names from './fixtures/cjs/names.cjs';
import { 'module.exports' as moduleExports } from './fixtures/cjs/names.cjs';
import reexported, { second } from './fixtures/cjs/reexport.cjs';
import { own } from './fixtures/cjs/spread.cjs';
import value from './fixtures/cjs/value.cjs';
import data from './fixtures/cjs/data.json' with { type: 'json' };
import { both } from './fixtures/cycle/left.mjs';
import { again } from './fixtures/cycle/right.mjs';
import { test } from '../harness.js';

const require = createRequire(import.meta.url);

test('a builtin: default is what require() gives, names are its properties', () => {
  assert.strictEqual(fs_, require('node:path'));
  assert.strictEqual(join, fs_.join);
  assert.strictEqual(sep, '/');
  const original = fs_.join;
  fs_.join = () => 'patched';
  assert.strictEqual(join, original);
  syncBuiltinESMExports();
  assert.strictEqual(join(), 'patched');
  fs_.join = original;
  syncBuiltinESMExports();
  assert.strictEqual(join, original);
});

test('CommonJS: default, the names that its source shows, and module.exports', () => {
  assert.deepStrictEqual(Object.keys(names), ['default', 'first', 'module.exports', 'second', 'third']);
  assert.strictEqual(names.default, require('./fixtures/cjs/names.cjs'));
  assert.strictEqual(moduleExports, names.default);
  assert.strictEqual(second, 2);
  assert.strictEqual(reexported, names.default);
  assert.strictEqual(own, true);
  assert.strictEqual(value, 42);
});

test('JSON: the object that require() gives', async () => {
  assert.strictEqual(data.answer, 42);
  assert.strictEqual(data, require('./fixtures/cjs/data.json'));
  await assert.rejects(import('./fixtures/cjs/data.json'), { code: 'ERR_IMPORT_ATTRIBUTE_MISSING' });
  await assert.rejects(import('./fixtures/cjs/data.json', { with: { type: 'css' } }), {
    code: 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
  });
  await assert.rejects(import('./fixtures/es/meta.mjs', { with: { type: 'json' } }), {
    code: 'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
  });
  await assert.rejects(import('./fixtures/cjs/bad.json', { with: { type: 'json' } }), {
    name: 'SyntaxError',
    message: /bad\.json: /,
  });
});

test('cycles', () => {
  assert.strictEqual(both(), 'leftright');
  assert.strictEqual(again(), 'left');
});

test('import.meta', async () => {
  const { default: meta } = await import('./fixtures/es/meta.mjs');
  const url = new URL('./fixtures/es/meta.mjs', import.meta.url);
  assert.deepStrictEqual(Object.keys(meta), ['dirname', 'filename', 'main', 'resolve', 'url']);
  assert.strictEqual(meta.url, url.href);
  assert.strictEqual(meta.filename, url.pathname);
  assert.strictEqual(meta.dirname, url.pathname.replace('/meta.mjs', ''));
  assert.strictEqual(meta.main, false);
  assert.strictEqual(import.meta.main, true);
  assert.strictEqual(meta.resolve('./named.mjs'), new URL('./named.mjs', url).href);
  assert.strictEqual(meta.resolve('./absent.mjs'), new URL('./absent.mjs', url).href);
  assert.strictEqual(meta.resolve('path'), 'node:path');
  assert.throws(() => meta.resolve('absent'), { code: 'ERR_MODULE_NOT_FOUND' });
  assert.strictEqual((await import('data:text/javascript,export default "filename" in import.meta')).default, false);
});

test('query and fragment make another module of the same file', async () => {
  const plain = await import('./fixtures/es/meta.mjs');
  const asked = await import('./fixtures/es/meta.mjs?x');
  assert.notStrictEqual(plain, asked);
  assert.strictEqual(asked.default.filename, plain.default.filename);
  assert.strictEqual(await import('./fixtures/es/meta.mjs?x'), asked);
});

test('a file is one module, however its name is escaped', async () => {
  const plain = await import('./fixtures/cycle/left.mjs');
  assert.strictEqual(await import('./fixtures/cycle/%6ceft.mjs'), plain);
  assert.strictEqual(
    import.meta.resolve('./fixtures/cycle/%6ceft.mjs'),
    import.meta.resolve('./fixtures/cycle/left.mjs'),
  );
});

test('data: URLs', async () => {
  assert.strictEqual((await import('data:text/javascript,export default 1 + 1')).default, 2);
  assert.strictEqual(
    (await import(`data:text/javascript;base64,${btoa('export default "decoded"')}`)).default,
    'decoded',
  );
  assert.deepStrictEqual((await import('data:application/json,{"a":1}', { with: { type: 'json' } })).default, { a: 1 });
});

test('what is evaluated once throws for ever; what cannot be linked is tried again', async () => {
  const first = await import('./fixtures/es/throws.mjs').catch((error) => error);
  const second = await import('./fixtures/es/throws.mjs').catch((error) => error);
  assert.strictEqual(first.message, 'while evaluating');
  assert.strictEqual(first, second);
  assert.strictEqual(globalThis.timesThrown, 1);
  await assert.rejects(import('./fixtures/es/missing-file.mjs'), { code: 'ERR_MODULE_NOT_FOUND' });
  await assert.rejects(import('./fixtures/es/syntax.mjs'), { name: 'SyntaxError', message: "Unexpected token ';'" });
  await assert.rejects(import('./fixtures/es/syntax.mjs'), { name: 'SyntaxError', message: "Unexpected token ';'" });
});

test('a missing name', async () => {
  await assert.rejects(import('./fixtures/es/missing-name.mjs'), {
    name: 'SyntaxError',
    message: "The requested module './named.mjs' does not provide an export named 'nope'",
  });
  await assert.rejects(import('./fixtures/es/missing-cjs-name.mjs'), {
    name: 'SyntaxError',
    message:
      "Named export 'nope' not found. The requested module '../cjs/names.cjs' is a CommonJS module, which may not support all module.exports as " +
      'named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\n' +
      "import pkg from '../cjs/names.cjs';\nconst { nope: other } = pkg;\n",
  });
});

test("CommonJS's variables in an ES module", async () => {
  await assert.rejects(import('./fixtures/es/uses-require.mjs'), {
    name: 'ReferenceError',
    message: 'require is not defined in ES module scope, you can use import instead',
  });
});

test('"type" and what a file shows when nothing says what it is', async () => {
  assert.strictEqual((await import('./fixtures/type/module.js')).default, 'undefined');
  assert.strictEqual((await import('./fixtures/type/nested/script.js')).default, 'function');
  await assert.rejects(import('./fixtures/type/require.js'), {
    name: 'ReferenceError',
    message: /rename it to use the '\.cjs' file extension/,
  });
  assert.strictEqual((await import('./fixtures/es/typeless.js')).typeless, true);
  assert.strictEqual((await import('./fixtures/es/typeless-await.js')).value, 1);
  assert.throws(() => require('./fixtures/cjs/export.cjs'), {
    name: 'SyntaxError',
    message: "Unexpected token 'export'",
  });
  await assert.rejects(import('./fixtures/cjs/export.cjs'), {
    name: 'SyntaxError',
    message: "Unexpected token 'export'",
  });
});

test('import() from CommonJS runs after the importing code', async () => {
  const order = [];
  globalThis.order = order;
  const dynamic = require('./fixtures/cjs/dynamic.cjs');
  const promise = dynamic('data:text/javascript,globalThis.order.push("imported")');
  order.push('after');
  await promise;
  assert.deepStrictEqual(order, ['after', 'imported']);
  delete globalThis.order;
  assert.strictEqual((await dynamic('./names.cjs')).first, 1);
  assert.strictEqual((await dynamic('./data.json', { with: { type: 'json' } })).default.answer, 42);
});

test('import() from eval and from Function', async () => {
  // biome-ignore lint/security/noGlobalEval: import() in it is what is tested
  assert.strictEqual((await eval('import("./fixtures/es/named.mjs")')).a, 1);
  assert.strictEqual((await new Function('return import("./fixtures/es/named.mjs")')()).a, 1);
});
