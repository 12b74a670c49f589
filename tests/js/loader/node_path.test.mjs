// NODE_PATH: folders where require() looks for packages last, before Node's historical ones.
import assert from 'node:assert';
import path from 'node:path';
import { test } from '../harness.js';
import { folder, run } from './started.mjs';

const dir = folder({
  'program/main.cjs':
    "for (const name of ['a', 'b', 'local', 'home', 'file']) try { console.log(require(name)) } catch (error) { console.log(error.code) }",
  'program/import.mjs': "console.log(await import('a').catch((error) => error.code))",
  'program/paths.cjs':
    "console.log(JSON.stringify(require('node:module').globalPaths)); console.log(JSON.stringify(require.resolve.paths('x')))",
  'program/node_modules/local/index.js': "module.exports = 'local of the program'",
  'one/a/index.js': "module.exports = 'a of one'",
  'one/local.js': "module.exports = 'local of one'",
  'two/a/index.js': "module.exports = 'a of two'",
  'two/b/package.json': '{ "main": "lib" }',
  'two/b/lib.js': "module.exports = 'b of two'",
  'two/file.json': '"file of two"',
  'home/.node_modules/home.js': "module.exports = 'home'",
  'home/.node_modules/a.js': "module.exports = 'a of home'",
  'home/.node_libraries/home.js': "module.exports = 'not this one'",
});
const main = path.join(dir, 'program/main.cjs');
const HOME = path.join(dir, 'home');
const both = [path.join(dir, 'one'), path.join(dir, 'two')].join(':');

test('folders are looked through in their order, after node_modules and before those of the home folder', () => {
  const { lines } = run(dir, [main], { NODE_PATH: both, HOME });
  assert.deepEqual(lines, ['a of one', 'b of two', 'local of the program', 'home', 'file of two']);
});

test('empty parts are nothing; what is missing does no harm', () => {
  const { lines } = run(dir, [main], { NODE_PATH: `:/none/such::${path.join(dir, 'two')}:`, HOME });
  assert.deepEqual(lines, ['a of two', 'b of two', 'local of the program', 'home', 'file of two']);
});

test('without it', () => {
  const none = 'MODULE_NOT_FOUND';
  for (const NODE_PATH of [undefined, ''])
    assert.deepEqual(run(dir, [main], { NODE_PATH, HOME }).lines, [
      'a of home',
      none,
      'local of the program',
      'home',
      none,
    ]);
});

test('--no-global-search-paths leaves out all of them', () => {
  const none = 'MODULE_NOT_FOUND';
  assert.deepEqual(run(dir, ['--no-global-search-paths', main], { HOME, NODE_PATH: both }).lines, [
    none,
    none,
    'local of the program',
    none,
    none,
  ]);
});

test('a relative folder is one of the working folder', () => {
  assert.equal(run(dir, [main], { NODE_PATH: 'one' }).lines[0], 'a of one');
  assert.equal(run(HOME, [main], { NODE_PATH: '../two' }).lines[0], 'a of two');
});

test('import does not look there', () => {
  assert.deepEqual(run(dir, ['program/import.mjs'], { NODE_PATH: both, HOME }).lines, ['ERR_MODULE_NOT_FOUND']);
});

test('Module.globalPaths and require.resolve.paths name them', () => {
  const { lines } = run(dir, ['program/paths.cjs'], { NODE_PATH: both, HOME });
  const [global, paths] = lines.map((line) => JSON.parse(line));
  assert.deepEqual(global.slice(0, 4), ['DIR/one', 'DIR/two', 'DIR/home/.node_modules', 'DIR/home/.node_libraries']);
  assert.equal(global.length, 5);
  assert.match(global[4], /\/lib\/node$/);
  assert.equal(paths[0], 'DIR/program/node_modules');
  assert.deepEqual(paths.slice(-5), global);
});

test('what is set at run time counts after Module._initPaths()', () => {
  const source = `
    process.env.NODE_PATH = ${JSON.stringify(path.join(dir, 'two'))};
    try { require('a') } catch (error) { console.log(error.code) }
    require('module')._initPaths();
    console.log(require('a'))`;
  assert.deepEqual(run(dir, ['-e', source], { HOME: '/none' }).lines, ['MODULE_NOT_FOUND', 'a of two']);
});
