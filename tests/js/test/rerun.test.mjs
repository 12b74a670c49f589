import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'rondo-rerun-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'a.mjs');
writeFileSync(
  file,
  `import { describe, test } from 'node:test';
function passesFrom(wanted) {
  test('from ' + wanted, async (t) => {
    if (t.attempt > wanted) throw new Error('run again');
    await t.test('within', () => {});
    if (t.attempt < wanted) throw new Error('too early');
  });
}
passesFrom(0);
passesFrom(1);
describe('suite', () => test('third time', (t) => { if (t.attempt < 2) throw new Error('too early'); }));
`,
);

/** @returns {{ status: number, text: string, passed: string[] }} of one run, and what the state tells of it */
function run(state, ...flags) {
  const args = [...flags, '--test-reporter=tap', `--test-rerun-failures=${state}`, file];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', timeout: 30_000 });
  const last = JSON.parse(readFileSync(join(folder, state), 'utf8')).at(-1);
  const passed = Object.entries(last).map(([id, { name, passed_on_attempt: since }]) => `${id} ${name} ${since}`);
  return { status, text: stdout, passed: passed.sort() };
}

for (const flags of [[], ['--test'], ['--test', '--test-isolation=none']]) {
  test(`what has passed is not run again, until all has passed: ${flags.join(' ') || 'one file'}`, () => {
    const state = `state${flags.length}.json`;
    const first = run(state, ...flags);
    assert.equal(first.status, 1, first.text);
    assert.deepEqual(first.passed, ['a.mjs:3:3 from 0 0', 'a.mjs:5:13 within 0', 'a.mjs:5:13:(1) within 0']);
    const second = run(state, ...flags);
    assert.equal(second.status, 1, second.text);
    assert.deepEqual(second.passed, [
      'a.mjs:3:3 from 0 0',
      'a.mjs:3:3:(1) from 1 1',
      'a.mjs:5:13 within 0',
      'a.mjs:5:13:(1) within 0',
    ]);
    const third = run(state, ...flags);
    assert.equal(third.status, 0, third.text);
    assert.match(third.text, /# pass 5\n# fail 0/);
    assert.ok(third.passed.includes('a.mjs:11:25 third time 2'), third.passed.join());
    assert.ok(third.passed.includes('a.mjs:11:1 suite 2'), third.passed.join());
  });
}

test('a file that holds no attempts is named', () => {
  writeFileSync(join(folder, 'bad.json'), '{"a": 1}');
  const { status, stderr } = spawnSync(process.execPath, ['--test-rerun-failures=bad.json', file], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.equal(status, 1);
  assert.match(stderr, /bad\.json' does not hold the attempts of a test run/);
});
