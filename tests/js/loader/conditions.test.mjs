// Conditions of "exports" and "imports": those that are always there, those that flags take away, and the user's own.
import assert from 'node:assert';
import { test } from '../harness.js';
import { folder, run } from './started.mjs';

const conditions = ['node-addons', 'module-sync', 'node', 'import', 'require', 'browser', 'custom', 'other', 'default'];
/** A package with a subpath for each condition, which is 'yes' where it holds, else 'no'. */
const each = Object.fromEntries(
  conditions.map((name) => [
    `./${name}`,
    name === 'default' ? './yes.cjs' : { [name]: './yes.cjs', default: './no.cjs' },
  ]),
);
const dir = folder({
  'node_modules/p/package.json': JSON.stringify({
    exports: {
      ...each,
      './order': { custom: './custom.cjs', other: './other.cjs', default: './no.cjs' },
      './nested': { custom: { require: './custom.cjs', browser: './no.cjs' }, default: './other.cjs' },
    },
  }),
  'node_modules/p/yes.cjs': "module.exports = 'yes'",
  'node_modules/p/no.cjs': "module.exports = 'no'",
  'node_modules/p/custom.cjs': "module.exports = 'custom'",
  'node_modules/p/other.cjs': "module.exports = 'other'",
  'package.json': JSON.stringify({ imports: { '#inner': { custom: './inner.cjs', default: 'p/default' } } }),
  'inner.cjs': "module.exports = 'inner'",
  'each.cjs': `console.log(${JSON.stringify(conditions)}.filter((name) => require('p/' + name) === 'yes').join())`,
  'each.mjs': `
    const found = [];
    for (const name of ${JSON.stringify(conditions)}) if ((await import('p/' + name)).default === 'yes') found.push(name);
    console.log(found.join());`,
  'more.cjs': "for (const name of ['p/order', 'p/nested', '#inner']) console.log(require(name))",
  'worker.cjs': `
    const { Worker } = require('node:worker_threads');
    new Worker("console.log(require('p/custom'))", { eval: true });
    require('node:child_process').fork('./child.cjs');`,
  'child.cjs': "console.log(require('p/custom'))",
});
const holds = (args, env) => run(dir, args, env).lines[0];

test('those that are always there', () => {
  assert.equal(holds(['each.cjs']), 'node-addons,module-sync,node,require,default');
  assert.equal(holds(['each.mjs']), 'node-addons,module-sync,node,import,default');
});

test('those that a flag takes away', () => {
  assert.equal(holds(['--no-addons', 'each.cjs']), 'module-sync,node,require,default');
  assert.equal(holds(['--no-addons', 'each.mjs']), 'module-sync,node,import,default');
  assert.equal(holds(['--no-require-module', 'each.cjs']), 'node-addons,node,require,default');
  assert.equal(holds(['--no-require-module', 'each.mjs']), 'node-addons,node,import,default');
});

test('the user’s own: -C, --conditions, NODE_OPTIONS, several of them', () => {
  assert.equal(holds(['-C', 'custom', 'each.cjs']), 'node-addons,module-sync,node,require,custom,default');
  assert.equal(
    holds(['-C', 'browser', '--conditions=other', 'each.mjs']),
    'node-addons,module-sync,node,import,browser,other,default',
  );
  assert.equal(
    holds(['--conditions', 'other', 'each.cjs'], { NODE_OPTIONS: '-C custom --conditions=browser' }),
    'node-addons,module-sync,node,require,browser,custom,other,default',
  );
  assert.equal(holds(['-C', 'not a name that occurs', 'each.cjs']), 'node-addons,module-sync,node,require,default');
});

test('the package’s order decides; conditions nest; "imports" has them too', () => {
  assert.deepEqual(run(dir, ['more.cjs']).lines, ['no', 'other', 'yes']);
  assert.deepEqual(run(dir, ['-C', 'other', '-C', 'custom', 'more.cjs']).lines, ['custom', 'custom', 'inner']);
});

test('Workers and forked programs have them as well', () => {
  assert.deepEqual(run(dir, ['-C', 'custom', 'worker.cjs']).lines, ['yes', 'yes']);
  assert.deepEqual(run(dir, ['worker.cjs']).lines, ['no', 'no']);
});

test('the flag without a value', () => {
  const { code, stderr } = run(dir, ['-C']);
  assert.equal(code, 9);
  assert.match(stderr, /-C requires an argument/);
});
