import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { test } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'rondo-covered-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'lib'));
mkdirSync(join(folder, 'node_modules/dep'), { recursive: true });
const files = {
  'lib/math.cjs': `exports.sign = function sign(x) {
  if (x < 0) {
    return -1;
  }
  return 1;
};

exports.unused = function unused() {
  return 1;
};
/* node:coverage ignore next 3 */
exports.ignored = function ignored() {
  return 1;
};
`,
  'node_modules/dep/index.js': 'exports.fn = () => {};\n',
  'a.test.cjs': `const { test } = require('node:test');
const { sign } = require('./lib/math.cjs');
require('dep');
test('positive', (t) => t.assert.equal(sign(1), 1));
`,
  'b.test.cjs': `const { test } = require('node:test');
const { sign } = require('./lib/math.cjs');
test('negative', (t) => t.assert.equal(sign(-1), -1));
`,
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);

function cover(args, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--experimental-test-coverage', ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

const table = (row, all) => [
  '# start of coverage report',
  '# ----------------------------------------------------------',
  '# file      | line % | branch % | funcs % | uncovered lines',
  '# ----------------------------------------------------------',
  '# lib       |        |          |         | ',
  row,
  '# ----------------------------------------------------------',
  all,
  '# ----------------------------------------------------------',
  '# end of coverage report',
];

test('one file: what of others has run; test files, packages and what comments leave out do not count', () => {
  const { status, stdout, stderr } = cover(['--test-reporter=tap', 'a.test.cjs']);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  const wanted = table(
    '#  math.cjs |  78.57 |    66.67 |   66.67 | 3-4 9',
    '# all files |  78.57 |    66.67 |   66.67 | ',
  ).join('\n');
  assert.ok(stdout.includes(wanted), stdout);
});

for (const isolation of ['process', 'none']) {
  test(`several files, isolation ${isolation}: their runs together`, () => {
    const { status, stdout } = cover(['--test', `--test-isolation=${isolation}`, '--test-reporter=tap']);
    assert.equal(status, 0);
    const wanted = '#  math.cjs |  92.86 |   100.00 |   66.67 | 9';
    assert.ok(stdout.includes(wanted), stdout);
  });
}

test('globs say which files count', () => {
  const only = cover([
    '--test',
    '--test-coverage-include=*.test.cjs',
    '--test-coverage-exclude=b*',
    '--test-reporter=tap',
  ]);
  assert.match(only.stdout, /# a\.test\.cjs \| 100\.00 /);
  assert.doesNotMatch(only.stdout, /math\.cjs|b\.test/);
});

test('less than was asked for fails the run', () => {
  const few = cover(['--test', '--test-coverage-lines=93', '--test-coverage-branches=100', '--test-reporter=tap']);
  assert.equal(few.status, 1);
  assert.match(few.stdout, /\n# Error: 92\.86% line coverage does not meet threshold of 93%\.\n/);
  assert.doesNotMatch(few.stdout, /branch coverage does not/);
  assert.equal(cover(['--test', '--test-coverage-lines=92']).status, 0);
  for (const bad of ['101', '-1', 'x']) {
    const { status, stderr } = cover(['--test', `--test-coverage-lines=${bad}`]);
    assert.notEqual(status, 0);
    assert.match(stderr, /--test-coverage-lines/);
  }
});

test('lcov is written, NODE_V8_COVERAGE gets the counts as well', () => {
  const { stdout } = cover(['--test-reporter=lcov', 'a.test.cjs'], { NODE_V8_COVERAGE: join(folder, 'raw') });
  assert.match(stdout, /^TN:\nSF:lib\/math\.cjs\nFN:1,sign\nFN:8,unused\nFN:12,ignored\nFNDA:1,sign\nFNDA:0,unused\n/);
  assert.match(stdout, /\nFNF:3\nFNH:2\n(BRDA:\d+,\d+,0,\d+\n)+BRF:3\nBRH:2\nDA:1,1\nDA:2,1\nDA:3,0\n/);
  assert.match(stdout, /LH:11\nLF:14\nend_of_record\n$/);
  assert.ok(readdirSync(join(folder, 'raw')).length > 0);
});

test('run() tells it as an event', async () => {
  const code = process.exitCode;
  const stream = run({
    files: [join(folder, 'a.test.cjs')],
    cwd: folder,
    coverage: true,
    coverageIncludeGlobs: 'lib/**',
    lineCoverage: 90,
  });
  const events = [];
  const messages = [];
  stream.on('test:coverage', (data) => events.push(data.summary));
  stream.on('test:diagnostic', ({ message, level }) => messages.push([level, message]));
  for await (const _ of stream);
  assert.equal(events.length, 1);
  const [
    {
      files: [file],
      totals,
      thresholds,
      workingDirectory,
    },
  ] = events;
  assert.equal(file.path, join(folder, 'lib/math.cjs'));
  assert.equal(workingDirectory, folder);
  assert.deepEqual(thresholds, { function: 0, branch: 0, line: 90 });
  assert.deepEqual([totals.totalLineCount, totals.coveredLineCount], [14, 11]);
  assert.deepEqual(
    file.functions.map(({ name, count, line }) => [name, count, line]),
    [
      ['sign', 1, 1],
      ['unused', 0, 8],
      ['ignored', 0, 12],
    ],
  );
  assert.ok(messages.some(([level, message]) => level === 'error' && message.includes('78.57% line coverage')));
  assert.equal(process.exitCode, 1);
  process.exitCode = code;
});

test('bad input', () => {
  for (const options of [
    { coverage: 1 },
    { coverage: true, coverageIncludeGlobs: 1 },
    { coverage: true, coverageExcludeGlobs: [1] },
    { coverage: true, lineCoverage: '1' },
  ])
    assert.throws(() => run(options), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => run({ coverage: true, branchCoverage: 101 }), { code: 'ERR_OUT_OF_RANGE' });
});
