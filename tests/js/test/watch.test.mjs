import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { test } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'rondo-watch-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const path = (name) => join(folder, name);
const write = (name, text) => writeFileSync(path(name), text);

test('files are run again when something changes that they have loaded, until the signal', async () => {
  write('dep.mjs', 'export const name = "one";');
  write('a.mjs', 'import { test } from "node:test"; import { name } from "./dep.mjs"; test(name, () => {});');
  write('b.mjs', 'import { test } from "node:test"; test("b", () => {});');
  write('gone.mjs', 'import "node:test"; import "./dep.mjs";');
  const controller = new AbortController();
  const files = ['a.mjs', 'b.mjs', 'gone.mjs'].map(path);
  const runs = [[]];
  for await (const { type, data } of run({ files, watch: true, isolation: 'none', signal: controller.signal })) {
    if (type === 'test:pass') runs.at(-1).push(data.name);
    if (type === 'test:watch:restarted') runs.push([]);
    if (type !== 'test:watch:drained') continue;
    if (runs.length === 2) controller.abort();
    else {
      unlinkSync(path('gone.mjs'));
      write('dep.mjs', 'export const name = "two";');
    }
  }
  assert.deepEqual(runs, [['one', 'b', path('gone.mjs')], ['two']]);
});

test('--watch --test: global setup runs once, a signal ends it all', async () => {
  write(
    'setup.mjs',
    'export const globalSetup = () => console.log("set up"); export const globalTeardown = () => console.log("torn down");',
  );
  write('c.mjs', 'import { test } from "node:test"; test("c", () => {});');
  const args = ['--watch', '--test', '--test-reporter=tap', `--test-global-setup=${path('setup.mjs')}`, path('c.mjs')];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8');
  let text = '';
  let ended = 0;
  child.stdout.on('data', (more) => {
    text += more;
    const count = text.match(/duration_ms \d/g)?.length ?? 0;
    if (count === ended) return;
    ended = count;
    if (count === 1) write('c.mjs', 'import { test } from "node:test"; test("changed", () => {});');
    else child.kill('SIGTERM');
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  assert.match(text, /\nset up\n(.*\n)*ok 1 - c\n(.*\n)*ok 1 - changed\n(.*\n)*torn down\n$/);
  assert.equal(text.match(/set up/g).length, 1);
});
