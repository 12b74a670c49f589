import assert from 'node:assert';
import util from 'node:util';
import { test } from '../harness.js';

test('promisify: resolves with the value, rejects with the error, keeps this', async () => {
  const object = {
    base: 1,
    add(n, callback) {
      callback(null, this.base + n);
    },
  };
  object.addLater = util.promisify(object.add);
  assert.strictEqual(await object.addLater(2), 3);
  await assert.rejects(util.promisify((callback) => callback(new Error('no')))(), /no/);
  const custom = () => {};
  assert.strictEqual(util.promisify(Object.assign(() => {}, { [util.promisify.custom]: custom })), custom);
  assert.throws(() => util.promisify(1), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('callbackify: the callback runs on a tick of its own, falsy reasons are wrapped', async () => {
  const value = await new Promise((resolve) => util.callbackify(async (x) => x * 2)(2, (_, result) => resolve(result)));
  assert.strictEqual(value, 4);
  const error = await new Promise((resolve) => util.callbackify(() => Promise.reject(null))(resolve));
  assert.strictEqual(error.code, 'ERR_FALSY_VALUE_REJECTION');
  assert.strictEqual(error.reason, null);
});

test('deprecate warns once for a function, and once for a code', async () => {
  const warnings = [];
  const note = (warning) => warnings.push(`${warning.code}: ${warning.message}`);
  process.on('warning', note);
  process.removeAllListeners('warning').on('warning', note);
  const a = util.deprecate(() => 1, 'old', 'CODE1');
  const b = util.deprecate(() => 2, 'older', 'CODE1');
  const c = util.deprecate(() => 3, 'oldest');
  assert.deepStrictEqual([a(), a(), b(), c(), c()], [1, 1, 2, 3, 3]);
  await new Promise(setImmediate);
  assert.deepStrictEqual(warnings, ['CODE1: old', 'undefined: oldest']);
});

test('inherits links prototypes', () => {
  function Parent() {}
  Parent.prototype.hello = () => 'hello';
  function Child() {}
  util.inherits(Child, Parent);
  assert.strictEqual(new Child().hello(), 'hello');
  assert.strictEqual(Child.super_, Parent);
  assert.throws(() => util.inherits(Child, null), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('types look behind the prototype', () => {
  const fake = Object.create(Date.prototype);
  assert.deepStrictEqual(
    [util.types.isDate(new Date()), util.types.isDate(fake), util.types.isProxy(new Proxy({}, {}))],
    [true, false, true],
  );
  assert.strictEqual(util.types.isBoxedPrimitive(Object(1n)), true);
  assert.strictEqual(util.types.isTypedArray(new Float16Array(1)), true);
  assert.strictEqual(util.types.isFloat16Array(new Float16Array(1)), true);
});

test('getCallSites names the caller first', () => {
  function caller() {
    return util.getCallSites(1);
  }
  const [site] = caller();
  assert.strictEqual(site.functionName, 'caller');
  assert.match(site.scriptName, /functions\.test\.js$/);
  assert.strictEqual(typeof site.lineNumber, 'number');
  assert.throws(() => util.getCallSites(201), { code: 'ERR_OUT_OF_RANGE' });
});

test('styleText nests', () => {
  const style = (format, text) => util.styleText(format, text, { validateStream: false });
  assert.strictEqual(style('red', `a${style('blue', 'b')}c`), '\u001b[31ma\u001b[34mb\u001b[31mc\u001b[39m');
  assert.strictEqual(style(['bold', 'red'], 'x'), '\u001b[1m\u001b[31mx\u001b[39m\u001b[22m');
  assert.throws(() => util.styleText('puce', 'x'), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('system errors have names and messages', () => {
  assert.strictEqual(util.getSystemErrorName(-2), 'ENOENT');
  assert.strictEqual(util.getSystemErrorMessage(-2), 'no such file or directory');
  assert.deepStrictEqual(util.getSystemErrorMap().get(-2), ['ENOENT', 'no such file or directory']);
  assert.throws(() => util.getSystemErrorName(1), { code: 'ERR_OUT_OF_RANGE' });
});

test('diff tells what both have and what one has', () => {
  assert.deepStrictEqual(util.diff('abc', 'abd'), [
    [0, 'a'],
    [0, 'b'],
    [1, 'c'],
    [-1, 'd'],
  ]);
  assert.deepStrictEqual(util.diff(['x'], ['x']), [[0, 'x']]);
  assert.deepStrictEqual(util.diff('same', 'same'), []);
});

test('aborted resolves when the signal fires', async () => {
  const controller = new AbortController();
  const promise = util.aborted(controller.signal, {});
  controller.abort();
  await promise;
  await assert.rejects(util.aborted(undefined, {}), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('parseEnv', () => {
  assert.deepStrictEqual(util.parseEnv('A=1 # one\nB="x\\ny"'), { __proto__: null, A: '1', B: 'x\ny' });
});

test('diff of a long text and a short one takes their product, not their square', () => {
  const edits = util.diff('y'.repeat(20_000), 'z');
  assert.equal(edits.length, 20_001);
  assert.equal(edits.filter(([operation]) => operation === -1).length, 1);
  assert.deepEqual(util.diff('', 'ab'), [
    [-1, 'a'],
    [-1, 'b'],
  ]);
});
