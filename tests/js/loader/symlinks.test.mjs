// Symbolic links are followed, unless --preserve-symlinks says otherwise; the program's own has a flag of its own.
import assert from 'node:assert';
import { test } from '../harness.js';
import { folder, run } from './started.mjs';

// A package that is linked into a program, and needs one that lies beside the program only.
const dir = folder({
  'program/main.cjs': "console.log(__filename); console.log(require('linked'))",
  'program/main.mjs': "console.log(import.meta.filename); console.log((await import('linked')).default)",
  'program/node_modules/peer/index.js': "module.exports = 'peer'",
  'program/node_modules/linked': { link: 'elsewhere' },
  'elsewhere/index.js':
    "let peer; try { peer = require('peer') } catch (error) { peer = error.code } module.exports = peer + ' for ' + __filename",
  'started.cjs': { link: 'program/main.cjs' },
  'started.mjs': { link: 'program/main.mjs' },
});
const followed = 'MODULE_NOT_FOUND for DIR/elsewhere/index.js';
const kept = 'peer for DIR/program/node_modules/linked/index.js';

for (const kind of ['cjs', 'mjs']) {
  const main = `program/main.${kind}`;

  test(`${kind}: links are followed`, () => {
    assert.deepEqual(run(dir, [main]).lines, [`DIR/${main}`, followed]);
    assert.deepEqual(run(dir, [`started.${kind}`]).lines, [`DIR/${main}`, followed]);
  });

  test(`${kind}: --preserve-symlinks is for all but the program`, () => {
    assert.deepEqual(run(dir, ['--preserve-symlinks', `started.${kind}`]).lines, [`DIR/${main}`, kept]);
    assert.deepEqual(run(dir, [main], { NODE_PRESERVE_SYMLINKS: '1' }).lines, [`DIR/${main}`, kept]);
    assert.deepEqual(run(dir, [main], { NODE_PRESERVE_SYMLINKS: '0' }).lines, [`DIR/${main}`, followed]);
    assert.deepEqual(run(dir, [main], { NODE_OPTIONS: '--preserve-symlinks' }).lines, [`DIR/${main}`, kept]);
  });

  test(`${kind}: --preserve-symlinks-main is for the program`, () => {
    // from where it is started, there is no package to be found
    for (const [args, env] of [
      [['--preserve-symlinks-main', `started.${kind}`]],
      [[`started.${kind}`], { NODE_PRESERVE_SYMLINKS_MAIN: '1' }],
    ]) {
      const { code, lines, stderr } = run(dir, args, env);
      assert.deepEqual({ code, lines }, { code: 1, lines: [`DIR/started.${kind}`] });
      assert.match(stderr, /Cannot find (module|package) 'linked'/);
    }
    assert.deepEqual(run(dir, ['--preserve-symlinks-main', main]).lines, [`DIR/${main}`, followed]);
    assert.deepEqual(run(dir, ['--preserve-symlinks', '--preserve-symlinks-main', main]).lines, [`DIR/${main}`, kept]);
  });
}

test('one file through two links is two modules, where links are kept', () => {
  const twice = folder({
    'state.cjs': 'exports.loads = globalThis.loads = (globalThis.loads ?? 0) + 1',
    'one.cjs': { link: 'state.cjs' },
    'two.cjs': { link: 'state.cjs' },
    'main.cjs': "require('./one.cjs'); require('./two.cjs'); require('./state.cjs'); console.log(loads)",
    'main.mjs': "await import('./one.cjs'); await import('./two.cjs'); await import('./state.cjs'); console.log(loads)",
  });
  for (const main of ['main.cjs', 'main.mjs']) {
    assert.deepEqual(run(twice, [main]).lines, ['1']);
    assert.deepEqual(run(twice, ['--preserve-symlinks', main]).lines, ['3']);
  }
});
