// util.debuglog: sections that NODE_DEBUG names are written to stderr, others cost nothing.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import util from 'node:util';
import { test } from '../harness.js';

/** Runs a script with NODE_DEBUG. @returns {{ stdout: string, stderr: string }} the process's id is PID in it */
function run(NODE_DEBUG, source, env) {
  const child = spawnSync(process.execPath, ['-e', source], {
    encoding: 'utf8',
    env: { ...process.env, NODE_DEBUG, NO_COLOR: '1', ...env },
  });
  assert.equal(child.status, 0, child.stderr);
  return { stdout: child.stdout, stderr: child.stderr.replaceAll(String(child.pid), 'PID') };
}

/** @returns {string} which of the sections are on */
const enabled = (NODE_DEBUG, ...sections) =>
  run(
    NODE_DEBUG,
    `console.log(${JSON.stringify(sections)}.filter((name) => util.debuglog(name).enabled).join(' '))`,
  ).stdout.trimEnd();

test('util.debug is the same function', () => assert.equal(util.debug, util.debuglog));

test('several sections, in any case; wildcards; all else stands for itself', () => {
  assert.equal(enabled('', 'one', ''), '');
  assert.equal(enabled('one', 'one', 'ONE', 'One', 'on', 'one1', 'none'), 'one ONE One');
  assert.equal(enabled('one,TWO,,a-b', 'one', 'two', 'three', 'a-b'), 'one two a-b');
  assert.equal(enabled('foo*', 'foo', 'foo-bar', 'FOO.b', 'afoo'), 'foo foo-bar FOO.b');
  assert.equal(enabled('*-end,a*z', 'x-end', 'end', 'az', 'a--z', 'azy'), 'x-end az a--z');
  assert.equal(enabled('*', 'any', 'other thing'), 'any other thing');
  assert.equal(
    enabled('o.e,t[w]o,(x),a|b,c+,$', 'one', 'o.e', 'two', 't[w]o', 'x', 'a', 'a|b', 'cc', '$'),
    'o.e t[w]o a|b $',
  );
});

test('a message: its section, the process, and the words as util.format makes them', () => {
  const { stdout, stderr } = run(
    'app',
    `const log = util.debuglog('app');
     log('%s is %d', 'x', 5, { a: [1] });
     log();
     log({ a: 1 });
     log('two\\nlines');
     util.debuglog('other')('nothing');
     console.log(log.enabled, util.debuglog('other').enabled);`,
  );
  assert.equal(stdout, 'true false\n');
  assert.equal(stderr, 'APP PID: x is 5 { a: [ 1 ] }\nAPP PID: \nAPP PID: { a: 1 }\nAPP PID: two\nlines\n');
});

test('colours as stderr has them', () => {
  const { stderr } = run('app', "util.debuglog('app')({ a: 1 })", { NO_COLOR: undefined, FORCE_COLOR: '1' });
  assert.match(stderr, /^APP \x1b\[33mPID\x1b\[39m: \{ a: \x1b\[33m1\x1b\[39m \}\n$/);
});

test('the callback gets the function to go on with, at the first message', () => {
  const { stdout, stderr } = run(
    'app',
    `let log = util.debuglog('app', (next) => { console.log('given', next.enabled); log = next; });
     console.log('made', log.enabled);
     const first = log;
     log('one');
     console.log(log !== first);
     log('two');
     first('three');`,
  );
  assert.equal(stdout, 'made true\ngiven true\ntrue\n');
  assert.equal(stderr, 'APP PID: one\nAPP PID: two\nAPP PID: three\n');
  const off = run(
    'other',
    `let times = 0;
     const log = util.debuglog('app', (next) => { times++; next('nothing'); console.log(next.enabled); });
     log('x'); log('y');
     console.log(times);`,
  );
  assert.deepEqual(off, { stdout: 'false\n1\n', stderr: '' });
});

test('it goes on where stderr was patched, and after a fault', () => {
  const { stdout, stderr } = run(
    'app',
    `const log = util.debuglog('app');
     const write = process.stderr.write;
     process.stderr.write = (text) => { console.log('caught', text.replace(String(process.pid), 'PID').trimEnd()); return true; };
     log('x');
     process.stderr.write = write;
     process.once('uncaughtException', () => log('after'));
     setTimeout(() => log('later'));
     throw new Error('fault');`,
  );
  assert.equal(stdout, 'caught APP PID: x\n');
  assert.equal(stderr, 'APP PID: after\nAPP PID: later\n');
});

test('what NODE_DEBUG may tell of http is warned of, once', () => {
  const { stderr } = run('http', "util.debuglog('http'); util.debuglog('http')('x'); util.debuglog('http')('y')");
  const warning = "Setting the NODE_DEBUG environment variable to 'http' can expose sensitive data";
  assert.equal(stderr.split(warning).length, 2, stderr);
  assert.match(stderr, /^HTTP PID: x\n/m);
});
