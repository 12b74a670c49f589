import assert from 'node:assert';
import { test } from '../harness.js';
import { runTests } from './program.js';

const results = (lines) => lines.filter((line) => /^ *(not )?ok /.test(line)).map((line) => line.replace(/ \d+ -/, ''));

test('a test passes where it fails as it was expected to', () => {
  const { status, lines } = runTests(`
    import { test } from 'node:test';
    const fail = () => { throw new RangeError('far'); };
    test('reason', { expectFailure: 'later' }, fail);
    test('class', { expectFailure: RangeError }, fail);
    test('other class', { expectFailure: SyntaxError }, fail);
    test('both', { expectFailure: { label: 'why', match: /far/ } }, fail);
    test('passes', { expectFailure: true }, () => {});
    test('skipped', { skip: true, todo: true, expectFailure: true }, fail);
    try { test('empty', { expectFailure: {} }, fail); } catch ({ code }) { test(code); }
  `);
  assert.equal(status, 1);
  assert.deepEqual(results(lines), [
    'ok reason # EXPECTED FAILURE later',
    'ok class # EXPECTED FAILURE',
    'not ok other class # EXPECTED FAILURE',
    'ok both # EXPECTED FAILURE why',
    'not ok passes # EXPECTED FAILURE',
    'ok skipped # SKIP',
    'ok ERR_INVALID_ARG_VALUE',
  ]);
});
