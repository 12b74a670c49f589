// --disable-proto: no Object.prototype.__proto__, in any context of any thread.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

const run = (args, source) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, '-e', source], { encoding: 'utf8' });
  return { status, stdout, stderr };
};
/** Says what becomes of reading and of setting it: here, in contexts of node:vm, in a Worker. */
const PROBE = `
  const look = (use) => { try { return String(use()) } catch (error) { return error.code } };
  const vm = require('node:vm');
  const { isMainThread, Worker } = require('node:worker_threads');
  const tell = (name, prototype, read, set) =>
    console.log(name, Object.hasOwn(prototype, '__proto__'), look(read), look(set));
  const contexts = {
    context: vm.createContext({}),
    'with another Object': vm.createContext({ Object: { prototype: {} } }),
    plain: vm.createContext(vm.constants.DONT_CONTEXTIFY),
  };
  tell(isMainThread ? 'main' : 'worker', Object.prototype, () => ({}).__proto__, () => (({}).__proto__ = null));
  for (const [name, context] of Object.entries(contexts)) {
    const inside = (code) => () => vm.runInContext(code, context);
    tell(name, Object.getPrototypeOf(inside('({})')()), inside('({}).__proto__'), inside('({}).__proto__ = null'));
  }
  console.log(Object.getPrototypeOf({ __proto__: null }), JSON.parse('{ "__proto__": 1 }').__proto__);
  if (isMainThread) new Worker(process.argv[1] ?? PROBE, { eval: true });
`.replace('process.argv[1] ?? PROBE', 'process.env.PROBE');
const everywhere = (args) => {
  process.env.PROBE = PROBE;
  const { status, stdout, stderr } = run(args, PROBE);
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split('\n');
};
const places = ['main', 'context', 'with another Object', 'plain'];
const expected = (line) =>
  ['main', 'worker'].flatMap((thread) => [
    ...places.map((place) => `${place === 'main' ? thread : place} ${line}`),
    'null 1',
  ]);

test('delete', () => assert.deepEqual(everywhere(['--disable-proto=delete']), expected('false undefined null')));

test('throw', () =>
  assert.deepEqual(everywhere(['--disable-proto', 'throw']), expected('true ERR_PROTO_ACCESS ERR_PROTO_ACCESS')));

test('without it', () => assert.deepEqual(everywhere([]), expected('true [object Object] null')));

test('the library and packages of old go on without it', () => {
  const source = `
    class A extends require('node:events') {}
    const { Readable } = require('node:stream');
    util.inherits(function B() {}, A);
    console.log(util.inspect({ __proto__: { a: 1 } }), structuredClone({ a: [1] }), querystring.parse('a=1&__proto__=2'));
    Readable.from(['x']).on('data', console.log);`;
  for (const mode of ['delete', 'throw']) {
    const { status, stdout, stderr } = run([`--disable-proto=${mode}`], source);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, run([], source).stdout);
  }
});

test('a mode that is none', () => {
  const { status, stderr } = run(['--disable-proto=x'], '');
  assert.equal(status, 12);
  assert.equal(stderr, `${process.execPath}: invalid mode passed to --disable-proto\n`);
});
