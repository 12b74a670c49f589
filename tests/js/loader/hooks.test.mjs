// module.registerHooks()
import assert from 'node:assert';
import { createRequire, register, registerHooks } from 'node:module';
import { test } from '../harness.js';

const require = createRequire(import.meta.url);

function withHooks(hooks, body) {
  const registered = registerHooks(hooks);
  let result;
  try {
    result = body();
  } finally {
    if (!(result instanceof Promise)) registered.deregister();
  }
  return result instanceof Promise ? result.finally(() => registered.deregister()) : result;
}

test('resolve: another URL, for require and import', async () => {
  const hooks = {
    resolve(specifier, context, next) {
      return next(specifier === 'alias' ? './fixtures/cjs/names.cjs' : specifier, context);
    },
  };
  assert.strictEqual(withHooks(hooks, () => require('alias')).first, 1);
  assert.strictEqual((await withHooks(hooks, () => import('alias'))).first, 1);
  assert.throws(() => require('alias'), { code: 'MODULE_NOT_FOUND' });
});

test('resolve and load: modules that are no files', async () => {
  const hooks = {
    resolve: (specifier, context, next) =>
      specifier.startsWith('virtual:')
        ? { url: specifier, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url.startsWith('virtual:')
        ? {
            format: url.endsWith('esm') ? 'module' : 'commonjs',
            source: `${url.endsWith('esm') ? 'export default' : 'module.exports ='} 'made up'`,
            shortCircuit: true,
          }
        : next(url, context),
  };
  assert.strictEqual(
    withHooks(hooks, () => require('virtual:cjs')),
    'made up',
  );
  assert.strictEqual((await withHooks(hooks, () => import('virtual:other-esm'))).default, 'made up');
  assert.strictEqual((await withHooks(hooks, () => import('virtual:other-cjs'))).default, 'made up');
});

test('the last one registered is asked first; contexts merge', () => {
  const order = [];
  const make = (name) => ({
    resolve(specifier, context, next) {
      order.push([name, context.seen]);
      return next(specifier, { seen: name });
    },
  });
  withHooks(make('first'), () =>
    withHooks(make('second'), () => require.resolve('./fixtures/cjs/value.cjs') && require('./fixtures/cjs/value.cjs')),
  );
  assert.deepStrictEqual(order.slice(-2), [
    ['second', undefined],
    ['first', 'second'],
  ]);
});

test('what hooks give is checked', () => {
  assert.throws(() => withHooks({ resolve: () => ({ url: 'node:path' }) }, () => require('x')), {
    code: 'ERR_INVALID_RETURN_PROPERTY_VALUE',
  });
  assert.throws(() => withHooks({ resolve: () => ({ shortCircuit: true }) }, () => require('x')), {
    code: 'ERR_INVALID_RETURN_PROPERTY_VALUE',
  });
  assert.throws(
    () =>
      withHooks({ load: () => ({ format: 'commonjs', source: 5, shortCircuit: true }) }, () =>
        require('./fixtures/cjs/spread.cjs'),
      ),
    { code: 'ERR_INVALID_RETURN_PROPERTY_VALUE' },
  );
  assert.throws(() => registerHooks({ resolve: 5 }), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => registerHooks(), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('module.register: hooks on a thread of their own, for imports', async () => {
  const source = `
    let data;
    export function initialize(given) { data = given; }
    export async function resolve(specifier, context, nextResolve) {
      if (specifier === 'from-the-thread') return { url: 'thread:' + data.name, shortCircuit: true };
      return nextResolve(specifier, context);
    }
    export async function load(url, context, nextLoad) {
      if (!url.startsWith('thread:')) return nextLoad(url, context);
      return { format: 'module', source: 'export default ' + JSON.stringify(url), shortCircuit: true };
    }`;
  register(`data:text/javascript,${encodeURIComponent(source)}`, import.meta.url, { data: { name: 'x' } });
  assert.strictEqual((await import('from-the-thread')).default, 'thread:x');
  assert.strictEqual(import.meta.resolve('from-the-thread'), 'thread:x');
  assert.strictEqual((await import('./fixtures/es/named.mjs')).a, 1);
  assert.strictEqual((await import('./fixtures/cjs/names.cjs')).first, 1);
  await assert.rejects(import('absent-package'), { code: 'ERR_MODULE_NOT_FOUND' });
  assert.throws(() => require('from-the-thread'), { code: 'MODULE_NOT_FOUND' });
  assert.throws(() => register('data:text/javascript,throw new RangeError("no hooks")'), {
    name: 'RangeError',
    message: 'no hooks',
  });
});
