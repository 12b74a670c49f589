import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

function warns(filename) {
  const code = `require('vm').runInThisContext('Buffer(1)', { filename: ${JSON.stringify(filename)} })`;
  return spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stderr.includes('DEP0005');
}

test('Buffer() warns in a program, not in a package, whichever way its path is written', () => {
  assert.equal(warns('/a.js'), true);
  assert.equal(warns('/a/node_modules/b/c.js'), false);
  assert.equal(warns('c:\\a\\node_modules\\b\\c.js'), false);
  assert.equal(warns('c:\\a.js'), true);
});
