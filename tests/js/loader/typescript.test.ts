// TypeScript files, this one too.
import assert from 'node:assert';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import type { Nothing } from './no-such-file.ts';
import { sides } from './fixtures/ts/plain.ts';
import { test } from '../harness.js';

const require = createRequire(import.meta.url);

test('types are taken away', async () => {
  const shape: { sides: number } = { sides: 3 };
  assert.strictEqual(sides(shape), 3);
  assert.strictEqual(require('./fixtures/ts/script.cts'), 'cts');
  assert.strictEqual((await import('./fixtures/ts/module.mts')).default, 'mts');
  assert.strictEqual(require('./fixtures/ts/module.mts').default, 'mts');
  const unused: Nothing | undefined = undefined;
  assert.strictEqual(unused, undefined);
});

test('what needs more than taking types away is refused', async () => {
  await assert.rejects(import('./fixtures/ts/enum.ts'), {
    code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX', name: 'SyntaxError', message: 'TypeScript enum is not supported in strip-only mode',
  });
  await assert.rejects(import('./fixtures/ts/bad.ts'), { code: 'ERR_INVALID_TYPESCRIPT_SYNTAX', name: 'SyntaxError' });
  const fromFixtures = createRequire(new URL('./fixtures/x.cjs', import.meta.url));
  assert.throws(() => fromFixtures('typed'), { code: 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING' });
});

test('module.stripTypeScriptTypes', () => {
  assert.strictEqual(stripTypeScriptTypes('const a: number = 1;'), 'const a         = 1;');
  assert.strictEqual(stripTypeScriptTypes('const a: number = 1;', { sourceUrl: 'source.ts' }), 'const a         = 1;\n\n//# sourceURL=source.ts');
  assert.throws(() => stripTypeScriptTypes('enum A {}'), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' });
  assert.match(stripTypeScriptTypes('enum A { b }', { mode: 'transform' }), /var A/);
  assert.throws(() => stripTypeScriptTypes('', { mode: 'other' as 'strip' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => stripTypeScriptTypes(5 as unknown as string), { code: 'ERR_INVALID_ARG_TYPE' });
});
