import assert from 'node:assert';
import os from 'node:os';
import { test } from '../harness.js';

test('navigator says where the program runs', () => {
  assert.ok(navigator instanceof Navigator);
  assert.strictEqual(navigator.hardwareConcurrency, os.availableParallelism());
  assert.strictEqual(navigator.language, Intl.DateTimeFormat().resolvedOptions().locale);
  assert.deepStrictEqual(navigator.languages, [navigator.language]);
  assert.ok(Object.isFrozen(navigator.languages));
  assert.strictEqual(navigator.userAgent, `Node.js/${process.version.slice(1).split('.')[0]}`);
  assert.strictEqual(navigator.platform, `${os.type()} ${os.machine()}`);
});

test('navigator is the only one of its class, and read-only', () => {
  assert.throws(() => new Navigator(), { name: 'TypeError', code: 'ERR_ILLEGAL_CONSTRUCTOR' });
  assert.throws(() => Navigator.prototype.languages, TypeError);
  assert.throws(() => {
    globalThis.navigator = 1;
  }, TypeError);
  const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  assert.deepStrictEqual(
    { name: get.name, set, enumerable, configurable },
    { name: 'get navigator', set: undefined, enumerable: true, configurable: true },
  );
});
