import assert from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { test } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'rondo-run-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

function fileOf(source) {
  const file = join(folder, 'file.test.mjs');
  writeFileSync(file, `import { test } from 'node:test';\n${source}`);
  return file;
}

test("a test's time includes what its plan waits for", async () => {
  const file = fileOf("test('waits', (t) => { t.plan(1, { wait: true }); setTimeout(() => {}, 5000); });");
  const failures = [];
  const stream = run({ files: [file], timeout: 200 });
  stream.on('test:fail', ({ details }) => failures.push(details.error.failureType));
  await stream.toArray();
  assert.equal(failures[0], 'testTimeoutFailure');
});

test('spec is a function and a class, tap tells a result and its details apart', async () => {
  const files = [fileOf("test('passes', () => {});")];
  for (const reporter of [new spec(), spec(), spec]) {
    const text = (await run({ files }).compose(reporter).toArray()).join('');
    assert.match(text, /passes.*tests 1\n.*pass 1\n/s);
  }
  const chunks = await run({ files }).compose(tap).toArray();
  assert.deepEqual([chunks[2], chunks[4]], ['ok 1 - passes\n', '1..1\n']);
});

test('text that the spec reporter has written together is read together', async () => {
  const files = [fileOf("test('passes', () => {});")];
  const chunks = await run({ files }).compose(spec).toArray();
  assert.match(String(chunks.at(-1)), /tests 1\n.*pass 1\n/s);
});

test('a file is told of as a test that waits, begins and is complete', async () => {
  const file = fileOf("test('passes', () => {});");
  const stream = run({ files: [file] });
  const told = [];
  for (const kind of ['enqueue', 'dequeue', 'complete']) {
    stream.on(`test:${kind}`, ({ name, type, details }) => {
      if (name === file) told.push([kind, type ?? details.type]);
    });
  }
  await stream.toArray();
  assert.deepEqual(told, [
    ['enqueue', 'test'],
    ['dequeue', 'test'],
    ['complete', 'test'],
  ]);
});

test('variables of their own are for processes of their own', () => {
  assert.throws(() => run({ env: {}, isolation: 'none' }), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('what cannot be watched is refused', () => {
  const others = [
    { shard: { index: 1, total: 2 } },
    { forceExit: true },
    { coverage: true },
    { rerunFailuresFilePath: 'x' },
  ];
  for (const other of others) assert.throws(() => run({ watch: true, ...other }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => run({ watch: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
});
