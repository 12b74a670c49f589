// --trace-sync-io
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

const run = (code, ...flags) => {
  const { stderr, status } = spawnSync(process.execPath, [...flags, '-e', code], { encoding: 'utf8' });
  assert.equal(status, 0);
  return stderr.replaceAll(/\(node:\d+\)/g, '(node:PID)');
};

test('tells of calls that are made once the loop runs, each once', () => {
  const code = `const fs = require('fs'); fs.statSync('.');
    Promise.resolve().then(() => fs.statSync('.'));
    setImmediate(function late() { fs.readFileSync(process.execPath, { length: 1 }); require('child_process').execSync('true') });`;
  const told = run(code, '--trace-sync-io');
  const places = told.matchAll(
    /^\(node:PID\) WARNING: Detected use of sync API\n {4}at (\w+) \((\S+)\)\n {4}at .*late/gm,
  );
  assert.deepEqual(
    [...places].map(([, name, module]) => [name, module]),
    [
      ['readFileSync', 'node:fs'],
      ['execSync', 'node:child_process'],
    ],
  );
  assert.equal(run(code), '');
});

test('functions stay what they are', () => {
  const code = `const { readFileSync } = require('fs');
    if (readFileSync.name !== 'readFileSync' || readFileSync.length !== 2 || readFileSync !== require('fs').readFileSync) process.exit(5);
    import('fs').then((fs) => { if (fs.readFileSync !== readFileSync) process.exit(6) });`;
  assert.equal(run(code, '--trace-sync-io'), '');
});
